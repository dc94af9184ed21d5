"""The tables of right and wrong answers: no right one refused, no wrong one accepted, the mistake named."""

import pytest

from lesson_utils.checking.texts import TEXTS
from lesson_utils.episodes import course
from tests.unit.answers import Answer, challenge, play, tables

TABLES = tables()
ANSWERS = [pytest.param(answer, id=f"{name}: {answer.why}") for name, table in TABLES.items() for answer in table]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answer_is_judged_right_and_its_mistake_named(answer: Answer) -> None:
    diagnosis = play(answer)
    assert diagnosis.passed == (answer.label == "correct"), diagnosis.message
    assert diagnosis.label == answer.label, diagnosis.message
    solution = [line.strip() for line in (challenge(answer.challenge).solution or "").splitlines()]
    given_away = [line for line in solution if len(line) > 12 and line[0] != "#" and line in diagnosis.message]
    assert not given_away, "a message never contains a line of the solution"
    assert len(diagnosis.message.split()) <= 48, diagnosis.message


def test_every_challenge_with_code_has_a_table() -> None:
    ids = {one.id for episode in course() for one in episode.challenges if one.solution}
    assert ids == set(TABLES)


def test_labels_are_known() -> None:
    assert {answer.label for table in TABLES.values() for answer in table} <= set(TEXTS)


@pytest.mark.parametrize("challenge_id", [one.id for episode in course() for one in episode.challenges])
def test_solution_passes_and_template_does_not(challenge_id: str) -> None:
    one = challenge(challenge_id)
    assert play(Answer(challenge_id, "solution", one.solution or "", "correct")).passed
    unfilled = play(Answer(challenge_id, "template", one.answer_template, "blanks-left"))
    assert unfilled.label == "blanks-left"
