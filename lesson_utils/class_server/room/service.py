"""The service that the hub starts: learners' notebooks tell it how they stand, instructors look at its page.

The hub says who somebody is. Its OAuth lets only those see the page who may: instructors, who are the hub's
administrators. A learner's notebook shows the token of its own server, and that only says whose word replaces whose.
"""

import hmac
import json
import os
import secrets
import signal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler, authenticated

from lesson_utils.checking import catalogue
from lesson_utils.class_server.room.board import Board, ReportError
from lesson_utils.episodes import course

_PAGE = Path(__file__).with_name("page")
_LARGEST = 2_000  # bytes of a message
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


class _Guarded(RequestHandler):
    """Every answer says what a page of ours may do, and that nobody keeps it."""

    def set_default_headers(self) -> None:
        """Before each answer."""
        self.set_header("Content-Security-Policy", f"{_POLICY}; frame-ancestors 'none'")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")


class RoomPage(HubOAuthenticated, _Guarded):
    """The page, for instructors."""

    @authenticated
    def get(self) -> None:
        """The page itself, which then asks for the numbers, with the token against cross-site requests."""
        page = (_PAGE / "room.html").read_text(encoding="utf-8")
        self.finish(page.replace("XSRF_TOKEN", self.xsrf_token.decode()))


class RoomNow(HubOAuthenticated, _Guarded):
    """The numbers, for the page."""

    def initialize(self, board: Board) -> None:
        """Take the room's memory."""
        self._board = board

    @authenticated
    def get(self) -> None:
        """What is known now, as JSON."""
        self.finish(self._board.now())


class LearnersWord(_Guarded):
    """What a learner's notebook says: PUT joins, POST tells how a challenge stands, DELETE leaves."""

    def initialize(self, board: Board, secret: bytes) -> None:
        """Take the room's memory, and what makes keys of names."""
        self._board, self._secret = board, secret

    async def put(self) -> None:
        """Join, or change the raised hand."""
        key = await self._key()
        self._note(lambda: self._board.join(key, self._message()))

    async def post(self) -> None:
        """Tell how a challenge stands."""
        key = await self._key()
        self._note(lambda: self._board.report(key, self._message()))

    async def delete(self) -> None:
        """Be forgotten."""
        self._board.leave(await self._key())
        self.set_status(204)

    async def _key(self) -> bytes:
        """Whose word this is, as a key that only this process can make. Cookies do not count: no page can send it."""
        hub = HubOAuth.instance()
        token = hub.get_token(self, in_cookie=False)
        user = await hub.user_for_token(token, sync=False) if token else None
        if not user or user.get("kind") != "user":
            raise HTTPError(403)
        return hmac.digest(self._secret, user["name"].encode(), "sha256")

    def _message(self) -> Any:
        try:
            return json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise ReportError("a message is JSON") from None

    def _note(self, take: Any) -> None:
        try:
            take()
        except ReportError as error:
            self.set_status(400)
            self.finish({"error": str(error)})
            return
        self.set_status(204)


def make_application(prefix: str, board: Board) -> Application:
    """Give the service's addresses.

    Parameters
    ----------
    prefix : str
        The path that the hub gives the service, with a slash at both ends.
    board : Board
        The room's memory.
    """
    return Application(
        [
            (prefix, RoomPage),
            (f"{prefix}now", RoomNow, {"board": board}),
            (f"{prefix}word", LearnersWord, {"board": board, "secret": secrets.token_bytes(32)}),
            (f"{prefix}oauth_callback", HubOAuthCallbackHandler),
            (f"{prefix}(room\\.(?:css|js))", StaticFileHandler, {"path": _PAGE}),
        ],
        cookie_secret=secrets.token_bytes(32),
        log_function=lambda handler: None,  # no record of who told what, or when
    )


def main() -> None:
    """Serve until the hub stops this process, or is gone itself."""
    challenges = {one.id: one.title for episode in course() for one in episode.challenges if one.can_be_checked}
    messages = {label: entry.message for label, entry in catalogue().entries.items()}
    application = make_application(os.environ["JUPYTERHUB_SERVICE_PREFIX"], Board(challenges, messages))
    where = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    server = HTTPServer(application, max_body_size=_LARGEST, max_header_size=16_000)
    server.listen(where.port or 80, where.hostname or "127.0.0.1")
    loop, hub = IOLoop.current(), os.getppid()
    signal.signal(signal.SIGTERM, lambda *_: loop.add_callback_from_signal(loop.stop))
    # A hub that was killed starts a room of its own when it is back: this one then makes way
    PeriodicCallback(lambda: None if os.getppid() == hub else loop.stop(), 500).start()
    loop.start()


if __name__ == "__main__":
    main()
