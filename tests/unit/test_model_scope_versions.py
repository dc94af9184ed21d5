"""ModelScope with several versions of one network: what is shown of each, and what cannot be compared."""

import re

import keras
import numpy as np
import pytest
import traitlets

from lesson_utils.visualise import ModelScope
from lesson_utils.visualise.model_scope import model as limits
from tests.unit.model_zoo import lesson_model, row_of, shake, small_model

L = keras.layers
IMAGES = np.random.default_rng(2).uniform(size=(3, 8, 8)).astype("float32")


def copies(*names, of=None):
    """Versions of a network, each with other random weights."""
    model = of or small_model()
    return {
        name: shake(keras.models.clone_model(model), np.random.default_rng(seed)) for seed, name in enumerate(names)
    }


@pytest.fixture
def models():
    return copies("before", "half-way", "after")


def says(model, image):
    return keras.ops.convert_to_numpy(model(image[None, ..., None]))[0]


def test_the_last_version_is_shown_first_and_any_other_by_its_name(models):
    scope = ModelScope(models, IMAGES)
    assert scope.version == "after"
    for name in ("before", "after", "half-way"):
        scope.version = name
        np.testing.assert_allclose(scope.prediction, says(models[name], IMAGES[0]), atol=1e-5)
        np.testing.assert_array_equal(scope.prediction, scope.feature_maps["out"])
    scope.set_state({"version": "before"})
    np.testing.assert_allclose(scope.prediction, says(models["before"], IMAGES[0]), atol=1e-5)
    scope.image_number = 2
    assert [*scope.predictions] == ["before", "half-way", "after"]
    for name, prediction in scope.predictions.items():
        np.testing.assert_allclose(prediction, says(models[name], IMAGES[2]), atol=1e-5)


def test_layer_and_unit_stay_when_the_version_changes(models):
    scope = ModelScope(models, IMAGES)
    scope.layer = "conv"
    scope.unit = (1, 2, 0)
    scope.version = "before"
    assert (scope.layer, scope.unit, scope.receptive_field) == ("conv", (1, 2, 0), (slice(1, 4), slice(2, 5)))


def test_the_browser_gets_the_weights_of_all_in_their_order(models):
    state = ModelScope(models, IMAGES).get_state()
    count = small_model().count_params()
    weights = np.frombuffer(state["_weights"], "<f4").reshape(3, count)
    for model, row in zip(models.values(), weights, strict=True):
        np.testing.assert_array_equal(row, np.concatenate([one.ravel() for one in model.get_weights()]))
    assert state["_facts"]["versions"] == ["before", "half-way", "after"]
    assert state["version"] == "after"


def test_a_name_that_is_no_version_is_refused_in_words(models):
    scope = ModelScope(models, IMAGES)
    with pytest.raises(ValueError, match=r"no version called 'later'\. The versions are: before, half-way, after\."):
        scope.version = "later"
    with pytest.raises(traitlets.TraitError):
        scope.version = 2
    assert scope.version == "after"


def test_one_model_by_itself_has_no_versions():
    scope = ModelScope(small_model(), IMAGES)
    assert (scope.version, scope._facts["versions"]) == ("", [])
    assert "version" not in repr(scope) + scope._alt_text()
    assert [*scope.predictions] == [""]
    with pytest.raises(ValueError, match="one model by itself"):
        scope.version = "yours"


def test_new_weights_of_any_version_are_read_by_refresh(models):
    scope = ModelScope(models, IMAGES)
    shake(models["before"], np.random.default_rng(9))
    scope.refresh()
    assert scope.version == "after"
    np.testing.assert_allclose(scope.predictions["before"], says(models["before"], IMAGES[0]), atol=1e-5)


def test_layers_of_other_names_are_the_same_layers():
    one, other = (row_of(L.Flatten(), L.Dense(2, name=name)) for name in ("first", "second"))
    scope = ModelScope({"one": one, "other": other}, IMAGES)
    scope.version = "one"
    assert [*scope.feature_maps][-1] == "second"  # the names are the last version's


def test_what_only_keras_can_compute_is_sent_for_every_version():
    odd = row_of(L.Conv2D(2, 3), L.LayerNormalization(), L.Flatten(), L.Dense(3))
    scope = ModelScope(copies("one", "other", of=odd), IMAGES)
    before = scope._maps
    numbers = sum(values.size for values in scope.feature_maps.values())
    maps = np.frombuffer(before, "<f4").reshape(2, numbers)
    for row, prediction in zip(maps, scope.predictions.values(), strict=True):
        np.testing.assert_allclose(row[-3:], prediction, atol=1e-6)
    scope.version = "one"
    assert scope._maps == before  # nothing new to send
    scope.image_number = 1
    assert scope._maps != before


# What cannot be compared


def _with(last, *, size=3):
    return row_of(L.Conv2D(2, size, name="conv"), L.Flatten(name="flat"), last)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (_with(L.Dense(4, name="out")), "layer 3 is out (Dense, output 4) and not out (Dense, output 3)"),
        (_with(L.Dense(3, "relu", name="out")), "layer 3 is out (Dense, output 3, relu) and not out (Dense, output 3)"),
        (_with(L.Dense(3, name="out"), size=2), "layer 1 is conv (Conv2D, output 7 x 7 x 2) and not conv (Conv2D"),
        (_with(L.Lambda(keras.ops.square, name="squares")), "layer 3 is squares (Lambda"),
        (row_of(L.Conv2D(2, 3), L.Flatten()), "it has 3 layers and not 4"),
    ],
    ids=["units", "activation", "kernel", "kind", "fewer layers"],
)
def test_another_network_is_refused_in_words(other, words):
    with pytest.raises(ValueError, match=re.escape(f"'other' is built otherwise than 'first': {words}")):
        ModelScope({"first": small_model(), "other": other}, IMAGES)


def test_a_network_that_scales_its_pixels_otherwise_is_refused():
    one, other = (row_of(L.Rescaling(scale), L.Flatten(), L.Dense(2)) for scale in (1 / 255, 2.0))
    with pytest.raises(ValueError, match="it scales its pixels otherwise"):
        ModelScope({"one": one, "other": other}, IMAGES)


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({}, ValueError, "up to 12 versions of a network, and at least one; these are 0"),
        (dict.fromkeys(map(str, range(13)), small_model()), ValueError, "these are 13"),
        ({1: small_model()}, TypeError, "named by texts"),
        ({" ": small_model()}, TypeError, "named by texts"),
        ({"mine": "model.keras"}, TypeError, "Version 'mine': ModelScope looks into a Keras model"),
        ({"mine": keras.Sequential([L.Dense(2)])}, ValueError, "Version 'mine': This Sequential model"),
        ([small_model(), small_model()], TypeError, "looks into a Keras model"),
    ],
    ids=["none", "too many", "number", "blank", "no model", "unbuilt", "list"],
)
def test_wrong_versions_are_refused_in_words(given, error, words):
    with pytest.raises(error, match=words):
        ModelScope(given, IMAGES)


def test_twelve_versions_are_shown_and_all_of_them_count_for_the_size(monkeypatch):
    model = small_model()
    twelve = dict.fromkeys((f"epoch {number}" for number in range(12)), model)
    assert "in 12 versions" in repr(ModelScope(twelve, IMAGES))
    monkeypatch.setattr(limits, "MOST_PARAMETERS", 11 * model.count_params())
    with pytest.raises(ValueError, match=r"numbers to learn, in each of 12 versions; .* fewer versions or"):
        ModelScope(twelve, IMAGES)
    ModelScope(model, IMAGES)


# What it leaves in a notebook


def test_its_words_and_its_figure_tell_what_each_version_says():
    model = lesson_model()
    models = {"untrained": model, **copies("after epoch 1", "yours", of=model)}
    scope = ModelScope(models, np.random.default_rng(1).uniform(size=(32, 32, 3)))
    assert repr(scope) == (
        "ModelScope: cifar_model_intro in 3 versions, 8 layers, 79,530 parameters; 1 image of 32 x 32 x 3."
    )
    alt = scope._alt_text()
    assert "prediction of “yours” as bars; the highest is " in alt
    told = {name: f"{scope.class_names[one.argmax()]} with {one.max():.2f}" for name, one in scope.predictions.items()}
    assert alt.endswith(
        "Below it what each version says: untrained: nothing, it is untrained; "
        f"after epoch 1: {told['after epoch 1']}; yours: {told['yours']}."
    )
    texts = [text.get_text() for axes in scope._figure().axes for text in axes.texts]
    assert "What each version says" in texts
    assert [name for name in models if name in texts] == [*models]
    assert "“yours” says" in texts
    scope.version = "untrained"
    assert "“untrained” as bars. It is untrained, so they say nothing about the image." in scope._alt_text()


def test_alt_text_of_untrained_versions_does_not_depend_on_their_weights():
    image = np.random.default_rng(1).uniform(size=(32, 32, 3))
    one, other = (
        ModelScope({"one": lesson_model(seed), "other": lesson_model(seed + 9)}, image)._alt_text() for seed in (1, 2)
    )
    assert one == other


def test_versions_without_a_prediction_are_not_compared_in_the_figure():
    models = copies("before", "after", of=row_of(L.Conv2D(2, 3)))
    scope = ModelScope(models, IMAGES)
    texts = [text.get_text() for axes in scope._figure().axes for text in axes.texts]
    assert "What each version says" not in texts
    assert "says" not in scope._alt_text()
