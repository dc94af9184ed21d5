"""A wrong answer that has overwritten what its cell reads: the learner is told what to go back to first."""

import pytest

from lesson_utils.classroom.feedback import feedback_of
from tests.unit.answers import Answer, play

POOL = "x_intro = keras.layers.MaxPooling2D(pool_size={})(x_intro)"


def diagnosis_of(challenge, code, **more):
    return play(Answer(challenge=challenge, why="", code=code, label="", **more))


@pytest.mark.parametrize(
    ("challenge", "code", "restart"),
    [
        ("pooling", POOL.format(3), "conv2d"),
        ("flatten", "x_intro = keras.layers.Flatten()(inputs_intro)", "dense"),
        ("dense", "x_intro = keras.layers.Dense(64)", "pooling"),
    ],
)
def test_an_overwritten_input_is_told(challenge, code, restart):
    diagnosis = diagnosis_of(challenge, code)
    assert diagnosis.restart == restart
    assert f'catch_up("{restart}") first' in feedback_of(diagnosis).as_text()


@pytest.mark.parametrize(
    ("challenge", "code", "more"),
    [
        ("pooling", POOL.format(2), {}),  # right
        ("pooling", POOL.format("_____"), {}),  # blanks
        ("pooling", POOL.format("'two'"), {}),  # raised: nothing was stored
        ("pooling", "pooled = keras.layers.MaxPooling2D(2)(x_intro)", {}),  # stored elsewhere
        ("pooling", POOL.format(2), {"runs": 2}),  # the message itself says where to go back to
        ("conv2d", "x_intro = keras.layers.Conv2D(8, 3, activation='relu')(inputs_intro)", {}),  # reads something else
    ],
)
def test_otherwise_nothing_is_said_of_it(challenge, code, more):
    diagnosis = diagnosis_of(challenge, code, **more)
    assert diagnosis.restart == ""
    assert "This try" not in feedback_of(diagnosis).as_text()


def test_following_the_advice_leads_to_a_right_answer():
    assert diagnosis_of("pooling", POOL.format(2), first=POOL.format(3)).label == "ran-twice"
    assert diagnosis_of("pooling", POOL.format(2)).passed
