"""What a kernel remembers: which cell answers which challenge, and the few variables that it needs."""

import sys

import pytest

from lesson_utils.classroom.session import Session
from lesson_utils.episodes import course
from lesson_utils.episodes.ids import valid_id
from tests.unit.small_episode import small_episode

SOLUTIONS = {
    "first": "# The start\ngrid = np.zeros((2, 3))",
    "second": "# One more\ngrid = grid + 1\ntotal = grid.sum()",
    "show": "# Look at it\nprint(grid.shape, total)",
}


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    episode = small_episode(tmp_path, SOLUTIONS)
    return Session(opened=[episode], episode=episode)


def challenge_of(session, challenge_id):
    return next(one for episode in session.episodes for one in episode.challenges if one.id == challenge_id)


def answered(session, source, cell_id=None):
    challenge = session.answered_by(source, cell_id)
    return challenge and challenge.id


# ---- which challenge a cell answers ----


@pytest.mark.parametrize("challenge_id", SOLUTIONS)
def test_the_cells_id_decides_whatever_the_cell_says(session, challenge_id):
    assert answered(session, "nothing = 'alike'", valid_id(challenge_id, "answer")) == challenge_id


def test_an_id_that_is_cut_short_is_known_too(tmp_path):
    long_id = "a-heading-that-goes-on-" * 4 + "end"
    episode = small_episode(tmp_path, {long_id: "x = 1"})
    found = Session(episode=episode).answered_by("", valid_id(long_id, "answer"))
    assert found is not None
    assert found.id == long_id


@pytest.mark.parametrize("cell_id", [None, "", "some-other-cell"])
@pytest.mark.parametrize("challenge_id", SOLUTIONS)
@pytest.mark.parametrize("commented", [True, False])
def test_without_its_id_a_cell_is_known_by_its_words(session, cell_id, challenge_id, commented):
    source = SOLUTIONS[challenge_id] if commented else SOLUTIONS[challenge_id].split("\n", 1)[1]
    assert answered(session, source, cell_id) == challenge_id


def test_an_unlike_cell_that_makes_the_name_is_an_answer(session):
    assert answered(session, "import numpy\ngrid = numpy.full((9, 9), 7)") == "first"
    assert answered(session, "total = 0") == "second"


def test_a_cell_with_a_syntax_error_is_known_by_what_it_assigns(session):
    assert answered(session, "total = grid.sum(") == "second"


def test_a_cell_that_only_looks_is_no_answer(session):
    assert answered(session, "grid") is None
    assert answered(session, "print(grid == 3)") is None
    assert answered(session, "") is None


def test_only_the_opened_episode_is_asked(session):
    assert answered(session, "x_intro = 1") is None
    assert answered(Session(), "inputs_intro = 1") == "input-layer"


def test_the_notebooks_name_tells_the_episode(tmp_path, monkeypatch):
    here = small_episode(tmp_path, {"mine": "grid = 1"}, name="here")
    there = small_episode(tmp_path, {"theirs": "grid = 1"}, name="there")
    session = Session(opened=[here, there])
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/me/there.ipynb")
    assert answered(session, "grid = 1") == "theirs"
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/me/Untitled.ipynb")
    assert answered(session, "grid = 1") == "mine"


def test_opened_episodes_come_before_the_courses_own(session):
    assert session.episodes == (session.opened[0], *course())


# ---- what is kept ----


def test_a_run_is_kept_with_the_variables_it_speaks_of(session):
    big = bytearray(1000)
    before = {"grid": "old", "big": big, "np": None}
    session.begin(SOLUTIONS["first"], before)
    found = session.end(None, {**before, "grid": "new", "other": big}, None)
    assert found.id == "first"
    run = session.runs["first"]
    assert (run.before, run.after) == ({"grid": "old", "np": None}, {"grid": "new", "np": None})
    assert (run.source, run.error, run.caught_up) == (SOLUTIONS["first"], None, False)


def test_variables_that_are_not_spoken_of_can_be_freed(session):
    images = type("Images", (), {})()
    count = sys.getrefcount(images)
    session.begin("total = 1", {"images": images})
    session.end(None, {"images": images, "total": 1}, None)
    assert "second" in session.runs
    assert sys.getrefcount(images) == count


def test_the_solutions_names_are_kept_though_the_cell_does_not_say_them(session):
    session.keep(
        challenge_of(session, "second"), "globals().update(x)", None, {}, {"grid": 1, "total": 2, "x": 3, "y": 4}
    )
    assert session.runs["second"].after == {"grid": 1, "total": 2, "x": 3}


def test_two_challenges_are_kept_side_by_side(session):
    for source, value in ((SOLUTIONS["first"], 1), (SOLUTIONS["second"], 2)):
        session.begin(source, {"grid": value - 1})
        session.end(None, {"grid": value, "total": value}, None)
    assert {name: run.after["grid"] for name, run in session.runs.items()} == {"first": 1, "second": 2}


def test_the_last_run_of_a_challenge_counts(session):
    error = NameError("np")
    for raised in (None, error):
        session.begin(SOLUTIONS["first"], {})
        session.end(raised, {}, None)
    assert session.runs["first"].error is error


def test_a_cell_that_answers_nothing_is_forgotten(session):
    session.begin("print(1)", {})
    assert session.end(None, {}, None) is None
    assert (session.runs, session.current) == ({}, None)


def test_an_end_without_a_beginning_is_no_run(session):
    assert session.end(None, {"grid": 1}, valid_id("first", "answer")) is None
    assert session.runs == {}
