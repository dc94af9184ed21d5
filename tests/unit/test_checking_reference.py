"""The reference: which solutions run before a challenge's own, on what, and with what names."""

import numpy as np
import pytest

from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.facts.reference import reference_for, steps_before
from lesson_utils.checking.findings import FindingError, Status
from lesson_utils.episodes import course
from tests.unit.small_episode import small_episode


def challenge_of(episode, challenge_id):
    return next(one for one in episode.challenges if one.id == challenge_id)


def ids_before(episode, challenge_id):
    return [one.id for one in steps_before(episode, challenge_of(episode, challenge_id))]


def reference(episode, challenge_id, namespace=None):
    return reference_for(episode, challenge_of(episode, challenge_id), namespace or {})


def test_only_the_solutions_that_are_built_on_run_before(tmp_path):
    solutions = {"one": "a = 1", "two": "b = a + 1", "aside": "c = 5", "last": "d = b + 1", "later": "a = 9"}
    episode = small_episode(tmp_path, solutions)
    assert ids_before(episode, "last") == ["one", "two"]
    assert ids_before(episode, "aside") == []


def test_the_nearest_maker_of_a_name_counts(tmp_path):
    episode = small_episode(tmp_path, {"old": "x = 1", "new": "x = 2", "grown": "x = x + 1", "user": "y = x"})
    assert ids_before(episode, "user") == ["new", "grown"]
    assert reference(episode, "user").namespace["y"] == 3


def test_the_published_episode_starts_afresh_where_its_text_does():
    episode = next(one for one in course() if any(each.id == "conv2d" for each in one.challenges))
    assert ids_before(episode, "flatten") == ["input-layer", "conv2d", "pooling", "dense"]
    assert ids_before(episode, "hidden-layers") == ["input-layer"]
    assert ids_before(episode, "create-model-intro") == []


def test_given_arrays_have_shape_and_type_but_take_no_memory(tmp_path):
    given = "images: float32 (40000, 1000, 1000, 3)"
    episode = small_episode(tmp_path, {"shape": "shape = images.shape[1:]"}, given)
    images = reference(episode, "shape").namespace["images"]
    assert (images.shape, images.dtype) == ((40000, 1000, 1000, 3), np.float32)
    assert set(images.strides) == {0}
    assert reference(episode, "shape").namespace["shape"] == (1000, 1000, 3)


def test_names_that_nobody_provides_are_borrowed_and_never_kept(tmp_path):
    episode = small_episode(tmp_path, {"double": "double = numbers * 2"})
    for numbers in (3, 5):
        learner = {"numbers": numbers, "double": "mine"}
        assert reference(episode, "double", learner).namespace["double"] == numbers * 2
        assert learner == {"numbers": numbers, "double": "mine"}


def test_a_name_that_cannot_be_borrowed_is_an_earlier_step(tmp_path):
    episode = small_episode(tmp_path, {"double": "double = numbers * 2"})
    with pytest.raises(FindingError) as caught:
        reference(episode, "double")
    finding = caught.value.finding
    assert (finding.label, finding.status) == ("first-cell-not-run", Status.EARLIER_STEP)
    assert finding.values["name"] == "numbers"


def test_the_learners_values_do_not_replace_what_the_episode_provides(tmp_path):
    episode = small_episode(tmp_path, {"one": "a = 1", "two": "b = a + len(images)"}, "images: uint8 (7,)")
    learner = {"a": 100, "images": [0], "np": None}
    assert reference(episode, "two", learner).namespace["b"] == 8


def test_the_first_cell_gives_its_imports_and_nothing_else(tmp_path):
    setup = "import math as m\nraise RuntimeError('loads data')"
    episode = small_episode(tmp_path, {"root": "root = m.sqrt(9)"}, setup=setup)
    assert reference(episode, "root").namespace["root"] == 3


def test_usual_imports_are_there_where_an_episode_has_none(tmp_path):
    episode = small_episode(tmp_path, {"zeros": "zeros = np.zeros(2)"}, setup="")
    assert reference(episode, "zeros").namespace["zeros"].tolist() == [0, 0]


def test_a_reference_is_made_once_and_anew_for_a_changed_episode(tmp_path):
    episode = small_episode(tmp_path, {"one": "a = 1"})
    assert reference(episode, "one") is reference(episode, "one")
    changed = small_episode(tmp_path, {"one": "a = 2"})
    assert reference(changed, "one").namespace["a"] == 2


def test_start_makers_and_owners_tell_who_made_what(tmp_path):
    dense = "x = keras.layers.Dense(3)(x)"
    episode = small_episode(tmp_path, {"start": "x = keras.Input((4,))", "wide": dense, "own": dense.replace("3", "2")})
    found = reference(episode, "own")
    assert found.makers == {"x": "wide"}
    assert tuple(found.start["x"].shape) == (None, 3)
    owners = [found.owners[id(step.made_by)] for step in steps_to(found.namespace["x"])]
    assert owners == ["start", "wide", "own"]
