"""`lab --quick-kernels`: forked kernels behave as ordinary ones, and whatever happens, a notebook gets its kernel."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from lesson_utils.quick_kernels import forked_process
from lesson_utils.quick_kernels.forked_process import NoQuickKernelError
from lesson_utils.quick_kernels.own_parent import place
from tests.quick_kernels.conftest import Start, parents
from tests.quick_kernels.kernel import PATIENCE, Kernel, until

TRAIN = """
import keras, numpy as np
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
losses = model.fit(np.ones((64, 8)), np.ones((64, 1)), epochs=5, verbose=0).history["loss"]
"""
DRAW = """
import random, numpy as np, tensorflow as tf, keras
drawn = [random.random(), float(np.random.rand()), float(np.random.default_rng().random()),
         float(tf.random.uniform(())), float(keras.random.uniform(())),
         float(keras.layers.Dense(1).build((None, 1)) or keras.initializers.GlorotUniform()((1, 1))[0, 0])]
"""


@pytest.fixture(scope="module")
def kernel(own_parent):
    """One kernel for the tests that leave it as it is."""
    one = Kernel(own_parent)
    one.start()
    yield one
    one.close()


def test_a_kernel_is_forked_and_speaks_ipc(kernel):
    assert kernel.forked
    assert psutil.Process(kernel.pid).ppid() == parents()[0].pid
    assert kernel.manager.transport == "ipc"
    folder = Path(kernel.manager.ip).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    sockets = [one for one in psutil.Process(kernel.pid).net_connections("inet") if one.status == psutil.CONN_LISTEN]
    assert {one.laddr.ip for one in sockets} <= {"127.0.0.1"}  # the debugger's, which every kernel has


def test_a_forked_kernel_is_as_an_ordinary_one(kernel, own_parent, tmp_path, monkeypatch):
    monkeypatch.setenv("SAID_TO_THE_KERNEL", "yes")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(tmp_path), os.environ["PYTHONPATH"]]))
    looks = {
        "arguments": "__import__('sys').argv[0]",
        "modules are looked for": "__import__('sys').path",
        "python": "__import__('sys').executable",
        "variable": "__import__('os').environ.get('SAID_TO_THE_KERNEL')",
        "plots": "__import__('os').environ['MPLBACKEND']",
        "folder": "__import__('os').getcwd()",
        "session": "__import__('os').getsid(0) == __import__('os').getpid()",
        "umask": "__import__('subprocess').getoutput('umask')",
        "main": "__import__('sys').modules['__main__'].__name__",
        "collector": "__import__('gc').isenabled()",
        "course": "'lesson_utils' in __import__('sys').modules",
        "input": "__import__('os').fstat(0).st_mode // 4096 in (1, 2)",
    }
    forked, ordinary = Kernel(own_parent), Kernel(own_parent)
    forked.start(cwd=str(tmp_path))
    ordinary.start(cwd=str(tmp_path), stdin=subprocess.DEVNULL)
    try:
        assert (forked.forked, ordinary.forked) == (True, False)
        seen = {name: (forked.value(look), ordinary.value(look)) for name, look in looks.items()}
        assert {name: pair for name, pair in seen.items() if pair[0] != pair[1]} == {}
        assert seen["variable"][0] == "yes"
    finally:
        forked.close()
        ordinary.close()


def test_keras_is_there_before_it_is_imported_and_the_course_is_not(kernel):
    assert kernel.value("[name in __import__('sys').modules for name in ('keras', 'tensorflow', 'lesson_utils')]") == [
        True,
        True,
        False,
    ]
    assert kernel.run("import lesson_utils") == ""
    assert Path(kernel.value("lesson_utils.__file__")).parents[1] == Path(forked_process.__file__).parents[2]


def test_forked_kernels_train_and_draw_their_own_random_numbers(kernel, start: Start):
    drawn = []
    for one in (kernel, start()):
        assert one.forked
        assert one.run(TRAIN + DRAW) == ""
        losses = one.value("losses")
        assert losses[-1] < losses[0]
        drawn.append(one.value("drawn"))
    assert [a for a, b in zip(*drawn, strict=True) if a == b] == []


def test_an_interrupt_stops_the_cell_and_keeps_the_variables(kernel):
    code = "kept = 5; print('begun', flush=True); import time; time.sleep(600)"
    message = kernel.client.execute(code, stop_on_error=False)
    while kernel.client.get_iopub_msg(PATIENCE)["content"].get("text", "").strip() != "begun":
        pass
    kernel.manager.interrupt_kernel()
    answer = kernel.client.get_shell_msg(PATIENCE)
    assert answer["parent_header"]["msg_id"] == message
    assert answer["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("print(kept)") == "5"


def test_a_restart_gives_an_empty_forked_kernel_at_the_same_place(start: Start):
    kernel = start()
    before = kernel.pid
    kernel.run("kept = 5")
    kernel.restart()
    assert kernel.forked
    assert kernel.pid != before
    assert kernel.run("kept") == "NameError"
    assert not psutil.pid_exists(before)


def test_a_shutdown_leaves_nothing_behind(start: Start):
    kernel = start()
    pid, folder = kernel.pid, Path(kernel.manager.ip).parent
    kernel.manager.shutdown_kernel()
    assert not psutil.pid_exists(pid)
    assert not folder.exists()


@pytest.mark.parametrize(("death", "code"), [("os._exit(3)", 3), ("os.kill(os.getpid(), 9)", -signal.SIGKILL)])
def test_a_crashed_kernel_is_noticed_with_its_exit_code(start: Start, death, code):
    kernel = start()
    process = kernel.manager.provisioner.process
    kernel.client.execute(f"import os; {death}")
    assert process.wait(PATIENCE) == code
    assert not kernel.manager.is_alive()
    kernel.restart(crashed=True)
    assert kernel.run("print(1)") == "1"


@pytest.mark.parametrize(
    ("variables", "files", "reason"),
    [
        ({"KERAS_BACKEND": "jax"}, {}, "KERAS_BACKEND"),
        ({"OMP_NUM_THREADS": "1"}, {}, "OMP_NUM_THREADS"),
        ({"MATPLOTLIBRC": "{folder}"}, {"matplotlibrc": "figure.dpi: 70"}, "matplotlib"),
        ({"KERAS_HOME": "{folder}"}, {"keras.json": '{"floatx": "float64"}'}, "Keras"),
        ({}, {}, "cannot be entered"),
    ],
)
def test_settings_that_are_read_by_imports_get_an_ordinary_start(own_parent, tmp_path, variables, files, reason):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, **{name: value.format(folder=tmp_path) for name, value in variables.items()}}
    folder = str(tmp_path if variables else tmp_path / "not there")
    wanted = forked_process.Wanted(["-f", str(tmp_path / "none.json")], environment, folder)
    with pytest.raises(NoQuickKernelError, match=reason):
        forked_process.ForkedProcess(place(), wanted)


def test_a_parent_older_than_the_lock_gives_no_kernel(own_parent, monkeypatch):
    old = place()
    monkeypatch.setattr(forked_process, "stamp", lambda: "installed later")
    with pytest.raises(NoQuickKernelError, match="older than what is installed"):
        forked_process.ForkedProcess(old, forked_process.Wanted([], dict(os.environ), "/"))


def test_a_parent_that_hangs_costs_a_while_and_no_kernel(own_parent, monkeypatch):
    monkeypatch.setattr(forked_process, "PATIENCE", 0.5)
    parents()[0].suspend()
    try:
        kernel = Kernel(own_parent)
        kernel.start()
    finally:
        parents()[0].resume()
    assert not kernel.forked
    assert kernel.run("print(1)") == "1"
    kernel.close()


def test_a_crashed_parent_costs_a_quick_start_and_no_kernel(start: Start, caplog):
    living = start()
    gone = parents()[0]
    gone.kill()
    gone.wait(10)
    assert living.run("print(1)") == "1"
    living.manager.interrupt_kernel()
    assert living.run("print(2)") == "2"

    ordinary = start()
    assert not ordinary.forked
    assert ordinary.manager.transport == "ipc"
    assert "an ordinary start" in caplog.text

    assert start().forked, "the next parent was started meanwhile"
    process = living.manager.provisioner.process
    living.client.execute("import os; os._exit(0)")
    assert process.wait(PATIENCE) == 1, "nobody is left to tell the exit code"


def test_forking_is_not_tried_where_it_is_not_there(own_parent, monkeypatch):
    from lesson_utils.quick_kernels.provisioner import wanted

    usual = [sys.executable, "-m", "ipykernel_launcher", "-f", "file"]
    assert wanted(usual, {"cwd": "/", "env": {"A": "1", "JPY_PARENT_PID": "2"}}).environment == {"A": "1"}
    assert wanted([usual[0], "-Xfrozen_modules=off", *usual[1:]], {}).arguments == ["-f", "file"]
    for command, options, reason in [
        (["/usr/bin/R", "-m", "ipykernel_launcher"], {}, "Python"),
        ([sys.executable, "-m", "other_kernel"], {}, "Python"),
        (usual, {"stdout": subprocess.PIPE}, "stdout"),
    ]:
        with pytest.raises(NoQuickKernelError, match=reason):
            wanted(command, options)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(NoQuickKernelError, match="Linux"):
        wanted(usual, {})


def test_when_its_server_is_gone_kernel_and_parent_end(own_parent, tmp_path):
    script = """
import sys
from traitlets.config import Application
from lesson_utils.quick_kernels import extension
from tests.quick_kernels.kernel import Kernel
server = Application()
extension._load_jupyter_server_extension(server)
kernel = Kernel(server)
kernel.start()
import psutil
print(kernel.pid, psutil.Process(kernel.pid).ppid(), kernel.forked, flush=True)
sys.stdin.read()
"""
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        kernel, parent, forked = server.stdout.readline().split()
        server.kill()
    assert forked == "True"
    until(lambda: not psutil.pid_exists(int(kernel)))
    until(lambda: not psutil.pid_exists(int(parent)))
