"""The second brackets of a call: what is the layer called on?"""

import ast
from collections.abc import Iterable

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import resolve
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor

_INPUT_KEYWORDS = (None, "training", "mask", "inputs", "x")


@rule(Stage.CALL, "input-in-first-brackets", explains_itself=True)
def input_in_first_brackets(call: Call) -> Finding | None:
    """`Flatten(x)` and `Dense(64, inputs=x)`: the layer's input stands where its settings belong."""
    if not is_layer_class(call.called):
        return None
    for argument in [*call.node.args, *(keyword.value for keyword in call.node.keywords)]:
        result = isinstance(argument, ast.Call) and isinstance(argument.func, ast.Call)
        if is_tensor(resolve(argument, call.variables)) or result:
            return Finding("input-in-first-brackets", layer=call.name, found=ast.unparse(argument))
    return None


def any_input_in_first_brackets(calls: Iterable[Call]) -> Finding | None:
    """The finding for a layer that got its input among its settings and did not complain."""
    return next(filter(None, map(input_in_first_brackets, calls)), None)


# ---- a layer that is called ----


def layer_called(call: Call) -> str:
    """The layer whose second brackets these are; empty where they are no layer's."""
    if isinstance(call.node.func, ast.Call):
        return call.name
    stored = is_layer(call.called) and not hasattr(call.called, "predict")
    return type(call.called).__name__ if stored and isinstance(call.node.func, ast.Name) else ""


def _brackets(call: Call) -> str:
    """The second brackets as they are written."""
    return ast.unparse(call.node)[len(ast.unparse(call.node.func)) :]


@rule(Stage.CALL, "input-called", explains_itself=True)
def input_called(call: Call) -> Finding | None:
    """`keras.Input(…)(x)`."""
    second = isinstance(call.node.func, ast.Call) and call.name in ("Input", "InputLayer")
    return Finding("input-called", layer=call.name, found=_brackets(call)) if second else None


@rule(Stage.CALL, "setting-in-second-brackets", explains_itself=True)
def setting_in_second_brackets(call: Call) -> Finding | None:
    """`Dense(64)(x, activation='relu')`."""
    setting = next((keyword.arg for keyword in call.node.keywords if keyword.arg not in _INPUT_KEYWORDS), None)
    layer = layer_called(call)
    return Finding("setting-in-second-brackets", layer=layer, setting=setting) if layer and setting else None


@rule(Stage.CALL, "brackets-too-many")
def brackets_too_many(call: Call) -> Finding | None:
    """`Dense(64)(x)(x)`."""
    third = isinstance(call.node.func, ast.Call) and isinstance(call.node.func.func, ast.Call)
    return Finding("brackets-too-many", layer=call.name, found=_brackets(call)) if third else None


@rule(Stage.CALL, "called-on-nothing", explains_itself=True)
def called_on_nothing(call: Call) -> Finding | None:
    """`Flatten()()`."""
    layer = layer_called(call)
    empty = layer and not call.node.args and not call.node.keywords
    return Finding("called-on-nothing", layer=layer) if empty else None


@rule(Stage.CALL, "two-inputs", explains_itself=True)
def two_inputs(call: Call) -> Finding | None:
    """`Dense(64)(x, y)`."""
    layer = layer_called(call)
    several = layer and len(call.node.args) > 1
    return Finding("two-inputs", layer=layer, found=", ".join(map(ast.unparse, call.node.args))) if several else None
