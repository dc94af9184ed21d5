"""What `jupyter_client` asks for a kernel: a forked one where that can be, else an ordinary one and a word."""

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from traitlets import Unicode

from lesson_utils.quick_kernels.forked_process import ForkedProcess, NoQuickKernelError, Wanted

NAME = "quick-kernels"
_LONGEST_ADDRESS = 100  # letters; Linux allows a Unix socket 107


class QuickKernelProvisioner(LocalProvisioner):
    """Starts kernels by forking them; interrupts, restarts and ends them as any local kernel.

    They speak over Unix sockets in a folder of their own (IPC) instead of TCP, an ordinary one too.
    """

    class_socket = Unicode(
        "",
        help="The socket of the class parent. Empty: the user's own parent is used, and started where there is none.",
    ).tag(config=True)

    _folder = ""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose IPC before addresses are given out."""
        if sys.platform == "linux" and self.parent is not None and not self._folder:
            self._use_ipc(self.parent)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel, or start an ordinary one.

        Parameters
        ----------
        cmd
            The command line of an ordinary start.
        **kwargs
            What `subprocess.Popen` takes.

        Returns
        -------
        dict
            How to connect to it.
        """
        try:
            process: Any = await asyncio.to_thread(self._fork, wanted(cmd, kwargs))
        except (NoQuickKernelError, OSError) as reason:
            # An error, though nothing is lost: `lab` shows errors alone, and whoever asked for them wants to know.
            self.log.error("Quick kernels: an ordinary start, because %s", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        self.log.info("Quick kernels: kernel %s was forked as process %s", self.kernel_id, self.pid)
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the folder of the kernel's sockets when it is not to be started again."""
        await super().cleanup(restart=restart)
        if self._folder and not restart:
            _remove(Path(self._folder))
            self._folder = ""

    def _fork(self, wanted: Wanted) -> ForkedProcess:
        if self.class_socket:
            return ForkedProcess(Path(self.class_socket), wanted)
        from lesson_utils.quick_kernels import own_parent

        try:
            return ForkedProcess(own_parent.place(), wanted)
        except NoQuickKernelError:
            own_parent.ensure()  # for the next kernel
            raise

    def _use_ipc(self, manager: Any) -> None:
        folder = tempfile.mkdtemp(prefix="kernel-")  # which nobody else may enter
        if len(folder) > _LONGEST_ADDRESS:
            os.rmdir(folder)
            return
        self._folder = folder
        manager.transport = "ipc"
        manager.ip = f"{folder}/ipc"


def wanted(cmd: list[str], kwargs: dict[str, Any]) -> Wanted:
    """Read from the command line of an ordinary start what a forked kernel needs.

    Raises
    ------
    NoQuickKernelError
        When it is no kernel of this Python, or is to be started in some special way.
    """
    if sys.platform != "linux":
        raise NoQuickKernelError("forking needs Linux")
    python, *rest = cmd
    options = [
        option for option in rest if option != "-Xfrozen_modules=off"
    ]  # for the debugger, it makes no difference
    if Path(python).parent != Path(sys.executable).parent or options[:2] != ["-m", "ipykernel_launcher"]:
        raise NoQuickKernelError("it is not a kernel of the Python that the server runs on")
    special = sorted(name for name in kwargs.keys() - {"env", "cwd"} if kwargs[name] is not None)
    if special:
        raise NoQuickKernelError(f"it is to be started with {', '.join(special)}")
    environment = {name: value for name, value in (kwargs.get("env") or os.environ).items() if name != "JPY_PARENT_PID"}
    return Wanted(options[2:], environment, str(kwargs.get("cwd") or Path.cwd()))


def _remove(folder: Path) -> None:
    for address in folder.glob("ipc-*"):
        address.unlink(missing_ok=True)
    with suppress(OSError):  # it stays when something that is not ours is in it
        folder.rmdir()
