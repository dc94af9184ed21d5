"""The bar over episode and course: the same words as text and as HTML, and no state told by colour alone."""

import pytest

from lesson_utils.classroom import progress_bar
from lesson_utils.classroom.progress_bar import Bar, progress_of
from lesson_utils.classroom.progress_file import CAUGHT_UP, DONE, SEEN, record
from lesson_utils.episodes import course
from tests.unit.small_episode import small_episode


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))


@pytest.fixture
def episode(tmp_path):
    return small_episode(tmp_path, {"one": "a = 1", "two": "b = 2", "three": "c = 3", "four": "d = 4"})


def test_the_text_marks_each_state_with_icon_and_word(episode):
    record(episode, "one", DONE)
    record(episode, "two", CAUGHT_UP)
    record(episode, "three", SEEN)
    assert progress_of(episode).as_text() == (
        "This episode\n"
        + ("█" * 6 + "▒" * 12 + "░" * 6 + "  1 of 4 challenges done, 2 with the solution\n\n")
        + "✓ 1. Task one (done)\n↷ 2. Task two (caught up, solution used)\n"
        + "☰ 3. Task three (solution seen)\n○ 4. Task four (open)"
    )


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({}, "one"),
        ({"one": DONE}, "two"),
        ({"one": DONE, "three": DONE}, "two"),
        ({"one": CAUGHT_UP, "two": SEEN}, "three"),
        ({"one": CAUGHT_UP, "two": DONE, "three": DONE, "four": DONE}, "one"),
        (dict.fromkeys(["one", "two", "three", "four"], DONE), None),
    ],
)
def test_the_next_challenge_is_the_first_open_one(episode, states, expected):
    for challenge, how in states.items():
        record(episode, challenge, how)
    following = progress_of(episode).next
    assert (following and following.id) == expected


def test_one_of_several_of_ours_has_a_bar_over_all_of_them_too(episode, monkeypatch):
    ours = course()[0]
    record(ours, ours.challenges[0].id, DONE)
    assert [bar.title for bar in progress_of(episode).bars] == ["This episode"]
    monkeypatch.setattr(progress_bar, "course", lambda: (ours, episode))
    here, whole = progress_of(ours).bars
    assert (here.title, whole.title) == ("This episode", "The whole course (2 episodes)")
    assert len(whole.states) == len(here.states) + 4
    assert whole.states.count(DONE) == 1


def test_where_there_is_but_one_episode_nothing_is_shown_twice(monkeypatch):
    ours = course()[0]
    monkeypatch.setattr(progress_bar, "course", lambda: (ours,))
    assert len(progress_of(ours).bars) == 1


@pytest.mark.parametrize("count", [1, 3, 8, 24, 60])
def test_a_bar_is_as_long_as_all_others(count):
    drawn = Bar("", (DONE,) * count).as_text().split("  ")[0]
    assert len(drawn) == max(24, count)


def test_an_episode_without_code_has_an_empty_bar(tmp_path):
    text = progress_of(small_episode(tmp_path, {})).as_text()
    assert "░" * 24 + "  0 of 0 challenges done" in text
    assert progress_of(small_episode(tmp_path, {})).next is None


def test_the_html_says_in_words_what_it_draws(episode):
    record(episode, "one", DONE)
    record(episode, "two", SEEN)
    html = progress_of(episode).as_html()
    assert 'aria-label="This episode: 1 of 4 challenges done, 1 with the solution"' in html
    assert html.count("<li") == 4
    assert html.count("done</span>") == 1
    assert html.count("solution seen</span>") == 1
    assert html.count(">next<") == 1
    assert "Task three <strong" in html
