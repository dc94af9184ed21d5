"""Many checks leave nothing behind: no layers, no variables without numbers, no growing state of Keras, no threads.

A thousand checks, with the memory measured: `python3 -m tests.bench.memory_check 1000`.
"""

import gc

import keras
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.keras_internals import thread_state
from tests.bench.memory_check import checker, now
from tests.unit.answers import challenge, run, state_before, tables
from tests.unit.answers.playing import fresh_keras

WRONG = {
    name: next(one for one in table if one.label.startswith("wrong-") and not one.first)
    for name, table in tables().items()
}


def kept() -> dict[str, int]:
    for _ in range(2):  # what a model's functions hold is let go by a second collection only
        gc.collect()
    objects = gc.get_objects()
    layers = sum(issubclass(type(one), keras.layers.Layer) for one in objects)
    state = thread_state()
    return {
        "layers": layers,
        "variables": sum(type(one) is keras.Variable for one in objects),
        "without numbers": len(state.get("uninitialized_variables") or ()),
        "named": sum((state.get("object_name_uids") or {}).values()),
    }


@pytest.mark.parametrize("challenge_id", sorted(tables()))
def test_many_checks_leave_nothing_behind(challenge_id):
    cells = [challenge(challenge_id).solution or "", WRONG[challenge_id].code]
    played = []
    with fresh_keras():  # trainings, too, take no time and leave nothing
        before = state_before(challenge_id)
    for cell in cells:
        namespace = dict(before)
        with fresh_keras():
            played.append((cell, namespace, run(cell, namespace)))

    def check_all() -> None:
        for cell, namespace, error in played:
            diagnose(challenge_id, cell, namespace, error, before)

    check_all()
    first = kept()
    for _ in range(2):  # what a single check left behind would show
        check_all()
    assert kept() == first


def test_right_wrong_and_raising_answers_in_turn_leave_no_objects_and_no_threads():
    """But for the memory, which in this process depends on all the tests before."""
    check, answers = checker(each=1)
    check(answers)
    before = now()
    check(answers)
    grown = now().beyond(before)
    assert grown.few, grown
