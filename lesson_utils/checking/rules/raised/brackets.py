"""Brackets of the wrong kind, at the wrong place, or around nothing that could be called."""

import ast
import inspect

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class, parameters_of
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor

_PYTHONS = ("max", "min", "sum", "list", "tuple", "sorted", "float", "int", "round", "abs")
_OF_NUMBERS = ("numpy", "tensorflow", "math", "scipy")


def _subscripts(raised: Raised) -> list[ast.Subscript]:
    """The square brackets in the line that raised."""
    line = raised.line
    nodes = nodes_of(raised.tree, ast.Subscript)
    return [node for node in nodes if not line or node.lineno <= line <= (node.end_lineno or line)]


@rule(Stage.RAISED, "slice-outside")
def slice_outside(raised: Raised) -> Finding | None:
    """`Input(train_images.shape)[1:]`."""
    for node in _subscripts(raised):
        if isinstance(node.value, ast.Call) and name_called(node.value) == "Input":
            return Finding("slice-outside", found=f"[{ast.unparse(node.slice)}]")
    return None


@rule(Stage.RAISED, "square-brackets", explains_itself=True)
def square_brackets(raised: Raised) -> Finding | None:
    """`keras.Input[(32, 32, 3)]`, `Flatten()[x]`: square brackets where a call wants round ones."""
    for node in _subscripts(raised):
        again = isinstance(node.value, ast.Call)
        called = node.value.func if isinstance(node.value, ast.Call) else node.value
        held = resolve(called, raised.variables)
        if inspect.isclass(held) or (inspect.isroutine(held) and not again):
            return Finding("square-brackets", line=node.lineno, found=ast.unparse(called).split(".")[-1])
    return None


@rule(Stage.CALL, "bracket-too-late", explains_itself=True)
def bracket_too_late(call: Call) -> Finding | None:
    """`Dense(10, activation='softmax'(x))`: the bracket of the layer is closed too late."""
    function = call.node.func
    late = isinstance(function, ast.Constant | ast.Tuple)
    return Finding("bracket-too-late", found=ast.unparse(function)) if late else None


@rule(Stage.CALL, "setting-behind-brackets")
def setting_behind_brackets(call: Call) -> Finding | None:
    """`Dense(64).activation('relu')`: a setting written behind the brackets it belongs in."""
    behind = call.node.func
    if not isinstance(behind, ast.Attribute) or not isinstance(behind.value, ast.Call):
        return None
    made = resolve(behind.value.func, call.variables)
    if not is_layer_class(made) or behind.attr not in parameters_of(made):
        return None
    return Finding("setting-behind-brackets", setting=behind.attr, layer=name_called(behind.value))


@rule(Stage.CALL, "module-called", explains_itself=True)
def module_called(call: Call) -> Finding | None:
    """`keras.models(…)`: a module has nothing to call, only things in it have."""
    return Finding("module-called", found=ast.unparse(call.node.func)) if inspect.ismodule(call.called) else None


@rule(Stage.CALL, "model-called")
def model_called(call: Call) -> Finding | None:
    """`model()`."""
    bare = not call.node.args and not call.node.keywords
    model = is_layer(call.called) and hasattr(call.called, "predict")
    return Finding("model-called", found=ast.unparse(call.node)) if bare and model else None


@rule(Stage.CALL, "tensor-called")
def tensor_called(call: Call) -> Finding | None:
    """`x_intro(layer)`: the wrong way round."""
    return Finding("tensor-called", found=ast.unparse(call.node.func)) if is_tensor(call.called) else None


@rule(Stage.CALL, "function-of-numbers")
def function_of_numbers(call: Call) -> Finding | None:
    """`tf.nn.max_pool(x)`, `np.ravel(x)`: functions that compute with numbers, called on a placeholder."""
    root = call.node.func
    while isinstance(root, ast.Attribute):
        root = root.value
    module = resolve(root, call.variables)
    elsewhere = inspect.ismodule(module) and module.__name__.split(".")[0] in _OF_NUMBERS
    elsewhere = elsewhere or (isinstance(root, ast.Name) and root.id in _PYTHONS and module is None)
    if not elsewhere or str(getattr(call.called, "__module__", "")).startswith("keras"):
        return None
    given = next((node for node in call.node.args if _is_result(node, call)), None)
    found = ast.unparse(call.node.func)
    return Finding("function-of-numbers", found=found, name=ast.unparse(given)) if given is not None else None


def _is_result(node: ast.expr, call: Call) -> bool:
    """Whether an argument is a layer's result: a variable that holds one, or `Layer(...)(x)` itself."""
    layered = isinstance(node, ast.Call) and isinstance(node.func, ast.Call)
    made = resolve(node.func.func, call.variables) if layered else None  # type: ignore[attr-defined]
    return is_layer_class(made) or is_tensor(resolve(node, call.variables))


@rule(Stage.CALL, "operation-for-layer")
def method_of_a_tensor(call: Call) -> Finding | None:
    """`x_intro.reshape(-1)`, where the task asks for a layer."""
    function, expected = call.node.func, layer_calls(call.solution)
    if not isinstance(function, ast.Attribute) or not is_tensor(resolve(function.value, call.variables)):
        return None
    return (
        Finding("operation-for-layer", found=f"`.{function.attr}`", expected=expected[-1].layer) if expected else None
    )


@rule(Stage.CALL, "layer-used-twice")
def layer_used_twice(call: Call) -> Finding | None:
    """`conv(x)` a second time, where each call should have a layer of its own."""
    function = call.node.func
    if not isinstance(function, ast.Name) or not is_layer(call.called):
        return None
    first = next(other for other in calls_of(call.tree) if ast.unparse(other.func) == function.id)
    again = first.lineno < call.node.lineno
    return Finding("layer-used-twice", name=function.id, line=call.node.lineno) if again else None
