"""Questions with options: read from a task list, refused where they cannot be answered, built into both notebooks."""

from pathlib import Path

import pytest

from lesson_utils.building.cells import Audience, cells_of
from lesson_utils.checking import Status, diagnose
from lesson_utils.episodes import EpisodeError
from lesson_utils.episodes.questions import split_question
from tests.unit.small_episode import read

ASKED = """::: challenge

## Is it overfitting? {#read-curves}

Which sentence fits the curves?

- [ ] It underfits: it has not
  learned enough.

  Look at the training loss: it is still falling fast.

  It learns.
- [x] It overfits.

  Right: the validation loss rises.
- [ ] Neither.

  Compare the two losses.

Take your time.

:::
"""


def test_options_are_read_with_their_feedback(tmp_path):
    [question] = read(tmp_path, ASKED).challenges
    assert question.can_be_checked
    assert question.solution is None
    assert question.task == "Which sentence fits the curves?\n\nTake your time."
    assert [(one.letter, one.right) for one in question.options] == [("a", False), ("b", True), ("c", False)]
    assert question.options[0].text == "It underfits: it has not learned enough."
    assert question.options[0].feedback == "Look at the training loss: it is still falling fast.\n\nIt learns."
    assert question.options[2].feedback == "Compare the two losses."


def test_a_question_that_nobody_has_answered_is_not_correct(tmp_path):
    diagnosis = diagnose("read-curves", episodes=[read(tmp_path, ASKED)])
    assert (diagnosis.label, diagnosis.status) == ("choose-one", Status.NOT_ATTEMPTED)


def test_a_list_without_boxes_is_no_question():
    text = "Think of:\n\n- a cat\n- a [x] dog"
    assert split_question(text) == (text, (), "")


def test_a_challenge_without_options_is_to_be_discussed(tmp_path):
    text = "::: challenge\n\n## Talk\n\nWhat next?\n\n::: solution\n\nMany things.\n\n:::\n\n:::\n"
    assert not read(tmp_path, text).challenges[0].can_be_checked


@pytest.mark.parametrize(
    ("changed", "into", "complaint"),
    [
        ("[x]", "[ ]", "no right option"),
        ("\n  Right: the validation loss rises.\n", "", "option b of question `read-curves` has no feedback"),
        ("Take your time.", "```python\nx = _____\n```", "options and code"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(tmp_path, changed, into, complaint):
    with pytest.raises(EpisodeError, match=complaint):
        read(tmp_path, ASKED.replace(changed, into))


def test_one_option_is_no_choice(tmp_path):
    with pytest.raises(EpisodeError, match="one option only"):
        read(tmp_path, "::: challenge\n\n## Q {#q}\n\nWell?\n\n- [x] Yes.\n\n  Yes.\n\n:::\n")


def test_a_question_from_elsewhere_only_warns(tmp_path):
    episode = read(tmp_path, ASKED.replace("[x]", "[ ]"), ours=False)
    assert "no right option" in episode.warnings[0].message


def test_learners_get_letters_and_no_ticks(tmp_path):
    task, checked = _cells(tmp_path, Audience.LEARNERS)
    assert "- **a** It underfits" in task.source
    assert "[x]" not in task.source
    assert "validation loss rises" not in task.source
    assert checked.source == 'check("read-curves")'


def test_instructors_see_what_is_right_and_what_is_said(tmp_path):
    task, checked = _cells(tmp_path, Audience.INSTRUCTORS)
    assert "**b** ✓ right. Right: the validation loss rises." in task.source
    assert checked.source == 'check("read-curves", "b")'


def _cells(folder: Path, audience: Audience):
    cells = cells_of(read(folder, ASKED), audience, lambda _: "")
    return [next(cell for cell in cells if cell.id.startswith(f"read-curves-{end}")) for end in ("task", "check")]


def test_a_card_shows_no_addresses():
    _, options, _ = split_question(
        "- [ ] A [pixel](../reference/glossary.md#pixel).\n\n  See [x](y.md).\n- [x] `a[0](b)`"
    )
    assert [(one.text, one.feedback) for one in options] == [("A pixel.", "See x."), ("`a[0](b)`", "")]
