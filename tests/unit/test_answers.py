"""The tables of right and wrong answers, played cell by cell in a kernel that the course watches.

No right one is refused, no wrong one accepted, the mistake named.
"""

import re
from collections.abc import Iterator

import pytest

from lesson_utils.checking import Status
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.episodes import course
from tests.unit.answers import Answer, Played, all_tables, challenge, frozen, kinds, tables, tables_of_kinds
from tests.unit.answers.kernel import WatchedKernel, watched_kernel
from tests.unit.answers.labels import ALLOWED, needlessly_allowed, unreached

TABLES = all_tables()
ANSWERS = [pytest.param(answer, id=f"{name}: {answer.why}") for name, table in TABLES.items() for answer in table]
FROZEN = frozen.read()
EMPTY = re.compile(r"``|\s[.,;:?](\s|$)|\s\s")


@pytest.fixture(scope="module")
def kernel() -> Iterator[WatchedKernel]:
    with watched_kernel() as kernel:
        yield kernel


@pytest.mark.parametrize("answer", ANSWERS)
def test_answer_is_judged_right_and_its_mistake_named(kernel: WatchedKernel, answer: Answer) -> None:
    diagnosis = kernel.play(answer)
    assert diagnosis.passed == answer.right, diagnosis.message
    assert diagnosis.label == answer.label, diagnosis.message
    assert not given_away(answer, diagnosis.message), "a message never contains a line of the solution"
    assert len(diagnosis.message.split()) <= 40, diagnosis.message
    assert frozen.told(diagnosis) in FROZEN[answer.challenge, frozen.in_one_line(answer.why)], frozen.HOW_TO_REFRESH
    if diagnosis.status in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        assert diagnosis.hints or catalogue().entries[diagnosis.label].no_hints
    for hint in diagnosis.hints or ():
        assert not given_away(answer, hint), hint
        assert "{" not in hint.replace("{}", ""), "every placeholder is filled in"
        assert not EMPTY.search(hint), f"filled in with nothing: {hint}"


def given_away(answer: Answer, text: str) -> list[str]:
    """The lines of the solution that a text holds."""
    lines = ["".join(line.split()) for line in (challenge(answer.challenge).solution or "").splitlines()]
    return [line for line in lines if len(line) > 10 and line[0] != "#" and line in "".join(text.split())]


def test_no_message_is_kept_of_an_answer_that_is_gone() -> None:
    known = {(name, frozen.in_one_line(answer.why)) for name, table in TABLES.items() for answer in table}
    assert set(frozen.read()) == known, frozen.HOW_TO_REFRESH


def test_an_answer_begins_with_nothing_of_the_answer_before(kernel: WatchedKernel) -> None:
    wrong = Answer("conv2d", "", "left_behind = 1\nx_intro = keras.layers.Conv2D(4, 3)(inputs_intro)", "wrong-value")
    assert kernel.play(wrong).label == "wrong-value"
    after = Answer("conv2d", "", "x_intro = keras.layers.Conv2D(16, left_behind, activation='relu')(inputs_intro)", "")
    assert kernel.play(after).label.startswith("unknown"), "the variable of the answer before is gone"


def test_nothing_that_is_not_shown_counts(kernel: WatchedKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_run", lambda *_: "")
    with pytest.raises(AssertionError, match="diagnosed \\[\\]"):
        kernel.play(Answer("conv2d", "never run", "x_intro = 1", ""))


def test_what_is_written_down_is_read_again(kernel: WatchedKernel, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(frozen, "FILE", tmp_path / "messages.md")
    answers = [one for table in TABLES.values() for one in table[:2]]
    told = {one.challenge: [Played(one, kernel.play(one))] for one in answers}
    frozen.write_down(told)
    assert {key: {frozen.told(one.diagnosis)} for key, one in _by_key(told).items()} == frozen.read()


def _by_key(told: dict[str, list[Played]]) -> dict[tuple[str, str], Played]:
    return {(name, frozen.in_one_line(one.answer.why)): one for name, table in told.items() for one in table}


@pytest.mark.parametrize("challenge_id", TABLES)
def test_a_table_is_large_enough(challenge_id: str) -> None:
    right = sum(answer.right for answer in TABLES[challenge_id])
    least_right, least_wrong = (25, 40) if challenge_id in tables() else (10, 20)
    assert right >= least_right
    assert len(TABLES[challenge_id]) - right >= least_wrong


def test_every_challenge_with_code_has_a_table() -> None:
    for episodes, known in ((course(), tables()), (kinds(), tables_of_kinds())):
        assert {one.id for episode in episodes for one in episode.challenges if one.solution} == set(known)


def test_every_label_is_reached_or_said_why_not() -> None:
    answers = [answer for table in TABLES.values() for answer in table]
    assert not unreached(answers), "write an answer that leads there, or delete what can never be said"
    assert not needlessly_allowed(answers)
    assert all(ALLOWED.values()), "each exception has its reason"


def test_a_label_that_no_answer_reaches_is_found() -> None:
    assert "blanks-left" in unreached([])
    assert needlessly_allowed([Answer("conv2d", "", "", "checker-problem")]) == ["checker-problem"]


def test_labels_are_known() -> None:
    assert {answer.label for table in TABLES.values() for answer in table} <= set(catalogue().entries)


@pytest.mark.parametrize("challenge_id", [one.id for episode in course() for one in episode.challenges if one.solution])
def test_solution_passes_and_template_does_not(kernel: WatchedKernel, challenge_id: str) -> None:
    one = challenge(challenge_id)
    assert kernel.play(Answer(challenge_id, "solution", one.solution or "", "correct")).passed
    unfilled = kernel.play(Answer(challenge_id, "template", one.answer_template, "blanks-left"))
    assert unfilled.label == "blanks-left"
