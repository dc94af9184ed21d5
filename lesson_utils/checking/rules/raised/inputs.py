"""What a layer is called on, where that is no layer's result."""

import ast
import builtins
import inspect
from typing import NamedTuple

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.connections import layer_called
from lesson_utils.checking.rules.raised.known import known_activations
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor


class _CalledOn(NamedTuple):
    """A layer and the one thing that it is called on: as written, and what that holds as far as it can be told."""

    layer: str
    node: ast.expr
    value: object
    call: Call

    @property
    def written(self) -> str:
        return ast.unparse(self.node)

    @property
    def tensors(self) -> list[object]:
        """The layers' results in a list or tuple that holds nothing else."""
        inside = [resolve(node, self.call.variables) for node in getattr(self.node, "elts", ())]
        return inside if inside and all(map(is_tensor, inside)) else []


def _called_on(call: Call) -> _CalledOn | None:
    """What a layer is called on, where that is no layer's result; None for any other call."""
    layer, given = layer_called(call), [*call.node.args, *(keyword.value for keyword in call.node.keywords)]
    if not layer or not given:
        return None
    value = resolve(given[0], call.variables)
    return None if is_tensor(value) else _CalledOn(layer, given[0], value, call)


@rule(Stage.CALL, "extra-operation")
def part_of_a_result(call: Call) -> Finding | None:
    """`Dense(64)(x[0])`."""
    on = _called_on(call)
    part = on.node if on is not None and isinstance(on.node, ast.Subscript) else None
    if part is None or not is_tensor(resolve(part.value, call.variables)):
        return None
    return Finding("extra-operation", found=f"`[{ast.unparse(part.slice)}]`")


@rule(Stage.CALL, "input-in-list", explains_itself=True)
def input_in_list(call: Call) -> Finding | None:
    """`Dense(64)([x])`."""
    on = _called_on(call)
    return Finding("input-in-list", layer=on.layer, found=on.written) if on and len(on.tensors) == 1 else None


@rule(Stage.CALL, "two-inputs", explains_itself=True)
def two_inputs_in_list(call: Call) -> Finding | None:
    """`Dense(64)([x, y])`."""
    on = _called_on(call)
    return Finding("two-inputs", layer=on.layer, found=on.written) if on and len(on.tensors) > 1 else None


@rule(Stage.CALL, "called-on-shape")
def called_on_shape(call: Call) -> Finding | None:
    """`Flatten()((32, 32, 3))`, `Flatten()(x.shape)`."""
    on = _called_on(call)
    if on is None:
        return None
    looked_up = isinstance(on.node, ast.Attribute | ast.Subscript) and ".shape" in on.written
    shape = looked_up or isinstance(on.node, ast.Tuple) or isinstance(on.value, tuple)
    return Finding("called-on-shape", layer=on.layer, found=on.written) if shape else None


@rule(Stage.CALL, "quoted-name", explains_itself=True)
def quoted_name(call: Call) -> Finding | None:
    """`Flatten()('x')`."""
    on = _called_on(call)
    quoted = on.node.value if on is not None and isinstance(on.node, ast.Constant) else None
    named = isinstance(quoted, str) and is_tensor(call.variables.get(quoted))
    return Finding("quoted-name", name=quoted) if named else None


@rule(Stage.CALL, "setting-in-second-brackets", explains_itself=True)
def activation_in_second_brackets(call: Call) -> Finding | None:
    """`Dense(64)('relu')`."""
    on = _called_on(call)
    word = on is not None and isinstance(on.node, ast.Constant) and on.node.value in known_activations()
    return Finding("setting-in-second-brackets", layer=on.layer, setting="activation") if on and word else None


@rule(Stage.CALL, "line-without-brackets")
def line_without_brackets(call: Call) -> Finding | None:
    """`pool = keras.layers.MaxPooling2D`, and then a layer called on `pool`."""
    made = _made_above(call)
    if made is None or made.value is None or not is_layer_class(resolve(made.value, call.variables)):
        return None
    layer = ast.unparse(made.value).split(".")[-1]
    return Finding("line-without-brackets", line=made.line, layer=layer, name=_called_on(call).written)  # type: ignore[union-attr]


@rule(Stage.CALL, "function-not-called")
def function_not_called(call: Call) -> Finding | None:
    """`flat = x.flatten`, `flat = keras.ops.ravel`, and then a layer called on `flat`."""
    made = _made_above(call)
    function = made.value if made is not None and isinstance(made.value, ast.Attribute) else None
    if function is None or not inspect.isroutine(resolve(function, call.variables)):
        return None
    return Finding("function-not-called", name=_called_on(call).written, found=function.attr)  # type: ignore[union-attr]


@rule(Stage.CALL, "line-not-connected", explains_itself=True)
def line_not_connected(call: Call) -> Finding | None:
    """`x = keras.layers.Flatten()`, and then a layer called on `x`."""
    made = _made_above(call)
    layer = made.value if made is not None and isinstance(made.value, ast.Call) else None
    if made is None or layer is None or isinstance(layer.func, ast.Call):
        return None
    name = _called_on(call).written  # type: ignore[union-attr]
    return Finding("line-not-connected", line=made.line, layer=name_called(layer), name=name)


def _made_above(call: Call) -> Statement | None:
    """The last line above that stores what a layer is called on, where that is a layer or function itself."""
    on = _called_on(call)
    if on is None or not _is_layer_itself(on):
        return None
    above = (
        statement
        for statement in statements_of(call.tree)
        if statement.line < call.node.lineno and statement.assigns(on.written)
    )
    return max(above, key=lambda statement: statement.line, default=None)


@rule(Stage.CALL, "called-on-function")
def called_on_function(call: Call) -> Finding | None:
    """`Flatten()(build_model)`."""
    on = _called_on(call)
    function = on is not None and inspect.isroutine(on.value)
    return Finding("called-on-function", layer=on.layer, found=on.written) if on and function else None


@rule(Stage.CALL, "called-on-layer")
def called_on_layer(call: Call) -> Finding | None:
    """`Flatten()(keras.layers.Conv2D(…))`."""
    on = _called_on(call)
    if on is None or not _is_layer_itself(on):
        return None
    return Finding("called-on-layer", layer=on.layer, found=on.written, line=call.node.lineno)


def _is_layer_itself(on: _CalledOn) -> bool:
    if isinstance(on.node, ast.Constant | ast.List):
        return False
    made_here = isinstance(on.node, ast.Call) and inspect.isclass(resolve(on.node.func, on.call.variables))
    return made_here or inspect.isclass(on.value) or inspect.isroutine(on.value) or is_layer(on.value)


@rule(Stage.CALL, "called-on-value")
def called_on_value(call: Call) -> Finding | None:
    """`Flatten()(3)`, `Flatten()(train_images)`, `Flatten()(None)`."""
    on = _called_on(call)
    if on is None:
        return None
    node, variables = on.node, call.variables
    base = resolve(node.value, variables) if isinstance(node, ast.Subscript) else on.value
    if base is None and isinstance(node, ast.Name) and node.id in variables:
        return Finding("called-on-value", layer=on.layer, found=f"{on.written} = None")
    written = isinstance(node, ast.Constant | ast.List)
    builtin = isinstance(node, ast.Name) and node.id not in variables and hasattr(builtins, node.id)
    held = isinstance(base, int | float | str | dict) or (hasattr(base, "dtype") and not is_tensor(base))
    return Finding("called-on-value", layer=on.layer, found=on.written) if written or builtin or held else None
