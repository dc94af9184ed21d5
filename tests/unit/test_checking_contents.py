"""What values hold is put back after something was tried out: members, attributes, cells of tables, weights."""

from collections import Counter, OrderedDict, defaultdict, deque
from types import SimpleNamespace

import keras
import numpy as np
import pandas as pd
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.checking.running.contents import MOST_COPIED, calls_forgotten, contents_of
from lesson_utils.checking.running.isolation import untouched
from tests.unit.small_episode import small_episode

BUILD = "def build():\n    i = keras.Input((4,))\n    return keras.Model(i, keras.layers.Dense(2)(i))"
CLASSES = """
class Tally:
    total = 0
    seen = []

    def __init__(self):
        self.own = 0
        self.kept = []

def noted():
    return noted.times

noted.times = 0
"""


class Odd(list):
    """A list of a learner's own that resists."""

    def clear(self):
        raise RuntimeError("no")

    __iter__ = extend = clear


@pytest.mark.parametrize(
    ("value", "change"),
    [
        (Counter("aab"), lambda value: value.update("b")),
        (defaultdict(list, a=[1]), lambda value: value["a"].append(2)),
        (OrderedDict(a=1, b=2), lambda value: value.move_to_end("a")),
        (deque([1, 2], maxlen=2), lambda value: value.append(3)),
        (Odd([1]), lambda value: value.append(2)),
        (pd.DataFrame({"a": [1, 2]}), lambda value: value.insert(0, "b", 3)),
        (pd.DataFrame({"a": [1, 2]}, index=["x", "y"]), lambda value: value.drop("x", inplace=True)),
        (pd.Series([1, 2], name="a"), lambda value: value.__setitem__(7, 3)),
        (SimpleNamespace(n=0), lambda value: setattr(value, "n", 1)),
        (SimpleNamespace(kept=[]), lambda value: value.kept.append(1)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_a_value_holds_is_put_back(value, change):
    before = repr(value)
    with untouched(contents=[value]):
        change(value)
        assert repr(value) != before
    assert repr(value) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("Tally.total += 1", "Tally.total"),
        ("Tally.seen.append(1)", "Tally.seen"),
        ("Tally.new = 1", "hasattr(Tally, 'new')"),
        ("tally.own += 1", "tally.own"),
        ("tally.kept.append(1)", "tally.kept"),
        ("type(tally).total += 1", "Tally.total"),
        ("noted.times += 1", "noted.times"),
        ("noted.new = 1", "hasattr(noted, 'new')"),
    ],
)
def test_attributes_of_what_a_learner_made_are_put_back(change, told):
    variables = {}
    exec(f"{CLASSES}\ntally = Tally()", variables)
    reached = [variables["Tally"] if "Tally." in change else variables["tally"], variables["noted"]]
    before = repr(eval(told, variables))
    with untouched(contents=reached):
        exec(change, variables)
        assert repr(eval(told, variables)) != before
    assert repr(eval(told, variables)) == before


def test_what_learns_in_a_model_and_its_weights_are_put_back():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.Dense(1)])
    model.layers[0].trainable = False
    before = model.get_weights()
    with untouched(contents=[model]):
        model.trainable = False
        model.set_weights([weight + 1 for weight in before])
    assert [layer.trainable for layer in model.layers] == [False, True]
    assert model.trainable
    assert all(map(np.array_equal, model.get_weights(), before))


def test_what_cannot_be_read_is_left_alone():
    class Broken(pd.DataFrame):
        def copy(self, deep=True):
            raise RuntimeError("no")

    contents_of(Broken({"a": [1]}), set())()
    with untouched(contents=[object(), 3, keras, print, int, np.zeros(MOST_COPIED // 8)]):
        pass


@pytest.mark.parametrize(
    ("made", "change", "told"),
    [
        ("rows = pd.DataFrame({'a': [1]})", "rows.loc[len(rows)] = [2]", "len(rows)"),
        ("calls = __import__('collections').Counter()", "calls['build'] += 1", "len(calls)"),
        ("class Tally:\n    n = 0", "Tally.n += 1", "Tally.n"),
        (
            "old = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])",
            "old.trainable = False",
            "old.trainable",
        ),
        ("pass", "build.times = 1", "hasattr(build, 'times')"),
    ],
)
def test_a_check_leaves_what_a_right_function_reaches(tmp_path, made, change, told):
    episode = small_episode(tmp_path, {"build": BUILD})
    variables = {"keras": keras, "pd": pd}
    code = f"{made}\n{BUILD}".replace("():\n", f"():\n    {change}\n")
    exec(code, variables)
    before = eval(told, variables)
    assert diagnose("build", code, variables, None, {}, episodes=[episode]).passed
    assert eval(told, variables) == before


def test_layers_forget_that_they_were_called():
    inputs, dense = keras.Input((4,)), keras.layers.Dense(2)
    dense(inputs)
    first = inputs._keras_history[0]
    nodes = [dense._inbound_nodes, dense._outbound_nodes, first._outbound_nodes]
    before = [list(held) for held in nodes]
    with calls_forgotten([inputs, dense, 3, None]):
        dense(inputs)
        keras.layers.Dense(3)(inputs)
        assert [list(held) for held in nodes] != before
    assert [list(held) for held in nodes] == before
    assert keras.Model(inputs, dense.output).count_params() == 10
