"""`join_class`: what it shares, when, and that nothing waits for it."""

import json
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest

from lesson_utils.checking import Diagnosis, Status
from lesson_utils.classroom import joining

PATIENCE = 60  # seconds
WRONG = Diagnosis("conv2d", Status.NEEDS_WORK, "wrong-value", "`filters` is 8", {"found": "my secret"})


class Page:
    """An instructors' page on loopback that keeps what it is told, and answers when it may."""

    def __init__(self):
        page, self.told, self.may_answer, self.status = self, Queue(), threading.Event(), 204
        self.may_answer.set()

        class Handler(BaseHTTPRequestHandler):
            def _take(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                page.told.put((self.command, self.path, self.headers.get("Authorization"), json.loads(body or "null")))
                page.may_answer.wait(PATIENCE)
                self.send_response(page.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            do_PUT = do_POST = do_DELETE = do_GET = _take  # noqa: N815 - http.server's names

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/services/room/word"

    def heard(self):
        return self.told.get(timeout=PATIENCE)


@pytest.fixture
def page(monkeypatch, tmp_path):
    """A class's server, as a kernel sees it."""
    page = Page()
    monkeypatch.setenv("BUILD_A_CNN_ROOM", page.url)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "a-token")
    monkeypatch.delenv("BUILD_A_CNN_PROGRESS", raising=False)
    monkeypatch.setattr(joining, "progress_file", lambda: tmp_path / "progress.json")
    monkeypatch.setattr(joining, "_joined_on", None)
    monkeypatch.setattr(joining, "_waiting", Queue(maxsize=20))
    monkeypatch.setattr(joining, "_sender", None)
    monkeypatch.setattr(joining, "_TIME_OUT", PATIENCE)
    yield page
    page.may_answer.set()
    page.server.shutdown()
    page.server.server_close()


def test_nothing_is_shared_before_somebody_joins(page):
    joining.tell("conv2d", WRONG)
    assert page.told.empty()
    assert joining._sender is None


def test_what_is_shared_is_what_it_says(page):
    said = joining._join("").text
    for words in ("the challenge", "how it stands", "the kind of mistake", "Not your name, not your code", "midnight"):
        assert words in said
    assert page.heard() == ("PUT", "/services/room/word", "token a-token", {"hand": ""})
    joining.tell("conv2d", WRONG)
    message = {"challenge": "conv2d", "state": "needs work", "label": "wrong-value"}
    assert page.heard() == ("POST", "/services/room/word", "token a-token", message)


def test_a_raised_hand_is_shown_as_it_was_typed(page):
    assert "Ada \\*2nd\\* row" in joining._join("Ada *2nd* row").text
    assert page.heard()[3] == {"hand": "Ada *2nd* row"}


@pytest.mark.parametrize("hand", ["x" * 61, "two\nlines", 5, None, True])
def test_what_is_no_short_line_is_told_so_and_joins_nobody(hand, page):
    assert joining._join(hand).tone == "change"
    joining.tell("conv2d", WRONG)
    assert page.told.empty()
    assert joining._sender is None


def test_who_leaves_shares_nothing_any_more(page):
    joining._join("")
    joining._leave()
    assert [page.heard()[0], page.heard()[0]] == ["PUT", "DELETE"]
    joining.tell("conv2d", WRONG)
    assert page.told.empty()
    assert joining._sender is None


def test_it_holds_for_the_days_other_notebooks_and_ends_with_the_day(page, monkeypatch):
    joining._join("")
    monkeypatch.setattr(joining, "_joined_on", None)  # another kernel
    assert joining._has_joined()
    joining._day_file().write_text((date.today() - timedelta(days=1)).isoformat(), encoding="utf-8")
    assert not joining._has_joined()
    monkeypatch.setattr(joining, "_joined_on", date.today() - timedelta(days=1))
    assert not joining._has_joined()


@pytest.mark.parametrize("contents", [b"", b"\xff\xfe", b"for ever"])
def test_a_damaged_file_joins_nobody(contents, page):
    joining._day_file().write_bytes(contents)
    assert not joining._has_joined()


def test_a_page_that_does_not_answer_delays_no_check(page):
    joining._join("")
    page.may_answer.clear()
    for _ in range(1000):
        joining.tell("conv2d", WRONG)  # would wait for a minute each
    assert joining._waiting.qsize() <= 20


def test_a_page_that_is_down_costs_nothing(page, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_ROOM", "http://127.0.0.1:9/services/room/word")
    assert "does not answer" in joining._join("").text
    joining.tell("conv2d", WRONG)
    monkeypatch.setenv("BUILD_A_CNN_ROOM", "nonsense://[")
    assert not joining._send("POST", {})


@pytest.mark.parametrize("status", [302, 307, 403, 500])
def test_no_redirect_is_followed_with_the_token(status, page):
    page.status = status
    assert "does not answer" in joining._join("").text
    assert page.heard()[0] == "PUT"
    assert page.told.empty()


@pytest.mark.parametrize("missing", ["BUILD_A_CNN_ROOM", "JUPYTERHUB_API_TOKEN"])
def test_on_a_learners_own_computer_there_is_no_class(missing, page, monkeypatch):
    monkeypatch.delenv(missing)
    assert "Nothing was sent" in joining._join("Ada").text
    joining.tell("conv2d", WRONG)
    assert "no class" in joining._leave().text
    assert page.told.empty()
    assert not joining._day_file().exists()
