"""The room at a glance on a real hub: who may tell it something, who sees it, and that it costs the course nothing."""

import asyncio
import json
import time

import httpx
import psutil
import pytest
from playwright.sync_api import expect

from lesson_utils.rehearsal.stage import INSTRUCTOR
from lesson_utils.rehearsal.visitor import Visitor
from tests.browser.accessibility import violations

PATIENCE = 240  # seconds
PAGE, NOW, WORD = "/services/room/", "/services/room/now", "/services/room/word"
SERVICE = "lesson_utils.class_server.room.service"
JOIN = """from lesson_utils import check, join_class, leave_class
from lesson_utils.classroom import joining
joining._TIME_OUT = 60
"""  # a hub on a busy machine answers late, and what is told too late is not told again
HOSTILE = """
import http.client, json, os
from urllib.parse import urlsplit
place = urlsplit(os.environ["BUILD_A_CNN_ROOM"])
good = {"challenge": "conv2d", "state": "needs work", "label": "wrong-value"}
bodies = [
    json.dumps(good | {"label": "<script>alert(1)</script>"}), json.dumps(good | {"challenge": "no-such"}),
    json.dumps(good | {"name": "ada"}), json.dumps(good | {"state": "x" * 100}), json.dumps([good]), "[" * 1900, "{",
    "", "x" * 3_000_000,
]
def status(body, token=os.environ["JUPYTERHUB_API_TOKEN"]):
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    try:
        connection.request("POST", place.path, body, {"Authorization": f"token {token}"})
        return connection.getresponse().status
    except OSError:
        return 400  # closed before all of it was sent
print([status(body) for body in bodies], status(json.dumps(good), "made-up"))
"""


def in_kernel(run, kernel, code):
    """What a cell prints or shows."""
    answer = run(kernel.run(code, "room", PATIENCE))
    assert answer.error == ""
    return answer.text


@pytest.fixture(scope="module")
def instructor(stage, run):
    visitor = Visitor(stage.url, INSTRUCTOR, stage.passwords[INSTRUCTOR])
    run(visitor.log_in())
    run(visitor.client.get(PAGE))  # the hub's OAuth, as a browser goes through it
    return visitor


@pytest.fixture(scope="module")
def joined(run, adas_kernel):
    """Ada has joined and chosen a wrong option."""
    told = in_kernel(run, adas_kernel, JOIN + 'join_class()\ncheck("read-curves", "a")')
    assert "Not your name, not your code" in told
    return adas_kernel


def now(run, instructor, holds):
    """What the page is told, as soon as it fulfils a condition: notebooks send beside the lesson."""

    async def wait():
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = await instructor.client.get(NOW)
            if answer.status_code == 200 and holds(answer.json()):
                return answer.json()
            assert time.monotonic() < deadline, answer.text
            await asyncio.sleep(0.2)

    return run(wait())


def test_an_instructor_sees_how_many_are_where_and_the_mistake_in_words(run, joined, instructor):
    found = now(run, instructor, lambda found: found["mistakes"])
    assert found["joined"] == 1
    assert [(one["here"], one["mistake"], one["right"]) for one in found["places"]] == [(1, 1, 0)]
    assert found["places"][0]["title"] == "Read the curves (read-curves)"
    (mistake,) = found["mistakes"]
    assert (mistake["words"], mistake["learners"]) == ("Wrong choice", 1)
    assert "ada" not in json.dumps(found)


def test_a_learner_does_not_see_it(run, joined, ada):
    for path in (PAGE, NOW):
        answer = run(ada.client.get(path))
        assert answer.status_code == 403
        assert "read-curves" not in answer.text
    code = (
        "import os, urllib.request, urllib.error\n"
        "where = os.environ['BUILD_A_CNN_ROOM'].replace('word', 'now')\n"
        "token = {'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN']}\n"
        "asked = urllib.request.Request(where, headers=token)\n"
        "try: print(urllib.request.urlopen(asked).read())\n"
        "except urllib.error.HTTPError as error: print(error.code)"
    )
    assert in_kernel(run, joined, code).strip() == "403"


def test_a_stranger_neither_sees_it_nor_tells_it_anything(stage, run, ada):
    for path in (PAGE, NOW):
        answer = httpx.get(f"{stage.url}{path}", follow_redirects=True, timeout=PATIENCE)
        assert answer.url.path == "/hub/login"
    message = {"challenge": "conv2d", "state": "needs work", "label": "wrong-value"}
    assert httpx.post(f"{stage.url}{WORD}", json=message, timeout=PATIENCE).status_code == 403
    assert run(ada.fetch("POST", WORD, json=message)).status_code == 403  # cookies do not count: no page can send it


def test_hostile_messages_are_refused(run, joined, instructor):
    before = now(run, instructor, lambda found: True)
    assert in_kernel(run, joined, HOSTILE).strip() == f"{[400] * 9} 403"
    assert now(run, instructor, lambda found: True) == before


def test_a_learner_speaks_for_nobody_else(run, joined, instructor, logged_in):
    bos_kernel = logged_in["bo"][1]
    in_kernel(run, bos_kernel, JOIN + 'join_class("Bo, at the window")')
    assert now(run, instructor, lambda found: found["joined"] == 2)["hands"] == [
        {"said": "Bo, at the window", "at": ""}
    ]
    in_kernel(run, bos_kernel, "leave_class()")
    found = now(run, instructor, lambda found: found["joined"] == 1)
    assert found["mistakes"]
    assert found["hands"] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_is_live_and_for_everybody(theme, stage, run, joined, browser):
    page = browser.new_page(color_scheme=theme, viewport={"width": 1100, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{stage.url}/hub/login?next=%2Fservices%2Froom%2F")
    page.fill("#username_input", INSTRUCTOR)
    page.fill("#password_input", stage.passwords[INSTRUCTOR])
    page.click("#login_submit")
    told = page.get_by_role("status")
    told.wait_for()
    expect(told).to_contain_text("1 learner has joined")
    in_kernel(run, joined, 'join_class("<img src=x onerror=alert(1)> Ada")')
    expect(told).to_contain_text("1 hand is up")
    assert page.locator("#hands tbody th").inner_text() == "<img src=x onerror=alert(1)> Ada"
    assert page.locator("img").count() == 0
    assert violations(page, "body") == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    in_kernel(run, joined, "join_class()")
    page.keyboard.press("Space")
    expect(told).to_contain_text("0 hands are up")
    page.close()


def test_a_service_that_hangs_or_is_down_costs_the_course_nothing(stage, run, joined, instructor):
    (service,) = stage.processes(SERVICE)
    in_kernel(run, joined, "joining._TIME_OUT = 3")  # as it is
    service.suspend()
    assert "Correct" in in_kernel(run, joined, 'for _ in range(30): check("read-curves", "c")')
    assert "does not answer just now" in in_kernel(run, joined, "join_class()")
    service.kill()
    psutil.wait_procs([service], timeout=30)
    assert "Correct" in in_kernel(run, joined, 'check("read-curves", "c")')  # down still, or started again by the hub
    assert now(run, instructor, lambda found: True)["joined"] <= 1  # it has forgotten everybody
    in_kernel(run, joined, 'check("read-curves", "c")')
    assert now(run, instructor, lambda found: found["joined"])["places"][0]["right"] == 1
