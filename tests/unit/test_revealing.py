"""A solution put into a cell line by line."""

import pytest

from lesson_utils.classroom.revealing import reveal
from lesson_utils.episodes import course
from lesson_utils.episodes.revealing import next_line
from lesson_utils.episodes.worth_making import mistake_of

CHALLENGES = [(episode, one) for episode in course() for one in episode.challenges if one.solution]


@pytest.mark.parametrize(("episode", "challenge"), CHALLENGES, ids=lambda one: getattr(one, "id", ""))
def test_whatever_a_cell_holds_becomes_the_solution_line_by_line(episode, challenge):
    mistake = mistake_of(episode, challenge.id)
    solution = challenge.published
    begun = [challenge.answer_template, "", "x = 1\n" * 50, f"{solution}\nprint(1)", solution.replace("\n", "\n\n")]
    for source in [*begun, *([mistake.code] if mistake else [])]:
        for _ in range(80):
            following = next_line(source, solution)
            if source == solution:
                break
            assert following != source
            source = following
        assert source == solution


def test_one_blank_for_several_lines_stays_until_the_last():
    shown = [source := "def f():\n    _____\n    return a"]
    for _ in range(3):
        shown.append(source := next_line(source, "def f():\n    a = 1\n    a = 2\n    a = 3\n    return a"))
    assert ["_____" in one for one in shown] == [True, True, True, False]
    assert shown[1] == "def f():\n    a = 1\n    _____\n    return a"


def test_a_mistake_is_mended_where_it_is_and_the_rest_stays():
    assert next_line("a = 1\nb = 3\nc = 3", "a = 1\nb = 2\nc = 3") == "a = 1\nb = 2\nc = 3"


def test_what_is_right_stays_as_it_is():
    assert next_line("a = 1\n\nb = 2", "a = 1\n\nb = 2") == "a = 1\n\nb = 2"


def test_outside_of_a_presentation_the_word_says_how_to_open_one(capsys):
    reveal("conv2d")
    assert "lab --present" in capsys.readouterr().out
