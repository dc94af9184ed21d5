"""A kernel as a test uses it: start, run, interrupt, restart."""

import ast
import time
from collections.abc import Callable
from typing import Any

from jupyter_client.manager import KernelManager
from traitlets.config import Application

from lesson_utils.quick_kernels.forked_process import ForkedProcess

PATIENCE = 240  # seconds, on a machine that does much else


def until(happened: Callable[[], bool]) -> None:
    """Wait for something, for as long as a busy machine may need."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "in vain"
        time.sleep(0.05)


class Kernel:
    """One kernel, and a client that is connected to it."""

    def __init__(self, server: Application) -> None:
        self.manager = KernelManager(parent=server)
        self.client: Any = None

    def start(self, **options: Any) -> None:
        self.manager.start_kernel(**options)
        self._connect()

    def _connect(self) -> None:
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(PATIENCE)

    @property
    def forked(self) -> bool:
        return isinstance(self.manager.provisioner.process, ForkedProcess)

    @property
    def pid(self) -> int:
        return int(self.manager.provisioner.pid)

    def run(self, code: str) -> str:
        """Run a cell; what it prints, or the name of its error."""
        said: list[str] = []

        def note(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])

        # After an error a kernel drops what it is asked next, for a moment that grows with what else the machine does.
        options = {"output_hook": note, "allow_stdin": False, "stop_on_error": False}
        answer = self.client.execute_interactive(code, timeout=PATIENCE, **options)
        return str(answer["content"].get("ename") or "".join(said).strip())

    def value(self, expression: str) -> Any:
        """What an expression gives in the kernel, for plain values."""
        return ast.literal_eval(self.run(f"print(repr({expression}))"))

    def restart(self, crashed: bool = False) -> None:
        """Restart it as a server does: of one that has crashed nothing is asked any more.

        What is asked of it would reach the next kernel, which has the same address, and end that one.
        """
        self.manager.restart_kernel(now=crashed)
        self.client.stop_channels()  # a socket that connects again by itself may miss what is said first
        self._connect()

    def close(self) -> None:
        if self.client:
            self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
