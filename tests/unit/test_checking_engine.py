"""`diagnose` itself: how it is called, and that it never raises, whatever it is given and whatever breaks."""

import inspect
from types import MappingProxyType, SimpleNamespace

import keras
import numpy as np
import pytest

from lesson_utils.checking import Diagnosis, Status, diagnose, engine
from lesson_utils.checking.facts import answer, lookup, target
from lesson_utils.checking.rules.rule import Stage
from lesson_utils.checking.rules.written import blanks
from lesson_utils.checking.running.limits import TookTooLong
from lesson_utils.episodes import course, read_episode
from tests.unit.small_episode import small_episode

ANSWER = "x_intro = keras.layers.Conv2D(16, 3, activation='relu')(inputs_intro)"


@pytest.fixture
def solved():
    """The variables after the right answer to `conv2d`."""
    variables = {"keras": keras, "train_images": np.zeros((2, 32, 32, 3), "float32")}
    exec("inputs_intro = keras.Input((32, 32, 3))\n" + ANSWER, variables)
    return variables


# ---- how it is called ----


def test_the_public_signature():
    parameters = inspect.signature(diagnose).parameters
    assert list(parameters) == ["challenge_id", "source", "namespace", "error", "before", "episodes"]
    assert parameters["challenge_id"].default is inspect.Parameter.empty
    assert all(one.default is None for name, one in parameters.items() if name != "challenge_id")


def test_a_right_answer(solved):
    diagnosis = diagnose("conv2d", ANSWER, solved)
    assert isinstance(diagnosis, Diagnosis)
    assert diagnosis.passed
    assert (diagnosis.challenge, diagnosis.status, diagnosis.label) == ("conv2d", Status.CORRECT, "correct")
    assert "(None, 30, 30, 16)" in diagnosis.message


def test_what_is_only_shown_is_not_compared_and_that_is_said(tmp_path):
    episode = small_episode(tmp_path, {"look": "print(np.arange(3).shape)"})
    for code in ("print(np.arange(3).shape)", "print('something else')"):
        diagnosis = diagnose("look", code, {"np": np}, episodes=[episode])
        assert (diagnosis.label, diagnosis.passed) == ("only-shown", True)
        assert "does not compare it" in diagnosis.message
    for error in (NameError(name="undefined"), TypeError("no"), ValueError("no"), ZeroDivisionError()):
        raised = diagnose("look", "print(undefined)", {"np": np}, error, episodes=[episode])
        assert raised.status is Status.NEEDS_WORK, raised.message
    assert diagnose("look", "print(_____)", {"np": np}, episodes=[episode]).status is Status.BLANKS_LEFT


def test_a_difference_that_no_rule_tells_is_not_passed_over(solved, monkeypatch):
    real = engine.first
    monkeypatch.setattr(engine, "first", lambda stage, case: real(stage, case) if stage is not Stage.DIFFERS else None)
    exec(ANSWER.replace("16", "8"), solved)
    assert diagnose("conv2d", ANSWER.replace("16", "8"), solved).label == "wrong-value"


def test_only_correct_passes():
    assert [one for one in Status if Diagnosis("id", one, "", "").passed] == [Status.CORRECT]


@pytest.mark.parametrize("challenge_id", ["conv-2d", "CONV2D", "", "🐈", None, 5, ["conv2d"], object()])
def test_an_unknown_id_is_answered_with_one_that_exists(challenge_id):
    diagnosis = diagnose(challenge_id)
    assert diagnosis.label == "unknown-challenge"
    assert not diagnosis.passed
    assert any(f"“{one.id}”" in diagnosis.message for episode in course() for one in episode.challenges)


def test_an_id_where_there_are_no_challenges():
    assert diagnose("conv2d", episodes=[]).label == "unknown-challenge"


def test_without_source_the_variables_decide(solved):
    assert diagnose("conv2d", None, solved).passed
    assert diagnose("pooling", None, solved).label == "missing-layer"


def test_without_source_and_variables_nothing_was_attempted():
    for episode in course():
        for one in episode.challenges:
            diagnosis = diagnose(one.id)
            assert diagnosis.status == Status.NOT_ATTEMPTED
            assert diagnosis.label in (("choose-one", "choose-several") if one.is_question else ("not-run",))


def test_without_variables_the_cell_has_to_run():
    diagnosis = diagnose("conv2d", ANSWER)
    assert (diagnosis.label, diagnosis.status) == ("not-there", Status.NOT_ATTEMPTED)


def test_without_variables_the_source_is_still_read():
    assert diagnose("conv2d", "x_intro = keras.layers.Conv2D(_____)(inputs_intro)").status is Status.BLANKS_LEFT
    assert diagnose("conv2d", ANSWER[:-1]).label == "unclosed-bracket"
    assert diagnose("conv2d", "").label == "nothing-written"


def test_a_challenge_without_code_is_an_open_question(tmp_path):
    path = small_episode(tmp_path, {}).path
    with path.open("a", encoding="utf-8") as episode:
        episode.write("\n::: challenge\n\n## Think {#think}\n\nWhy?\n\n:::\n")
    diagnosis = diagnose("think", "x = 1", {}, episodes=[read_episode(path, ours=False)])
    assert (diagnosis.label, diagnosis.passed) == ("open-question", True)


def test_variables_stay_as_they_are(solved):
    before = dict(solved)
    diagnose("conv2d", ANSWER, solved)
    diagnose("create-model-intro", None, solved)
    assert solved == before


# ---- whatever it is given ----


class Silent:
    def __repr__(self):
        raise RuntimeError("no words")


class NeverEqual:
    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("not comparable")


class Endless:
    """Any attribute gives another one, so that it looks like everything."""

    def __getattr__(self, name):
        return Endless()

    def __call__(self, *args, **kwargs):
        return Endless()


class Stubborn:
    """No attribute can be asked for."""

    def __getattr__(self, name):
        raise RuntimeError(name)


WEIRD = [
    *(None, 3, float("nan"), "text", b"bytes", (), [[]], {}, object, object(), keras, print, Exception("an error")),
    *(Silent(), NeverEqual(), [Silent()], SimpleNamespace(shape=None, dtype=None)),
    *(np.zeros((0, 3)), np.array([{}, None], dtype=object), keras.layers.Dense, (i for i in ())),
]


@pytest.mark.parametrize("value", WEIRD, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize(
    ("challenge_id", "name"),
    [("input-layer", "inputs_intro"), ("conv2d", "x_intro"), ("create-model-intro", "create_model_intro")],
)
def test_weird_values_are_refused_without_a_stumble(value, challenge_id, name):
    diagnosis = diagnose(challenge_id, None, {name: value})
    assert not diagnosis.passed
    assert diagnosis.status is not Status.CHECKER_PROBLEM, diagnosis.message


@pytest.mark.parametrize("value", WEIRD, ids=lambda value: type(value).__name__)
def test_weird_values_of_earlier_variables_do_no_harm(value):
    source = "x_intro = keras.layers.Conv2D(16, 3)(inputs_intro)\ntrain_images"
    diagnosis = diagnose("conv2d", source, {"x_intro": None, "inputs_intro": value, "train_images": value})
    assert not diagnosis.passed
    assert diagnosis.status is not Status.CHECKER_PROBLEM, diagnosis.message


@pytest.mark.parametrize("value", [Endless(), Stubborn()], ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("source", [None, ANSWER + "\ntrain_images"])
def test_values_that_lie_about_their_attributes_never_pass(value, source):
    for one in ("input-layer", "conv2d", "create-model-intro"):
        names = ("inputs_intro", "x_intro", "create_model_intro", "train_images")
        assert not diagnose(one, source, dict.fromkeys(names, value)).passed


def test_any_mapping_will_do_as_variables(solved):
    assert diagnose("conv2d", ANSWER, MappingProxyType(solved), before=MappingProxyType({})).passed


@pytest.mark.parametrize(
    "error",
    [ValueError(), ValueError("{braces}"), KeyError(Silent), NameError(), ImportError(), SyntaxError(), MemoryError()],
    ids=lambda error: type(error).__name__,
)
def test_any_exception_can_be_explained(error, solved):
    diagnosis = diagnose("conv2d", ANSWER, solved, error)
    assert not diagnosis.passed
    assert diagnosis.status is not Status.CHECKER_PROBLEM, diagnosis.message


# ---- whatever breaks ----


@pytest.mark.parametrize(
    ("module", "stage"),
    [
        (engine, "without_magics"),
        (blanks, "find_blanks"),
        (answer, "reference_for"),
        (target, "compare_tensors"),
        (target, "_starts_elsewhere"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
@pytest.mark.parametrize("problem", [RuntimeError, RecursionError, SystemExit, TookTooLong])
def test_a_bug_in_the_checker_is_owned_up_to(monkeypatch, solved, module, stage, problem):
    def broken(*_):
        raise problem("a bug")

    monkeypatch.setattr(module, stage, broken)
    before = dict(solved)
    diagnosis = diagnose("conv2d", ANSWER, solved)
    assert (diagnosis.status, diagnosis.label) == (Status.CHECKER_PROBLEM, "checker-problem")
    assert "says nothing about your answer" in diagnosis.message
    assert solved == before


def test_a_bug_while_the_challenge_is_looked_for(monkeypatch):
    monkeypatch.setattr(lookup, "course", lambda: 1 / 0)
    assert diagnose("conv2d").status is Status.CHECKER_PROBLEM


def test_stop_pressed_while_the_checker_looks(monkeypatch, solved):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(answer, "reference_for", stopped)
    diagnosis = diagnose("conv2d", ANSWER, solved)
    assert (diagnosis.label, diagnosis.status) == ("check-stopped", Status.NOT_ATTEMPTED)
