"""Mutated cells and hostile objects: the checker never raises, never hangs, and leaves all variables as they were.

Ten thousand mutated cells: `python3 -m tests.bench.fuzz_checker 10000`.
"""

import builtins

import keras
import numpy as np
import pytest

from lesson_utils.checking import Status, diagnose
from lesson_utils.checking.running.isolation import untouched
from tests.bench.contents import contents, differences, surroundings
from tests.bench.fuzz_checker import corpus, fuzz, is_dangerous, mutated, try_out
from tests.unit.answers import challenge, state_before

CORPUS = corpus()


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_mutated_cells_find_no_fault(start):
    outcomes = fuzz(range(start, start + 20), CORPUS)
    assert len(outcomes) >= 10
    assert [(one.faults, one.code) for one in outcomes if one.faults] == []


def test_the_same_seed_gives_the_same_cell_and_others_give_others():
    assert mutated(7, CORPUS) == mutated(7, CORPUS)
    assert len({mutated(seed, CORPUS) for seed in range(100)}) > 90


DANGEROUS = ["import os", "open('x', 'w')", "keras.layers.Dense = 1", "del keras.ops", "model.save('x')"]
DANGEROUS += ["m = keras.Model()\nm = keras\nm.x = 1", "keras.utils.set_epsilon(1)", "x_intro.name = 'x'"]
HARMLESS = ["m = keras.Model(a, b)\nm.trainable = False", "class N:\n    def f(self):\n        self.x = 1", "input()"]


@pytest.mark.parametrize("code", DANGEROUS)
def test_dangerous_cells_are_left_out(code):
    assert is_dangerous(code)


@pytest.mark.parametrize("code", HARMLESS)
def test_cells_that_change_only_what_they_made_are_tried(code):
    assert not is_dangerous(code)


# ---- what the fuzzer sees of a change in place ----

CHANGES = {
    "a longer list": ("kept = [1]", "kept.append(2)"),
    "a list in a dictionary": ("kept = {'a': [1]}", "kept['a'][0] = 2"),
    "a set": ("kept = {1}", "kept.add(2)"),
    "numbers of an array": ("kept = train_images.copy()", "kept[0] = 1"),
    "an array locked": ("kept = train_images.copy()", "kept.flags.writeable = False"),
    "weights": (
        "kept = keras.layers.Dense(1)\nkept.build((1, 2))",
        "kept.set_weights([w + 1 for w in kept.get_weights()])",
    ),
    "weights behind a tensor": (
        "kept = keras.layers.Dense(1)(keras.Input((2,)))",
        "kept._keras_history.operation.kernel.assign([[8.0], [8.0]])",
    ),
    "a layer that no longer learns": ("kept = keras.layers.Dense(1)", "kept.trainable = False"),
    "a layer called once more": ("kept = keras.layers.Flatten()", "kept(keras.Input((2,)))"),
    "an attribute": ("class Kept:\n    pass\nkept = Kept()", "kept.seen = 1"),
    "a class": ("class kept:\n    seen = 0", "kept.seen += 1"),
    "a function's default": ("def kept(seen=[]):\n    seen.append(1)", "kept()"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_place_is_seen(change):
    namespace = {"keras": keras, "train_images": np.zeros((4, 2, 2, 3), "float32")}
    made, changed = CHANGES[change]
    exec(made, namespace)
    before = contents(namespace)
    assert differences(before, contents(namespace)) == []
    exec(changed, namespace)
    assert "kept" in differences(before, contents(namespace))


def test_what_all_cells_share_is_seen():
    before = surroundings()
    assert differences(before, surroundings()) == []
    with untouched():
        keras.layers.Dense(1)
        np.random.random()
        assert {"Keras' names", "NumPy's random numbers"} <= set(differences(before, surroundings()))
    assert differences(before, surroundings()) == []


# ---- objects that raise or lie ----

HOSTILE = {
    "raises when asked anything": "def __getattr__(self, name): raise RuntimeError",
    "leaves when asked anything": "def __getattribute__(self, name): raise SystemExit",
    "cannot be shown": "def __repr__(self): raise RuntimeError\n    __str__ = __repr__",
    "cannot be compared": "def __eq__(self, other): raise RuntimeError\n    __hash__ = None",
    "is equal to all": "def __eq__(self, other): return True\n    __hash__ = None",
    "has no length": "def __len__(self): raise MemoryError",
    "has a lying length": "def __len__(self): return 10**9",
    "is neither true nor false": "def __bool__(self): raise RuntimeError",
    "claims to be a tensor": "__class__ = property(lambda self: keras.KerasTensor)",
    "claims to be a layer": "__class__ = property(lambda self: keras.layers.Dense)",
    "claims to be a model": "__class__ = property(lambda self: keras.Model)",
    "claims a shape": "shape = property(lambda self: 1 / 0)\n    dtype = shape",
    "has every attribute": "def __getattr__(self, name): return self",
    "shows endlessly much": "def __repr__(self): return 'x' * 10**7",
}


@pytest.mark.parametrize("trait", HOSTILE)
@pytest.mark.parametrize("challenge_id", ["input-layer", "conv2d", "create-model-intro"])
def test_a_hostile_object_in_place_of_the_result_is_refused(challenge_id, trait):
    target = {"input-layer": "inputs_intro", "conv2d": "x_intro"}.get(challenge_id, "create_model_intro")
    outcome = try_out(challenge_id, f"class Hostile:\n    {HOSTILE[trait]}\n{target} = Hostile()")
    assert outcome.faults == []
    assert not outcome.diagnosis.passed


@pytest.mark.parametrize("trait", HOSTILE)
def test_a_hostile_object_that_a_function_returns_is_refused(trait):
    code = f"class Hostile:\n    {HOSTILE[trait]}\ndef create_model_intro():\n    return Hostile()"
    outcome = try_out("create-model-intro", code)
    assert outcome.faults == []
    assert not outcome.diagnosis.passed


# ---- odd surroundings ----


def solved(challenge_id: str) -> tuple[str, dict, dict]:
    """The solution, the variables before it and those after it."""
    before = state_before(challenge_id)
    solution, after = challenge(challenge_id).solution or "", dict(before)
    exec(solution, after)
    return solution, before, after


@pytest.mark.parametrize("name", ["keras", "print", "len", "train_images", "type", "isinstance", "str"])
def test_an_overwritten_name_is_no_trouble(name):
    solution, before, after = solved("conv2d")
    after[name] = 5
    assert diagnose("conv2d", solution, after, None, before).status is not Status.CHECKER_PROBLEM


class Resisting(dict):
    def __setitem__(self, *_):
        raise RuntimeError("no")

    __delitem__ = update = __setitem__


def test_variables_may_be_a_dictionary_of_ones_own():
    solution, before, after = solved("conv2d")
    assert diagnose("conv2d", solution, Resisting(after), None, before).passed


def test_a_function_that_replaces_what_all_programs_use_is_no_trouble():
    code = "import builtins\ndef create_model_intro():\n    builtins.print = 5\n    return None"
    namespace, printing = state_before("create-model-intro"), builtins.print
    exec(code, namespace)
    try:
        assert diagnose("create-model-intro", code, namespace).status is Status.NEEDS_WORK
    finally:
        builtins.print = printing


@pytest.mark.parametrize("layers", [400, 1000])
def test_a_network_of_very_many_layers_is_refused(layers):
    before = state_before("hidden-layers")
    before["once_more"] = keras.layers.Activation("tanh")  # one layer, called again and again: quickly built
    code = f"x_intro = inputs_intro\nfor _ in range({layers}):\n    x_intro = once_more(x_intro)"
    after = dict(before)
    exec(code, after)
    assert diagnose("hidden-layers", code, after, None, before).status is Status.NEEDS_WORK


def test_diagnose_works_in_a_script_without_source_or_earlier_variables():
    assert diagnose("conv2d", namespace=solved("conv2d")[2]).passed
