"""The table of faults of deploy/README.md, each brought about on a real hub: what breaks, and what lives on."""

import asyncio
import time

import pytest

from lesson_utils.rehearsal.stage import Stage
from tests.class_server.conftest import PATIENCE, enter_class

SMALL_DISK = 60 << 20  # bytes of Bo's home: the course's files, and little else


@pytest.fixture(scope="module")
def stage(class_python, proxy):
    limits = {"memory": "1G", "starts_at_once": 1}
    disks = {"homes/bo": SMALL_DISK}
    with Stage(["ada", "bo"], limits, small_disks=disks, python=class_python) as stage:
        yield stage


@pytest.fixture(scope="module")
def kernels(stage, run):
    """Ada's and Bo's kernels. They ask for their servers at once, where one may start at a time."""

    async def enter(name):
        kernel = await enter_class(stage, name)
        await kernel.run("kept = 41", "keep", PATIENCE)
        return kernel

    async def both():
        return await asyncio.gather(enter("ada"), enter("bo"))

    return dict(zip(("ada", "bo"), run(both()), strict=True))


def says(run, kernel, code):
    answer = run(kernel.run(code, "fault", PATIENCE))
    return answer.error.partition(":")[0] or answer.text.strip().rpartition("\n")[2]


def put(run, kernel, name, text):
    """Save a file as JupyterLab does; gives the status of the answer."""
    visitor = kernel.visitor
    body = {"type": "file", "format": "text", "content": text}
    return run(visitor.fetch("PUT", f"{visitor.server}/api/contents/{name}", json=body))


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.2)


def test_more_than_may_start_at_once_all_get_their_server(kernels):
    assert all(kernel.kernel_id for kernel in kernels.values())


def test_a_learner_who_fills_the_memory_harms_nobody(run, kernels):
    assert says(run, kernels["bo"], "import numpy\nmuch = [numpy.ones(2**24) for _ in range(100)]") in (
        "MemoryError",
        "_ArrayMemoryError",
    )
    assert says(run, kernels["bo"], "much = None; print(kept)") == "41"
    assert says(run, kernels["ada"], "print(kept)") == "41"


def test_a_full_disk_is_said_and_loses_nothing(run, kernels, stage):
    if not stage.own_users:
        pytest.skip("only root can give a learner a disk of their own")
    bo = kernels["bo"]
    assert put(run, bo, "work.txt", "my work").status_code == 201
    fill = "file = open('fill', 'wb')\nwhile True: file.write(bytes(1 << 20)); file.flush()"
    assert says(run, bo, fill) == "OSError"
    answer = put(run, bo, "more.txt", "x" * (4 << 20))
    assert answer.status_code == 500
    assert "No space left" in answer.text or "Unexpected error while saving" in answer.text
    told = run(bo.run("print(kept, open('work.txt').read())", "fault", PATIENCE)).text
    assert "41 my work" in told.splitlines()  # IPython may add that it cannot keep its history
    assert put(run, kernels["ada"], "work.txt", "hers").status_code == 201
    assert not run(bo.run("import os; file.close(); os.remove('fill')", "fault", PATIENCE)).error
    assert put(run, bo, "more.txt", "x" * (4 << 20)).status_code in (200, 201)


def test_when_the_hub_dies_servers_live_on_and_it_comes_back(run, kernels, stage):
    ada = kernels["ada"]
    stage.kill_hub()
    assert says(run, ada, "print(kept)") == "41"
    assert put(run, ada, "while-away.txt", "saved").status_code in (200, 201)
    stage.start_hub()
    connect_again(run, ada)
    server = run(ada.visitor.fetch("GET", "/hub/api/users/ada")).json()["servers"][""]
    assert server["ready"]


def test_when_the_proxy_dies_the_hub_starts_it_again_and_no_kernel_is_lost(run, kernels, stage):
    ada = kernels["ada"]
    (proxy,) = stage.processes("configurable-http-proxy")
    proxy.kill()
    wait_for(lambda: [new for new in stage.processes("configurable-http-proxy") if new.pid != proxy.pid])
    connect_again(run, ada)


def connect_again(run, kernel):
    """As JupyterLab's page does by itself: the session of the notebook is still there, and so is what it had."""
    wait_for(lambda: answers(run, kernel.visitor))
    before = kernel.kernel_id
    run(kernel.start())
    assert kernel.kernel_id == before
    assert says(run, kernel, "print(kept)") == "41"


def answers(run, visitor):
    try:
        return run(visitor.client.get("/user/ada/api/status")).status_code == 200
    except Exception:
        return False


def test_when_the_power_fails_work_that_was_saved_is_there(run, kernels, stage):
    ada = kernels["ada"].visitor
    assert put(run, kernels["ada"], "work.txt", "hers").status_code in (200, 201)
    for process in stage.processes("jupyterhub-singleuser"):
        if process.environ()["JUPYTERHUB_USER"] == "ada":
            process.kill()
    stage.kill_hub()
    stage.start_hub()
    wait_for(lambda: not run(ada.fetch("GET", "/hub/api/users/ada")).json()["servers"])
    run(ada.start_server(PATIENCE))
    assert run(ada.fetch("GET", "/user/ada/api/contents/work.txt")).json()["content"] == "hers"
