"""The table of attacks of deploy/README.md: what a learner tries against another, and against the hub."""

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest

from lesson_utils.checkout import ROOT
from lesson_utils.rehearsal.stage import INSTRUCTOR
from lesson_utils.rehearsal.visitor import Visitor
from tests.class_server.attacking import PATIENCE, in_kernel, open_socket


@pytest.fixture
def own_users(stage):
    if not stage.own_users:
        pytest.skip("only root can give each learner a user of their own")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/user/bo/lab"),
        ("GET", "/user/bo/api/contents"),
        ("GET", "/user/bo/files/build-a-cnn/README.md"),
        ("PUT", "/user/bo/api/contents/from-ada.txt"),
        ("GET", "/user/bo/api/kernels"),
        ("POST", "/user/bo/api/sessions"),
        ("POST", "/user/bo/api/terminals"),
        ("POST", "/user/bo/api/shutdown"),
        ("DELETE", "/hub/api/users/bo/server"),
        ("POST", "/hub/api/users/bo/tokens"),
    ],
)
def test_another_learners_server_is_closed(method, path, ada, logged_in, run):
    answer = run(ada.fetch(method, path))
    assert answer.status_code in (403, 404), answer.text
    assert run(logged_in["bo"][0].fetch("GET", "/user/bo/api/status")).status_code == 200


@pytest.mark.parametrize("place", ["api/kernels/{kernel}/channels", "terminals/websocket/1"])
def test_another_learners_kernel_and_terminal_are_closed(place, ada, logged_in, run):
    path = "/user/bo/" + place.format(kernel=logged_in["bo"][1].kernel_id)
    request = HTTPRequest(ada.url.replace("http", "ws", 1) + path, headers={"Cookie": ada.cookies("/user/ada/x")})
    with pytest.raises(HTTPClientError, match=r"403|404"):
        run(open_socket(request))


def ports_of(stage, word):
    return {one.laddr.port for process in stage.processes(word) for one in process.net_connections("tcp4")
            if one.status == "LISTEN"}  # fmt: skip


def test_what_listens_on_this_machine_asks_learners_for_a_token(stage, adas_kernel, logged_in, run):
    """All learners share loopback: around the proxy they reach the others' servers, the hub, the proxy's own API."""
    ports = ports_of(stage, "jupyterhub") | ports_of(stage, "configurable-http-proxy")
    code = f"""
import urllib.request, urllib.error
for port in {sorted(ports)}:
    for path in ("/user/bo/api/contents", "/hub/api/users", "/api/routes"):
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{{port}}{{path}}", timeout=20)
            print("read", path, answer.url) if "/hub/login" not in answer.url else None
        except urllib.error.HTTPError as error:
            print("read", path, error.code) if error.code not in (403, 404) else None
print("tried", {len(ports)})
"""
    assert len(ports) >= 4
    assert in_kernel(run, adas_kernel, code) == f"tried {len(ports)}"


def test_nobody_listens_to_another_learners_kernel(stage, adas_kernel, logged_in, run, own_users):
    """A kernel on TCP tells everybody on the machine what it prints, unless it is encrypted."""
    file = next(stage.home("bo").rglob(f"kernel-{logged_in['bo'][1].kernel_id}.json"))
    connection = json.loads(file.read_text())
    address = f"{connection['transport']}://{connection['ip']}:{connection['iopub_port']}"
    begun, ended = stage.home("ada") / "begun", stage.home("ada") / "ended"
    listen = f"""
import zmq
from pathlib import Path
socket = zmq.Context.instance().socket(zmq.SUB)
socket.subscribe(b"")
socket.connect({address!r})
Path({str(begun)!r}).touch()
heard = False
while not Path({str(ended)!r}).exists():
    heard = bool(socket.poll(200)) or heard
print(heard)
"""

    async def both():
        listening = asyncio.ensure_future(adas_kernel.run(listen, "listen", PATIENCE))
        while not begun.exists():
            await asyncio.sleep(0.2)
        for _ in range(6):
            await logged_in["bo"][1].run("print('my answer')", "answer", PATIENCE)
            await asyncio.sleep(0.2)
        ended.touch()
        return await listening

    answer = run(both())
    assert (answer.error, answer.text.strip()) == ("", "False")


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.listdir('{home}')",
        "open('{home}/build-a-cnn/README.md').read()",
        "open('{home}/.local/share/build-a-cnn/progress.json').read()",
        "open('{home}/from-ada.txt', 'w')",
        "import os; os.listdir('{state}')",
        "open('{state}/cookie_secret').read()",
        "import os, signal; os.kill({pid}, signal.SIGTERM)",
        "open('/proc/{pid}/environ').read()",
        "open('/proc/{hub}/environ').read()",
        "open('{course}/lesson_utils/style.py', 'a')",
        "open('{course}/notebooks/from-ada.ipynb', 'w')",
        "open('{environment}/lib/from-ada.py', 'w')",
        "import os; open(os.path.join(os.environ['LESSON_DATA_DIR'], 'from-ada.npy'), 'w')",
        "import os; os.setuid(0)",
    ],
)
def test_files_processes_data_and_course_are_closed(code, stage, adas_kernel, logged_in, run, own_users):
    server = next(p for p in stage.processes("jupyterhub-singleuser") if p.environ()["JUPYTERHUB_USER"] == "bo")
    hub = next(iter(stage.processes("-m jupyterhub --config")))
    places = {"home": stage.home("bo"), "state": stage.state, "pid": server.pid, "hub": hub.pid, "course": ROOT}
    environment = stage.python.parents[1]
    assert in_kernel(run, adas_kernel, code.format(environment=environment, **places)).startswith("PermissionError")


# A learner against the hub


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/hub/admin", None),
        ("GET", "/hub/api/users", None),
        ("GET", "/hub/api/users/bo", None),
        ("POST", "/hub/api/users/mallory", None),
        ("PATCH", "/hub/api/users/ada", {"admin": True}),
        ("POST", "/hub/api/groups/teachers", None),
        ("GET", "/hub/api/proxy", None),
        ("GET", "/hub/api/services", None),
        ("POST", "/hub/api/shutdown", {"proxy": True}),
        ("GET", "/hub/metrics", None),
    ],
)
def test_the_hubs_pages_for_instructors_are_closed(method, path, body, ada, run):
    answer = run(ada.fetch(method, path, json=body))
    assert answer.status_code in (403, 404) or answer.json() in ([], {}), answer.text


def test_an_instructor_sees_them_and_enters_no_learners_server(stage, run, logged_in):
    instructor = Visitor(stage.url, INSTRUCTOR, stage.passwords[INSTRUCTOR])
    run(instructor.log_in())
    users = run(instructor.fetch("GET", "/hub/api/users")).json()
    assert {user["name"]: user["admin"] for user in users}["ada"] is False
    assert run(instructor.fetch("GET", "/user/ada/api/contents")).status_code == 403


def test_the_token_of_a_learners_own_server_opens_nothing_else(adas_kernel, run, stage):
    code = """
import os, urllib.request, urllib.error
asked = [("GET", "/users/bo"), ("DELETE", "/users/bo/server"), ("POST", "/users/mallory"), ("POST", "/shutdown")]
for method, path in asked:
    token = {"Authorization": "token " + os.environ.get("JUPYTERHUB_API_TOKEN", "")}
    request = urllib.request.Request(os.environ["JUPYTERHUB_API_URL"] + path, method=method, headers=token)
    try:
        print("opened", path, urllib.request.urlopen(request, timeout=20).status)
    except urllib.error.HTTPError as error:
        print(error.code)
"""
    assert set(in_kernel(run, adas_kernel, code).split()) <= {"403", "404"}
