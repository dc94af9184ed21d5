"""Catching up is all or nothing, whatever stops it."""

import numpy as np
import pytest

from lesson_utils.checking import names_needed, targets_of
from lesson_utils.classroom.between import steps_to_run
from lesson_utils.classroom.catching_up import catch_up_to
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import course, read_episode
from tests.unit.small_episode import small_episode

SOLUTIONS = {"first": "grid = np.zeros((2, 3))", "second": "total = grid.sum()\nstop()"}


def caught_up(tmp_path, variables):
    episode = small_episode(tmp_path, SOLUTIONS)
    session = Session(opened=[episode], episode=episode)
    return catch_up_to(session, episode, episode.challenges[-1], variables), session


@pytest.mark.parametrize(
    ("solution", "told"),
    [
        ("grid = grid + 1", "need not run again: each run would change `grid` once more."),
        ("grid += 1", "each run would change `grid` once more."),
        ("grid, side = grid * 2, grid.shape", "each run would change `grid` once more."),
        ("total = grid.sum()", "need not run again."),
        ("def double(grid):\n    grid = grid * 2\n    return grid", "need not run again."),
        ("grid.fill(3)", "need not run again."),
    ],
)
def test_a_warning_of_a_second_run_names_what_it_would_change(tmp_path, solution, told):
    episode = small_episode(tmp_path, SOLUTIONS | {"second": solution})
    feedback = catch_up_to(Session(opened=[episode], episode=episode), episode, episode.challenges[-1], {})
    assert feedback.text.endswith(told)


def stopping(error):
    def stop():
        raise error

    return stop


def test_what_the_solutions_make_is_kept(tmp_path):
    variables = {"stop": int}
    feedback, _ = caught_up(tmp_path, variables)
    assert feedback.word == "Caught up"
    assert variables["total"] == 0


def test_after_an_error_nothing_is_left(tmp_path):
    variables = {"stop": stopping(ValueError()), "grid": "mine"}
    before = dict(variables)
    feedback, _ = caught_up(tmp_path, variables)
    assert "ValueError" in feedback.text
    assert variables == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_stopped_by_somebody_nothing_is_left_either(tmp_path, error):
    variables = {"stop": stopping(error()), "grid": "mine", "np": np}
    before = dict(variables)
    with pytest.raises(error):
        caught_up(tmp_path, variables)
    assert variables == before


def episode_with_cells_between(tmp_path):
    """The same episode, with given cells after its first challenge: one that the second stands on, and one for show."""
    text = small_episode(tmp_path, SOLUTIONS).path.read_text(encoding="utf-8")
    between = "\n```python\nstart = 5\n```\n\n```python\ngrid = np.ones(start)\n```\n\n```python\nshown = grid\n```\n"
    first, second = text.split("\n::: challenge\n\n## Task second")
    path = tmp_path / "between.md"
    path.write_text(f"{first}{between}\n::: challenge\n\n## Task second{second}", encoding="utf-8")
    return read_episode(path, ours=False)


def test_given_cells_that_a_solution_stands_on_run_too(tmp_path):
    episode = episode_with_cells_between(tmp_path)
    variables = {"stop": int}
    catch_up_to(Session(opened=[episode], episode=episode), episode, episode.challenges[-1], variables)
    assert variables["total"] == 5
    assert "shown" not in variables


def test_cells_that_nothing_later_stands_on_do_not_run(tmp_path):
    episode = episode_with_cells_between(tmp_path)
    first, last = episode.challenges
    assert steps_to_run(episode, first) == [first]
    assert steps_to_run(episode, last) == [first, "start = 5", "grid = np.ones(start)", last]


@pytest.mark.parametrize("episode", course(), ids=lambda episode: episode.name)
def test_the_courses_own_given_cells_can_run_again(episode):
    """One that changes what it reads would do it twice: scale scaled images, for instance."""
    for step in steps_to_run(episode, episode.challenges[-1]) if episode.challenges else ():
        if isinstance(step, str):
            assert not names_needed(step).intersection(targets_of(step)), step
