"""Hints that follow the mistake: three texts per label, each about it. Those of each answer: `test_answers.py`."""

import string

import pytest

from lesson_utils.checking import Finding, Status
from lesson_utils.checking.findings import LayerRef
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.messages.hints import hints_for

ENTRIES = catalogue().entries
HINTS = {label: entry.hints for label, entry in ENTRIES.items() if entry.hints}


@pytest.mark.parametrize("label", HINTS)
def test_each_level_says_something_else_and_not_the_message_again(label):
    assert len(set(HINTS[label])) == 3
    assert ENTRIES[label].message not in HINTS[label]
    for text in HINTS[label]:
        assert len(text.split()) <= 50
        assert text.endswith((".", "?", "`", "!", "{concept}", "{expected}."))


@pytest.mark.parametrize(
    "setting", ["filters", "kernel_size", "units", "pool_size", "activation", "padding", "strides"]
)
def test_a_wrong_value_is_explained_by_what_the_setting_means(setting):
    values = {"layer": LayerRef("Layer"), "setting": setting, "found": 1, "expected": 2}
    first, second, third = hints_for(Finding("wrong-value", **values))
    assert first == catalogue().concepts.settings[setting]
    assert f"`{setting}`" in second
    assert f"`{setting}=2`" in third


def test_a_setting_nobody_wrote_about_is_explained_in_general():
    values = {"layer": LayerRef("Layer"), "setting": "sharpness", "found": 1, "expected": "soft"}
    first, _, third = hints_for(Finding("wrong-value", **values))
    assert first.startswith("`sharpness` is")
    assert "`sharpness='soft'`" in third


def test_a_missing_layer_is_explained_by_what_it_does():
    for layer in (LayerRef("Flatten"), LayerRef("Flatten", 2)):
        hints = hints_for(Finding("missing-layer", layer=layer))
        assert hints[0] == catalogue().concepts.layers["Flatten"]
        assert "keras.layers.Flatten(…)(…)" in hints[2]


@pytest.mark.parametrize(
    ("expected", "typed"),
    [(16, "16"), ("same", "'same'"), ("10", "'10'"), ((3, 3), "(3, 3)"), (None, "None"), (0.5, "0.5")],
)
def test_a_setting_is_given_as_it_is_typed(expected, typed):
    values = {"layer": LayerRef("Layer"), "setting": "some_setting", "found": 1, "expected": expected}
    assert f"`some_setting={typed}`" in hints_for(Finding("wrong-value", **values))[2]


def test_a_value_that_is_no_name_explains_nothing_and_breaks_nothing():
    for expected in ([1], {"relu": 1}, object(), "Flatten"):
        first, _, _ = hints_for(Finding("wrong-value", layer=LayerRef("Own"), setting="x", found=[], expected=expected))
        assert first.startswith("`x` is one of the settings") or expected == "Flatten"


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.CORRECT, "correct"),
        (Status.BLANKS_LEFT, "blanks-left"),
        (Status.NOT_ATTEMPTED, "nothing-written"),
        (Status.CHECKER_PROBLEM, "checker-problem"),
        (Status.NEEDS_WORK, "a label without texts"),
    ],
)
def test_without_a_mistake_to_speak_of_there_are_none(status, label):
    assert hints_for(Finding(label, status)) is None


@pytest.mark.parametrize("label", HINTS)
def test_a_finding_that_knows_too_little_gives_none_and_no_error(label):
    fields = {name for text in HINTS[label] for _, name, _, _ in string.Formatter().parse(text) if name}
    result = hints_for(Finding(label))
    assert (result is None) == bool(fields - {"concept", "code", "kind"})
