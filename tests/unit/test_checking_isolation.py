"""Trying an answer out leaves no trace: random numbers, Keras' counters and settings, variables, printed text."""

import random
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from lesson_utils.checking.running.isolation import untouched


class Numbered(keras.layers.Layer):
    """A layer that no other test makes: Keras numbers its names from 0."""


# ---- random numbers ----

DRAWN = {
    "python": (random.seed, random.random),
    "numpy": (np.random.seed, np.random.rand),
    "keras": (keras.utils.set_random_seed, lambda: keras.random.uniform(()).numpy()),
    "tensorflow": (tf.random.set_seed, lambda: tf.random.uniform(()).numpy()),
}


@pytest.mark.parametrize("source", DRAWN)
@pytest.mark.parametrize("seed_anew", [False, True])
def test_random_numbers_go_on_as_if_nothing_was_drawn(source, seed_anew):
    seed, draw = DRAWN[source]
    seed(1)
    expected = [draw(), draw(), draw()]
    seed(1)
    found = [draw()]
    with untouched():
        draw()
        if seed_anew:
            keras.utils.set_random_seed(99)
        draw()
    assert [*found, draw(), draw()] == expected


def test_the_first_keras_number_is_the_same_after_a_check():
    keras.utils.set_random_seed(5)
    expected = keras.random.uniform(()).numpy()
    keras.utils.set_random_seed(5)
    with untouched():
        keras.random.uniform(())
    assert keras.random.uniform(()).numpy() == expected


# ---- Keras' own state ----


def test_layers_made_inside_do_not_count():
    first = Numbered().name
    with untouched():
        inside = [Numbered().name, Numbered().name]
    assert [first, *inside] == ["numbered", "numbered_1", "numbered_2"]
    assert Numbered().name == "numbered_1"


def test_layers_go_on_counting_after_a_session_was_cleared_inside():
    before = Numbered().name
    with untouched():
        keras.utils.clear_session()
    number = int(before.partition("_")[2] or 0)
    assert Numbered().name == f"numbered_{number + 1}"


def settings():
    return keras.config.floatx(), keras.config.image_data_format(), keras.config.dtype_policy().name


def test_settings_of_keras_are_put_back():
    before = settings()
    with untouched():
        keras.config.set_floatx("float16")
        keras.config.set_image_data_format("channels_first")
        keras.config.set_dtype_policy("mixed_float16")
        assert settings() != before
    assert settings() == before


# ---- variables ----


def test_variables_are_put_back():
    variables = {"kept": 1, "changed": 2, "deleted": 3}
    with untouched(variables):
        variables.update(changed=20, added=4)
        del variables["deleted"]
    assert variables == {"kept": 1, "changed": 2, "deleted": 3}


class Stubborn(dict):
    def __setitem__(self, *_):
        raise RuntimeError("read only")

    update = __delitem__ = keys = __iter__ = __setitem__


def test_variables_in_a_dictionary_that_resists_are_put_back():
    variables = Stubborn(kept=1)
    with untouched(variables):
        dict.__setitem__(variables, "added", 2)
    assert dict.items(variables) == {("kept", 1)}


def test_what_values_hold_is_put_back():
    nested, table, members, array = [1, [2]], {"a": [1]}, {1, 2}, np.zeros(3)
    with untouched(contents=[nested, table, members, array]):
        nested.append(3)
        nested[1].append(4)
        table["a"].append(2)
        table["b"] = 0
        members.add(3)
        array += 1
    assert (nested, table, members, array.tolist()) == ([1, [2]], {"a": [1]}, {1, 2}, [0, 0, 0])


def test_a_list_that_holds_itself_is_put_back():
    ring = [1]
    ring.append(ring)
    with untouched(contents=[ring]):
        ring.append(2)
    assert len(ring) == 2


def test_a_large_array_is_locked_instead():
    images = np.zeros((500, 32, 32, 3))
    with untouched(contents=[images]), pytest.raises(ValueError, match="read-only"):
        images[0] = 1
    images[0] = 1


def test_an_array_that_was_locked_stays_so():
    images = np.broadcast_to(np.zeros(()), (9, 9))
    with untouched(contents=[images]):
        pass
    assert not images.flags.writeable


def test_all_is_put_back_after_an_exception_too():
    variables = {"x": 1}
    state = random.getstate()
    with pytest.raises(ZeroDivisionError), untouched(variables):
        variables["x"] = random.random() / 0
    assert variables == {"x": 1}
    assert random.getstate() == state


# ---- printed text ----


def test_printed_text_is_caught(capsys):
    with untouched() as printed:
        print("to be read")
        print("a warning", file=sys.stderr)
    assert printed.getvalue() == "to be read\n"
    assert capsys.readouterr() == ("", "")


def test_of_endless_text_the_beginning_is_kept():
    with untouched() as printed:
        for _ in range(1000):
            print("x" * 1000)
    assert 10_000 <= len(printed.getvalue()) < 12_000
