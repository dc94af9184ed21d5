"""What a kernel remembers: which cell answers which challenge, and the variables that it needs for that."""

import gc
import sys
import weakref
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.classroom.runs import Run, Snapshot
from lesson_utils.classroom.session import Session, names_touched
from lesson_utils.episodes import course, read_episode
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


def ran(session, source, before=None, after=None, cell_id=None, error=None):
    """Let a cell run; what is remembered of it."""
    session.begin(source, before or {}, cell_id)
    return session.end(error, after if after is not None else before or {})


def answered(session, source, cell_id=None):
    challenge, _ = session.answered_by(source, cell_id)
    return challenge and challenge.id


# ---- which challenge a cell answers ----


@pytest.mark.parametrize("challenge_id", SOLUTIONS)
def test_the_cells_id_decides_whatever_the_cell_says(session, challenge_id):
    assert answered(session, "nothing = 'alike'", valid_id(challenge_id, "answer")) == challenge_id


def test_an_id_that_is_cut_short_is_known_too(tmp_path):
    long_id = "a-heading-that-goes-on-" * 4 + "end"
    episode = small_episode(tmp_path, {long_id: "x = 1"})
    found, certain = Session(episode=episode).answered_by("", valid_id(long_id, "answer"))
    assert found is not None
    assert found.id == long_id
    assert certain


@pytest.mark.parametrize("cell_id", [None, "", "some-other-cell", "3f0c9c52-8d3f-4a55-b1f1-8f1f5f8b0c0d"])
@pytest.mark.parametrize("challenge_id", SOLUTIONS)
@pytest.mark.parametrize("commented", [True, False])
def test_without_its_id_a_cell_is_known_by_its_words(session, cell_id, challenge_id, commented):
    source = SOLUTIONS[challenge_id] if commented else SOLUTIONS[challenge_id].split("\n", 1)[1]
    assert answered(session, source, cell_id) == challenge_id


def test_words_that_every_challenge_uses_do_not_decide():
    assert answered(Session(), "x_intro = keras.layers.MaxPooling2D()(x_intro)") == "pooling"
    assert answered(Session(), "x_intro = keras.layers.Flatten()(x_intro)") == "flatten"
    assert answered(Session(), "x_intro = None") is None


def test_an_unlike_cell_that_makes_the_name_is_nobodys_but_likely_an_answer(session):
    run = ran(session, "import numpy\ngrid = numpy.full((9, 9), 7)")
    assert run.challenge == ""
    assert session.likely_answered(run).id == "first"
    assert session.likely_answered(ran(session, "grid")) is None


def test_a_cell_with_a_syntax_error_is_known_by_what_it_assigns(session):
    assert answered(session, "total = grid.sum(") == "second"


def test_a_cell_that_only_looks_is_no_answer(session):
    assert answered(session, "grid") is None
    assert answered(session, "print(grid == 3)") is None
    assert answered(session, "") is None


@pytest.mark.parametrize("cell_id", ["first-code", "start-code-12", "first-check", "front-code"])
def test_the_lessons_own_cells_answer_nothing_by_their_ids(session, cell_id):
    assert session.answered_by(SOLUTIONS["first"], cell_id) == (None, True)


def test_the_lessons_own_cells_answer_nothing_by_their_text(session):
    setup = session.episode.setup
    assert session.answered_by(f"{setup}\n", None) == (None, True)
    assert session.answered_by(SOLUTIONS["first"], None)[1] is False


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


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = 1\nfor b in c: d.e = b", {"a", "b"}),
        ("model.compile(loss='mse')", {"model"}),
        ("history = model.fit(x)", {"history"}),
        ("model.fit(x)", {"model"}),
        ("import numpy as np\ndef f(): g = 1", {"np", "f", "g"}),
        ("a = (1,\n  b == 2", {"a"}),
        ("", set()),
    ],
)
def test_the_names_that_a_cell_touches(source, names):
    assert names_touched(source) == names


# ---- what is kept ----


def test_a_run_is_kept_with_all_that_solutions_speak_of(session):
    before = {"grid": "old", "total": 3, "mine": 5, "unspoken": 6}
    run = ran(session, SOLUTIONS["first"] + "; mine", before, {**before, "grid": "new"})
    assert run.challenge == "first"
    assert run.before.values() == {"grid": "old", "total": 3, "mine": 5}
    assert run.after.values() == {"grid": "new", "total": 3}
    assert (run.error, run.caught_up, session.history) == (None, False, [run])


@pytest.mark.parametrize("large", [np.zeros(10**6), np.zeros((500, 500, 3), "float32")])
def test_a_large_array_that_was_replaced_can_be_freed(session, large):
    kept, large = weakref.ref(large), large.copy()
    del kept
    gone = weakref.ref(large)
    run = ran(session, "total = grid.sum()", {"grid": large}, {"grid": large, "total": 1})
    assert run.before.values()["grid"] is large
    del large
    gc.collect()
    assert gone() is None
    assert run.before.values() == {}


class Image:
    def __init__(self):
        self.nbytes = 10**9


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(lambda one: [one], id="in a list"),
        pytest.param(lambda one: {"a": (one,)}, id="deep inside"),
        pytest.param(lambda one: [0] * 5000 + [one], id="in a long list"),
        pytest.param(lambda one: one, id="by itself"),
    ],
)
def test_what_holds_large_things_is_not_kept_alive(session, value):
    image = Image()
    gone = weakref.ref(image)
    held = value(image)
    run = ran(session, "grid = grid", {"grid": held}, {"grid": 1})
    del image, held
    gc.collect()
    assert gone() is None
    assert run.before.values() == {}


def test_a_small_value_is_kept_though_it_was_replaced(session):
    run = ran(session, "grid = 1", {"grid": np.ones(3)}, {"grid": 1})
    assert run.before.values()["grid"].tolist() == [1, 1, 1]


def test_what_answers_no_question_about_its_size_is_kept():
    class Odd:
        def __getattr__(self, name):
            raise RuntimeError(name)

    assert list(Snapshot({"a": Odd()}, ["a", "b"]).values()) == ["a"]


def test_variables_that_are_not_spoken_of_can_be_freed(session):
    images = type("Images", (), {})()
    count = sys.getrefcount(images)
    ran(session, "total = 1", {"images": images}, {"images": images, "total": 1})
    assert sys.getrefcount(images) == count


def test_the_history_does_not_grow_for_ever(session):
    for number in range(200):
        ran(session, f"total = {number}")
    assert len(session.history) == 60
    assert session.history[-1].source == "total = 199"


def test_what_an_earlier_try_raised_is_let_go(session):
    for number in range(3):
        ran(session, f"total = grid.sum( + {number}", error=ValueError(number))
    ran(session, "grid = np.zeros(3)")
    assert [run.challenge for run in session.history if run.error is not None] == ["second"]


def test_a_cell_of_our_words_is_no_run(session):
    assert ran(session, 'check("first")\nhint("first")  # help') is None
    assert ran(session, 'grid = 1\ncheck("first")') is not None
    assert len(session.history) == 1


def test_an_end_without_a_beginning_is_no_run(session):
    assert session.end(None, {"grid": 1}) is None
    assert session.history == []


def test_two_runs_are_joined_into_one():
    first = Run("a = 1\n", None, Snapshot({"a": 0}, "a"), Snapshot({"a": 1}, "a"), frozenset("a"), "first")
    error = ValueError()
    both = first.then(Run("b = a", error, Snapshot({}, ""), Snapshot({"b": 1}, "b"), frozenset("b")))
    assert (both.source, both.error, both.challenge) == ("a = 1\nb = a", error, "first")
    assert (both.before.values(), both.after.values(), both.touched) == ({"a": 0}, {"b": 1}, {"a", "b"})


def test_asking_for_a_challenge_is_no_answer_however_much_its_name_is_like_one():
    """Episodes from elsewhere take a challenge's name from its heading."""
    seed = read_episode(Path(__file__).parents[1] / "fixtures" / "seed-episode-03-build-cnn.md", ours=False)
    session = Session(opened=[seed], episode=seed)
    for challenge in seed.challenges:
        session.begin(f'check("{challenge.id}")', {})
        assert not session.current.challenge, challenge.id
