"""A notebook's kernel behind the hub, spoken to over the WebSocket as JupyterLab does."""

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from lesson_utils.rehearsal.visitor import Visitor, VisitorError


@dataclass
class Answer:
    """What running a cell gave.

    Parameters
    ----------
    status
        "ok" or "error", as the kernel says.
    text
        What it printed and displayed, as plain text.
    error
        The error's name and words, if there was one.
    """

    status: str = ""
    text: str = ""
    error: str = ""


@dataclass
class Kernel:
    """A session of one notebook.

    Parameters
    ----------
    visitor
        Whose it is; their server runs.
    path
        The notebook, relative to their home.
    """

    visitor: Visitor
    path: str
    kernel_id: str = ""
    session_id: str = ""
    _socket: WebSocketClientConnection | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Open the notebook's session, which starts the kernel, and connect to it.

        Raises
        ------
        VisitorError
            When the server does not start one.
        """
        wanted = {"path": self.path, "name": self.path, "type": "notebook", "kernel": {"name": "python3"}}
        answer = await self.visitor.fetch("POST", f"{self.visitor.server}/api/sessions", json=wanted)
        if answer.status_code != 201:
            raise VisitorError(f"kernel: {answer.status_code} {answer.text[:100]}")
        self.session_id, self.kernel_id = answer.json()["id"], answer.json()["kernel"]["id"]
        await self._connect()

    async def run(self, code: str, cell_id: str, patience: float) -> Answer:
        """Run a cell and wait until the kernel is idle again.

        Parameters
        ----------
        code
            The cell's source.
        cell_id
            The cell's id, by which the course knows answers.
        patience
            Seconds to wait.

        Raises
        ------
        VisitorError
            When the kernel is lost or does not finish in time.
        """
        message = self._message("execute_request", {"code": code, "store_history": True}, {"cellId": cell_id})
        try:
            async with asyncio.timeout(patience):
                await self._send(message)
                return await self._answer_to(message["header"]["msg_id"])
        except TimeoutError:
            raise VisitorError(f"kernel: no answer within {patience:.0f} s") from None

    async def restart(self) -> None:
        """Restart the kernel, as the button does."""
        answer = await self.visitor.fetch("POST", f"{self._place}/restart")
        if answer.status_code != 200:
            raise VisitorError(f"restart: {answer.status_code}")
        self._close()
        await self._connect()

    async def interrupt(self) -> None:
        """Interrupt what runs."""
        await self.visitor.fetch("POST", f"{self._place}/interrupt")

    async def stop(self) -> None:
        """Close the notebook and stop its kernel."""
        self._close()
        await self.visitor.fetch("DELETE", f"{self.visitor.server}/api/sessions/{self.session_id}")

    @property
    def _place(self) -> str:
        return f"{self.visitor.server}/api/kernels/{self.kernel_id}"

    async def _connect(self) -> None:
        path = f"{self._place}/channels?session_id={self.session_id}"
        address = self.visitor.url.replace("http", "ws", 1) + path
        headers = {"Cookie": self.visitor.cookies(path), "Origin": self.visitor.url}
        request = HTTPRequest(address, headers=headers, request_timeout=120)
        self._socket = await websocket_connect(request, max_message_size=100 << 20)

    def _close(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None

    async def _send(self, message: dict[str, Any]) -> None:
        if not self._socket:
            raise VisitorError("kernel: not connected")
        await self._socket.write_message(json.dumps(message))

    async def _answer_to(self, asked: str) -> Answer:
        answer, idle = Answer(), False
        while not (idle and answer.status):
            raw = await self._socket.read_message() if self._socket else None
            if raw is None:
                raise VisitorError("kernel: the connection was lost")
            message = json.loads(raw) if isinstance(raw, str) else {}
            content, kind = message.get("content", {}), str(message.get("msg_type"))
            if kind == "status" and content.get("execution_state") in ("dead", "restarting", "autorestarting"):
                raise VisitorError(f"kernel: {content['execution_state']}; it died, or was killed")
            if message.get("parent_header", {}).get("msg_id") != asked:
                continue
            idle = idle or (kind == "status" and content["execution_state"] == "idle")
            _take(answer, kind, content)
        return answer

    def _message(self, kind: str, content: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any]:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": uuid.uuid4().hex, "username": "", "date": ""}
        asks = {"silent": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        return {
            "header": {**header, "version": "5.3"},
            "parent_header": {},
            "metadata": metadata,
            "content": {**asks, **content},
            "channel": "shell",
            "buffers": [],
        }


def _take(answer: Answer, kind: str, content: dict[str, Any]) -> None:
    if kind == "stream":
        answer.text += content["text"]
    elif kind in ("display_data", "execute_result"):
        answer.text += content["data"].get("text/plain", "") + "\n"
    elif kind == "error":
        answer.error = f"{content['ename']}: {content['evalue']}"
    elif kind == "execute_reply":
        answer.status = content["status"]
