"""Arguments without a name: in which parameter does each land, and was it meant for that?"""

import ast
from collections.abc import Iterable

from lesson_utils.checking.comparing.kinds import is_model_class
from lesson_utils.checking.facts.beside import Call, alike
from lesson_utils.checking.facts.calls import value_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.known import COUNTS, PADDINGS, SIZES, WORDS, known_activations
from lesson_utils.checking.rules.raised.solution import values_swapped
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.CALL, "model-name-by-place")
def model_name_by_place(call: Call) -> Finding | None:
    """`Model(inputs, outputs, 'cnn_model')`."""
    third = call.node.args[2] if is_model_class(call.called) and len(call.node.args) > 2 else None
    return Finding("model-name-by-place", found=ast.unparse(third)) if third is not None else None


@rule(Stage.CALL, "values-swapped")
def values_swapped_by_place(call: Call) -> Finding | None:
    """`Conv2D((3, 3), 16)`."""
    return values_swapped(call) if _lost_setting(call) else None


@rule(Stage.CALL, "argument-in-wrong-place", explains_itself=True)
def argument_in_wrong_place(call: Call) -> Finding | None:
    """`Conv2D(16, (3, 3), 'relu')`: the text lands in `strides`."""
    setting = _lost_setting(call)
    return _in_wrong_place(call, setting) if setting and _belongs_elsewhere(call, setting) else None


@rule(Stage.CALL, "value-too-many")
def value_too_many(call: Call) -> Finding | None:
    """`MaxPooling2D(2, 2, 2)`: a value more than the layer needs."""
    setting = _lost_setting(call)
    return _too_many(call, setting) if setting else None


def misplaced(calls: Iterable[Call], setting: str) -> Finding | None:
    """The finding for an argument that landed in `setting` only for want of a name, or None.

    It did when the solution does not give that setting at all, or gives its value to another one.
    """
    for call in calls:
        if setting not in call.by_position:
            continue
        found, expected = call.found, call.expected
        others = [value for name, value in found.items() if name != setting and name in call.by_position]
        if expected and (setting not in expected or expected[setting] in others):
            in_place = _in_wrong_place if _belongs_elsewhere(call, setting) else _too_many
            return values_swapped(call) or in_place(call, setting)
    return None


def _lost_setting(call: Call) -> str:
    """The setting in which an argument without a name makes no sense; empty when there is none."""
    known = [*known_activations(), *PADDINGS]
    for place, (setting, argument) in enumerate(call.by_position.items()):
        found = argument.value if isinstance(argument, ast.Constant) else None
        text = isinstance(found, str) and found.isidentifier()
        word = text and setting not in WORDS and (place > 0 or str(found).lower() in known)
        lost = setting == "padding" and isinstance(found, str | int) and str(found).lower() not in PADDINGS
        number = setting == "activation" and isinstance(found, int)
        pair = setting in COUNTS and len(getattr(argument, "elts", ())) == 2
        if word or lost or number or pair:
            return setting
    return ""


def _belongs_elsewhere(call: Call, setting: str) -> bool:
    """Whether the value was meant for another setting, which lacks it; else it is one too many."""
    expected, value = call.expected, value_of(call.by_position[setting], call.variables)
    others = {name: found for name, found in call.found.items() if name != setting}
    placed = [found for name, found in others.items() if name in call.by_position and name not in expected]
    if setting in expected and any(alike(found, expected[setting]) for found in placed):
        return False  # it stands behind another one, which is the one too many
    lacking = any(name not in others or not alike(others[name], wanted) for name, wanted in expected.items())
    return lacking or not expected or isinstance(value, str)


def _in_wrong_place(call: Call, setting: str) -> Finding:
    found = ast.unparse(call.by_position[setting])
    return Finding("argument-in-wrong-place", function=call.name, found=found, setting=setting)


def _too_many(call: Call, setting: str) -> Finding:
    argument, before = call.by_position[setting], list(call.by_position)
    value = value_of(argument, call.variables)
    pair = isinstance(value, int) and not isinstance(value, bool) and {*before[: before.index(setting)]} & {*SIZES}
    note = "A window of so many by so many is one value: a number, or a tuple in brackets of its own." if pair else ""
    return Finding("value-too-many", function=call.name, found=ast.unparse(argument), setting=setting, note=note)
