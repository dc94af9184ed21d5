"""`join_class`: on a class's server, a learner lets the instructors' page count how their challenges stand.

What is shared is what `join_class` says, and nothing before it is called. It is sent beside the lesson: a page that is
down or slow delays no check, and what cannot be sent is let go.
"""

import contextlib
import http.client
import json
import os
import queue
import threading
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from lesson_utils.checking import Diagnosis
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.panel import show
from lesson_utils.classroom.progress_file import of_this_kernel, progress_file

_PAGE, _TOKEN = "BUILD_A_CNN_ROOM", "JUPYTERHUB_API_TOKEN"  # environment variables that a class's server sets
_TIME_OUT = 3  # seconds
_LONGEST = 60  # characters of what is said with a raised hand
_waiting: "queue.Queue[dict[str, str]]" = queue.Queue(maxsize=20)
_joined_on: date | None = None
_sender: threading.Thread | None = None

_SHARED = (
    "From now on, until midnight or `leave_class()`, each check tells your instructors' page three things: **the "
    "challenge**, **how it stands**, and **the kind of mistake**, such as `wrong-value`. Not your name, not your code. "
    "The page counts; nothing is kept after the day."
)
_HAND = "Your raised hand shows them what you wrote: **{said}**. `join_class()` without a text takes it down."
_NOT_HERE = "This notebook does not run on a class's server, so there is no class to join. Nothing was sent."
_NOT_NOW = "Your instructors' page does not answer just now. That disturbs nothing here; your next checks try again."
_TOO_LONG = (
    f'With a raised hand goes a line of at most {_LONGEST} letters in quotes, such as `join_class("Ada, 2nd row")`.'
)


def join_class(raise_hand: str = "") -> None:
    """Let your instructors' page count you: the challenge, how it stands, the kind of mistake. No name, no code.

    Parameters
    ----------
    raise_hand : str, optional
        Ask for help, and say who and where you are, such as ``"Ada, second row"``: only then you can be recognised.
        Without it a hand that is up is taken down.

    Examples
    --------
    >>> join_class()  # doctest: +SKIP
    >>> join_class("Ada, second row")  # doctest: +SKIP
    """
    show(_join(raise_hand))


def leave_class() -> None:
    """Share nothing any more, and be forgotten by the instructors' page."""
    show(_leave())


def tell(challenge: str, diagnosis: Diagnosis) -> None:
    """Tell the instructors' page how a challenge stands, if the learner has joined. Never waits, never raises.

    Parameters
    ----------
    challenge : str
        The challenge's id.
    diagnosis : Diagnosis
        Of it, the status and the label are sent.
    """
    global _sender
    if not _is_here() or not _has_joined():
        return
    if _sender is None or not _sender.is_alive():
        _sender = threading.Thread(target=_send_waiting, name="join_class", daemon=True)
        _sender.start()
    with contextlib.suppress(queue.Full):
        _waiting.put_nowait({"challenge": challenge, "state": str(diagnosis.status), "label": diagnosis.label})


def _join(raise_hand: object) -> Feedback:
    global _joined_on
    if not _is_here():
        return note("○", "No class here", _NOT_HERE)
    said = raise_hand.strip() if isinstance(raise_hand, str) else None
    if said is None or len(said) > _LONGEST or not said.isprintable():
        return Feedback("change", "→", "Raise your hand", _TOO_LONG)
    _joined_on = date.today()
    _remember(_joined_on)
    reached = _send("PUT", {"hand": said})
    texts = [_SHARED, *([_HAND.format(said=_plain(said))] if said else []), *([] if reached else [_NOT_NOW])]
    return note("✓", "You have joined the class", "\n\n".join(texts))


def _leave() -> Feedback:
    global _joined_on
    _joined_on = None
    _remember(None)
    if not _is_here():
        return note("○", "No class here", _NOT_HERE)
    forgotten = "" if _send("DELETE", None) else " It does not answer just now; by tomorrow it has forgotten you."
    return note("✓", "You have left the class", "Nothing is shared any more with your instructors' page." + forgotten)


def _is_here() -> bool:
    return bool(os.environ.get(_PAGE) and os.environ.get(_TOKEN))


def _has_joined() -> bool:
    """Whether the learner joined today, here or in another notebook."""
    if _joined_on is not None or of_this_kernel():
        return _joined_on == date.today()
    try:
        return _day_file().read_text(encoding="utf-8") == date.today().isoformat()
    except (OSError, ValueError):
        return False


def _remember(day: date | None) -> None:
    """Let the learner's other notebooks know; where that cannot be written it holds for this one."""
    if of_this_kernel():
        return
    with contextlib.suppress(OSError):
        if day is None:
            _day_file().unlink(missing_ok=True)
        else:
            _day_file().write_text(day.isoformat(), encoding="utf-8")


def _day_file() -> Path:
    return progress_file().with_name("joined-class.txt")


def _send_waiting() -> None:
    while True:
        _send("POST", _waiting.get())


def _send(method: str, message: dict[str, str] | None) -> bool:
    """Whether the page took it. Neither proxies nor redirects are followed: the token goes to the page alone."""
    try:
        parts = urlsplit(os.environ[_PAGE])
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=_TIME_OUT)
        with contextlib.closing(connection):
            headers = {"Authorization": f"token {os.environ[_TOKEN]}", "Content-Type": "application/json"}
            connection.request(method, parts.path, json.dumps(message), headers)
            return connection.getresponse().status < 300
    except (OSError, KeyError, ValueError, http.client.HTTPException):
        return False


def _plain(said: str) -> str:
    """What a learner typed, without what Markdown would make of it."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-.!|~&" else sign for sign in said)
