"""The room's memory: what it counts, what it forgets, what it refuses."""

import json
import re

import pytest

from lesson_utils.checking import catalogue
from lesson_utils.class_server.room.board import HOURS, Board, ReportError

ADA, BO, CLEO = b"1", b"2", b"3"
MESSAGES = {
    "wrong-value": "In {layer}, `{setting}` is {found[0]!r}; {asks}.",
    "ran-twice": "Twice.",
    "correct": "Well.",
}


class Clock:
    """Seconds that a test sets."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def board(clock):
    return Board({"conv2d": "Make a layer", "flatten": "Flatten"}, MESSAGES, clock)


def report(challenge="conv2d", state="needs work", label="wrong-value"):
    return {"challenge": challenge, "state": state, "label": label}


def test_it_counts_where_learners_are_and_what_they_got_right(board):
    for key in (ADA, BO):
        board.report(key, report(state="correct", label="correct"))
    board.report(ADA, report("flatten"))
    board.join(CLEO, {"hand": ""})
    now = board.now()
    assert now["joined"] == 3
    assert now["places"] == [
        {"title": "Make a layer (conv2d)", "here": 1, "mistake": 0, "right": 2},
        {"title": "Flatten (flatten)", "here": 1, "mistake": 1, "right": 0},
    ]


def test_the_rooms_mistakes_in_words_the_most_frequent_first(board):
    board.report(ADA, report(label="ran-twice"))
    for key in (BO, CLEO):
        board.report(key, report())
    first, second = board.now()["mistakes"]
    assert first["words"] == "Wrong value: In ‹layer›, ‹setting› is ‹found›; ‹asks›."
    assert (first["learners"], second["learners"], second["words"]) == (2, 1, "Ran twice: Twice.")


def test_a_mistake_that_was_mended_is_no_mistake_of_now(board):
    board.report(ADA, report())
    board.report(ADA, report(state="correct", label="correct"))
    assert board.now()["mistakes"] == []


def test_a_hand_goes_up_and_down(board):
    board.report(ADA, report())
    board.join(ADA, {"hand": "Ada, second row"})
    assert board.now()["hands"] == [{"said": "Ada, second row", "at": "Make a layer (conv2d)"}]
    board.join(ADA, {"hand": ""})
    assert board.now()["hands"] == []


def test_who_leaves_is_forgotten_at_once(board):
    board.report(ADA, report())
    board.leave(ADA)
    board.leave(BO)  # who never came
    assert board.now() == {"joined": 0, "places": [], "mistakes": [], "hands": []}


def test_after_the_day_nothing_is_known(board, clock):
    board.report(ADA, report())
    clock.now += HOURS * 3600 - 1
    board.report(BO, report())
    clock.now += 2
    assert board.now()["joined"] == 1
    clock.now += HOURS * 3600
    assert board.now()["places"] == []
    assert board._learners == {}


@pytest.mark.parametrize(
    "message",
    [
        report(label="<script>alert(1)</script>"),
        report(label=""),
        report(challenge="<b>conv2d</b>"),
        report(challenge="no-such-challenge"),
        report(state="a genius"),
        {**report(), "name": "Ada"},
        {**report(), "code": "x = 1"},
        {"challenge": "conv2d", "state": "needs work"},
        {**report(), "label": ["wrong-value"]},
        {**report(), "label": {"wrong-value": 1}},
        {**report(), "challenge": None},
        [],
        "conv2d",
        None,
        7,
    ],
    ids=json.dumps,
)
def test_what_the_course_never_sends_is_refused(message, board):
    with pytest.raises(ReportError):
        board.report(ADA, message)
    assert board.now()["joined"] == 0


@pytest.mark.parametrize("hand", ["x" * 61, "two\nlines", "\u202eadA", "bell\a", 5, None, ["Ada"]])
def test_a_hand_says_one_short_line(hand, board):
    with pytest.raises(ReportError):
        board.join(ADA, {"hand": hand})
    assert board.now()["joined"] == 0


def test_each_message_of_the_checker_can_be_shown():
    messages = {label: entry.message for label, entry in catalogue().entries.items()}
    board = Board({"conv2d": "Make a layer"}, messages)
    for number, label in enumerate(messages):
        board.report(str(number).encode(), report(label=label))
    mistakes = board.now()["mistakes"]
    assert len(mistakes) == len(messages)
    assert all(re.search(r"\w", re.sub("‹.*?›", "", one["words"])) for one in mistakes)
    assert len({one["words"] for one in mistakes}) > 0.9 * len(messages)
