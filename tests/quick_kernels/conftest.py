"""A user's own parent and the kernels forked from it, with this test run as their server."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Application

from lesson_utils.quick_kernels import extension, forked_process
from tests.quick_kernels.kernel import PATIENCE, Kernel

Start = Callable[..., Kernel]


@pytest.fixture(autouse=True)
def linux() -> None:
    if sys.platform != "linux":
        pytest.skip("quick kernels need Linux")


def parents() -> list[psutil.Process]:
    """The parents that this test run has started."""
    children = psutil.Process().children()
    return [
        one
        for one in children
        if one.status() != psutil.STATUS_ZOMBIE and "lesson_utils.quick_kernels" in one.cmdline()
    ]


@pytest.fixture(scope="module")
def own_parent() -> Iterator[Application]:
    """An application as `lab --quick-kernels` sets it up; afterwards kernels start as they did before."""
    folder = Path(tempfile.mkdtemp(prefix="runtime-"))
    factory = KernelProvisionerFactory.instance()
    usual = factory.default_provisioner_name
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
        patch.setenv("KERAS_HOME", str(folder / "keras"))
        patch.setattr(forked_process, "PATIENCE", PATIENCE)
        patch.setattr(forked_process, "_FOR_LAST_WORDS", PATIENCE)
        server = Application()
        extension._load_jupyter_server_extension(server)
        yield server
        for parent in parents():
            parent.kill()
            parent.wait(10)
    factory.default_provisioner_name = usual
    factory.provisioners.pop(extension.NAME)
    shutil.rmtree(folder)


@pytest.fixture
def start(own_parent: Application) -> Iterator[Start]:
    """Starts kernels, and ends those that a test leaves behind."""
    started: list[Kernel] = []

    def start_one(**options: object) -> Kernel:
        started.append(Kernel(own_parent))
        started[-1].start(**options)
        return started[-1]

    yield start_one
    for kernel in started:
        kernel.close()
