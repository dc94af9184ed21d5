"""The picture that grows, on the card of a right answer."""

import pytest

from lesson_utils.checking import targets_of
from lesson_utils.classroom import growth
from lesson_utils.classroom.feedback import Feedback
from lesson_utils.classroom.growth import growth_after
from lesson_utils.classroom.panel import _content
from lesson_utils.classroom.standing import standing_html
from lesson_utils.episodes import course_folder, read_episode
from tests.unit.model_zoo import lesson_model

EPISODE = read_episode(course_folder() / "03-build-cnn.md")
CHALLENGES = {one.id: one for one in EPISODE.challenges}


def variables_of(challenge, value):
    return dict.fromkeys(targets_of(challenge.solution), value)


@pytest.mark.parametrize("name", ["input-layer", "conv2d", "pooling", "hidden-layers", "output-layer"])
def test_a_tensor_grows_the_picture(name):
    challenge = CHALLENGES[name]
    (part,) = growth_after(challenge, variables_of(challenge, lesson_model().layers[2].output))
    assert "15 × 15 × 16" in part.as_html()
    assert part.as_text() == ""  # in words it would give its question away
    content = _content(Feedback("correct", "✓", "Correct", "", (part,)), 1)
    assert content["growing"]["question"]["right"] == "15 × 15 × 16"
    assert "cnn-growing" in content["part"]


def test_a_function_that_builds_a_model_grows_it_too_and_leaves_kerass_names_alone():
    import keras

    challenge = CHALLENGES["create-model-intro"]
    before = keras.layers.Dense(1).name
    (part,) = growth_after(challenge, {"create_model_intro": lesson_model})
    assert "79,530 numbers" in part.as_html()
    assert keras.layers.Dense(1).name == _next(before)
    assert growth_after(challenge, {"create_model_intro": lambda rate: None}) == ()


def _next(name):
    start, _, number = name.rpartition("_")
    return f"{start}_{int(number) + 1}" if number.isdigit() else f"{name}_1"


def test_the_message_of_the_live_card_leaves_the_answer_to_the_question():
    challenge = CHALLENGES["conv2d"]
    parts = growth_after(challenge, variables_of(challenge, lesson_model().layers[1].output))
    told = Feedback("correct", "✓", "Correct", "Well done. `x_intro` has the shape (None, 30, 30, 16).", parts)
    assert "30" not in _content(told, 1)["message"]
    assert "(None, 30, 30, 16)" in told.as_text()


@pytest.mark.parametrize("value", [None, 3, "text", [1]])
def test_without_a_network_there_is_no_picture(value):
    challenge = CHALLENGES["conv2d"]
    assert growth_after(challenge, variables_of(challenge, value)) == ()
    assert growth_after(challenge, {}) == ()
    assert _content(Feedback("correct", "✓", "Correct", ""), 1)["growing"] is None


def test_a_picture_that_cannot_be_drawn_leaves_the_answer_right(monkeypatch):
    def fails(_):
        raise RuntimeError

    monkeypatch.setattr(growth, "growing_network", fails)
    challenge = CHALLENGES["conv2d"]
    assert growth_after(challenge, variables_of(challenge, lesson_model().output)) == ()


def test_a_stored_notebook_keeps_the_picture_without_a_class():
    challenge = CHALLENGES["conv2d"]
    parts = growth_after(challenge, variables_of(challenge, lesson_model().layers[1].output))
    page = standing_html(Feedback("correct", "✓", "Correct", "", parts))
    assert "30 × 30 × 16" in page
    assert "<svg" in page
    assert "class=" not in page
