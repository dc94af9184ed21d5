"""Catching up is all or nothing, whatever stops it."""

import numpy as np
import pytest

from lesson_utils.classroom.catching_up import catch_up_to
from lesson_utils.classroom.session import Session
from tests.unit.small_episode import small_episode

SOLUTIONS = {"first": "grid = np.zeros((2, 3))", "second": "total = grid.sum()\nstop()"}


def caught_up(tmp_path, variables):
    episode = small_episode(tmp_path, SOLUTIONS)
    session = Session(opened=[episode], episode=episode)
    return catch_up_to(session, episode, episode.challenges[-1], variables), session


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
