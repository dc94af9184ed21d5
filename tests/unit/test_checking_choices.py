"""A choice among a question's options: however it is typed it is read, and whatever is typed is answered kindly."""

from pathlib import Path

import numpy as np
import pytest

from lesson_utils.checking import Status, diagnose, diagnose_choice
from lesson_utils.checking.choices import chosen_in
from lesson_utils.episodes import Challenge, read_episode
from lesson_utils.episodes.questions import Option

EPISODE = read_episode(Path(__file__).parents[1] / "fixtures" / "questions-episode.md", ours=False)
ONE, _, SEVERAL, TALK = EPISODE.challenges


class Odd:
    """Whatever it is asked, it fails."""

    def __repr__(self):
        raise ValueError

    __str__ = __len__ = __iter__ = __bool__ = __eq__ = __hash__ = __repr__


class OddText(str):
    __slots__ = ()

    def lower(self):
        raise ValueError

    __len__ = __str__ = __repr__ = lower


def question(*options: Option) -> Challenge:
    return Challenge("q", "Q", "e", 1, 1, "", None, None, "", (), options=options)


def label(asked: Challenge, chosen: object) -> str:
    return diagnose_choice(asked, chosen).label


# ---- read ----


@pytest.mark.parametrize(
    "typed",
    [
        *("b", "B", " b ", "b)", "(b)", "b.", "'b'", "option b", "Answer: B", "bb", "b, b", "\uff42"),
        *(["b"], ("B",), {"b"}, np.str_("b"), frozenset("b")),
    ],
)
def test_one_letter_is_read_however_it_is_typed(typed):
    diagnosis = diagnose_choice(ONE, typed)
    assert (diagnosis.label, diagnosis.status) == ("right-choice", Status.CORRECT)
    assert diagnosis.message == "Right: from there the training loss falls and the validation loss rises."
    assert diagnosis.details["chosen"] == "b"


@pytest.mark.parametrize(
    "typed",
    [
        *("ac", "ca", "a c", "A, C", "a;c", "a/c", "a+c", "a & c", "a and c", "a) c)", "options a and c"),
        *(["a", "c"], ("c", "a"), {"a", "c"}, ["a c"], ["A)", "c."]),
    ],
)
def test_several_letters_are_read_however_they_are_typed(typed):
    assert diagnose_choice(SEVERAL, typed).passed


@pytest.mark.parametrize(
    ("typed", "found", "says"),
    [
        ("a", "choice-not-all", "Right so far. Still missing: 1 option.\n\n**a**: More to learn from"),
        ("b", "choice-none-right", "Does not belong to it: b.\n\n**b**: Training longer"),
        ("bd", "choice-none-right", "Does not belong to it: b and d."),
        ("ab", "choice-mixed", "Belongs to it: a. Does not: b. Still missing: 1 option."),
        ("abc", "choice-too-many", "Belongs to it: a and c. Does not: b.\n\n"),
        ("abcd", "choice-too-many", "Belongs to it: a and c. Does not: b and d.\n\n"),
    ],
)
def test_of_several_it_is_said_what_belongs_what_does_not_and_what_is_missing(typed, found, says):
    diagnosis = diagnose_choice(SEVERAL, typed)
    assert (diagnosis.label, diagnosis.status) == (found, Status.NEEDS_WORK)
    assert diagnosis.message.startswith(says)
    assert {one for one in "abcd" if f"**{one}**" in diagnosis.message} == set(typed)  # nothing of what was not chosen


def test_a_wrong_choice_is_answered_with_its_own_feedback():
    diagnosis = diagnose_choice(ONE, "a")
    assert (diagnosis.label, diagnosis.status) == ("wrong-choice", Status.NEEDS_WORK)
    assert diagnosis.message.startswith("Look at the training loss")
    assert "validation" not in diagnosis.message


# ---- wrong input of every kind ----


def test_a_text_of_ones_own_class_is_read_without_asking_it():
    assert diagnose_choice(ONE, OddText("b")).passed


@pytest.mark.parametrize("typed", [None, "", "  ", [], (), set(), [""], "_____", "()", "?!", "and"])
def test_nothing_chosen_is_not_attempted_and_says_how(typed):
    for asked, found in ((ONE, "choose-one"), (SEVERAL, "choose-several")):
        diagnosis = diagnose_choice(asked, typed)
        assert (diagnosis.label, diagnosis.status) == (found, Status.NOT_ATTEMPTED)
        assert f'check("{asked.id}", ' in diagnosis.message
        assert "chosen" not in diagnosis.details


@pytest.mark.parametrize(("typed", "letter"), [("z", "z"), ("D", "d"), ("bz", "z"), (["b", "d"], "d"), ("я", "я")])
def test_a_letter_that_is_not_there_is_named(typed, letter):
    diagnosis = diagnose_choice(ONE, typed)
    assert (diagnosis.label, diagnosis.status) == ("no-such-option", Status.NEEDS_WORK)
    assert f"no option “{letter}”" in diagnosis.message
    assert "a, b or c" in diagnosis.message


def test_two_letters_where_one_is_right_are_not_judged():
    diagnosis = diagnose_choice(ONE, "ab")
    assert (diagnosis.label, diagnosis.status) == ("one-option-only", Status.NEEDS_WORK)
    assert "Right" not in diagnosis.message


@pytest.mark.parametrize(
    "made",
    [
        *(lambda: 2, lambda: 2.0, lambda: True, lambda: False, lambda: b"b", lambda: {"b": 1}, object, Odd),
        *(lambda: [1, 2], lambda: [None], lambda: [["b"]], lambda: ["b", 1], lambda: [Odd()], lambda: iter("b")),
        *(
            lambda: "b1",
            lambda: "2",
            lambda: "hello",
            lambda: "It overfits",
            lambda: "<script>",
            lambda: "\U0001f642b2",
        ),
        *(lambda: "x" * 10**7, lambda: "b" * 10**7, lambda: ["b"] * 10**6, lambda: range(3), lambda: np.array(["b"])),
    ],
)
def test_what_is_no_choice_is_answered_with_how_to_choose_and_never_raises(made):
    for asked in (ONE, SEVERAL):
        diagnosis = diagnose_choice(asked, made())
        assert (diagnosis.label, diagnosis.status) == ("unreadable-choice", Status.NEEDS_WORK)
        assert len(diagnosis.message) < 200


def test_no_message_gives_the_right_letters_away():
    for asked in (ONE, SEVERAL):
        for typed in (None, 5, "zzz", "z"):
            right = "".join(one.letter for one in asked.options if one.right)
            assert f'"{right}"' not in diagnose_choice(asked, typed).message


# ---- episodes from elsewhere ----


def test_an_option_without_feedback_still_gets_a_reply():
    asked = question(Option("a", "A", True, ""), Option("b", "B", False, ""))
    assert diagnose_choice(asked, "a").message == "That is right."
    assert label(asked, "b") == "wrong-choice"


@pytest.mark.parametrize("feedback", ["- one\n- two", "```python\nx = 1\n```", "1. one", "> said"])
def test_feedback_that_begins_with_a_block_of_markdown_keeps_it(feedback):
    asked = question(Option("a", "A", True, feedback), Option("b", "B", True, "Yes."), Option("c", "C", False, "No."))
    assert f"**a**:\n\n{feedback}" in diagnose_choice(asked, "ab").message


def test_what_cannot_be_answered_is_no_question():
    assert not question(Option("a", "A", False, "No."), Option("b", "B", False, "No.")).can_be_checked
    assert not question(*(Option("abcdefghijklmnopqrstuvwxyz"[n % 26], "A", True, "") for n in range(30))).is_question
    assert question(Option("a", "A", True, ""), Option("b", "B", False, "")).can_be_checked


# ---- diagnose ----


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('check("read-curves", "b")', "right-choice"),
        ('# mine\ncheck("read-curves", ["b"])', "right-choice"),
        ('check("read-curves", b)', "right-choice"),
        ("b", "right-choice"),
        ('"B"', "right-choice"),
        ("b)", "right-choice"),
        ("a c", "one-option-only"),
        ('check("read-curves", "a", "c")', "one-option-only"),
        ('check("read-curves", "c")', "wrong-choice"),
        ('check("read-curves")', "choose-one"),
        ("_____", "choose-one"),
        ("", "choose-one"),
        (None, "choose-one"),
        ("x = 1", "unreadable-choice"),
        ('check("read-curves", choice())', "unreadable-choice"),
        ("(" * 5000, "unreadable-choice"),
        ("b" * 10**6, "unreadable-choice"),
    ],
)
def test_diagnose_reads_the_choice_from_the_cell(source, found):
    diagnosis = diagnose("read-curves", source, {"b": 1}, episodes=[EPISODE])
    assert diagnosis.label == found
    assert diagnosis.passed == (found == "right-choice")


def test_a_discussion_is_as_before():
    assert diagnose(TALK.id, episodes=[EPISODE]).label == "open-question"


def test_code_in_a_cell_is_never_run():
    assert chosen_in("check('q', __import__('os').abort())") is False
