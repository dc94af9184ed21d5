"""What a variable holds where a layer's result should be."""

import ast
import inspect
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class, kind_of
from lesson_utils.checking.facts.calls import name_called
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs.returned import silent_function
from lesson_utils.keras_internals import is_input, is_tensor


def instead_of_tensor(
    name: str, found: Any, expected: Any, tree: ast.AST | None, solution: ast.AST | None = None
) -> Finding | None:
    """The finding for something that is no symbolic tensor; None for one that is.

    Parameters
    ----------
    tree, solution : ast.AST, optional
        The answer, to tell how the thing came there, and the published solution.
    """
    import keras

    if is_tensor(found):
        return None
    from_input = is_input(expected)
    asked = "keras.Input" if from_input else "a layer"
    written = _last_stored(name, tree)
    beside = isinstance(found, tuple | list) and any(map(is_tensor, found)) and any(map(is_layer, found))
    if beside and not from_input:
        layer = type(next(one for one in found if is_layer(one))).__name__
        return Finding("layer-beside-input", name=name, line=getattr(written, "lineno", 0), layer=layer)
    if isinstance(found, tuple | list) and any(map(is_tensor, found)):
        comma = isinstance(found, tuple) and len(found) == 1 and isinstance(written, ast.Tuple)
        return Finding("stray-comma" if comma else "in-a-list", name=name, line=getattr(written, "lineno", 0))
    if isinstance(found, keras.Model):
        return Finding("model-for-input" if from_input else "model-not-tensor", name=name)
    if is_layer(found) or is_layer_class(found):
        layer = found.__name__ if inspect.isclass(found) else type(found).__name__
        label = "layer-class-stored" if inspect.isclass(found) else "layer-not-called"
        label = "layer-for-input" if from_input else label
        return Finding(label, name=name, layer=layer)
    if found is None and isinstance(written, ast.Call) and name_called(written) == "print":
        return Finding("print-stored", name=name, line=written.lineno)
    called = ast.unparse(written.func) if isinstance(written, ast.Call) else ""
    if found is None and silent_function(called, tree):
        return Finding("own-returns-nothing", name=name, found=called)
    if isinstance(found, tuple) and found and all(isinstance(length, int | None) for length in found):
        return Finding("shape-for-input" if from_input else "only-a-shape", name=name, found=found)
    if layer_calls(tree) and not from_input and type(found).__name__ == "EagerTensor":
        asked_for = layer_calls(solution)
        return Finding("called-on-images", name=name, reads=asked_for[0].reads if asked_for else "keras.Input")
    if hasattr(found, "shape") and hasattr(found, "dtype") and not inspect.isclass(found):
        return Finding("images-stored", name=name, asked=asked)
    if inspect.isroutine(found) or type(found).__name__ in ("coroutine", "generator"):
        return _function_instead(name, found, written)
    return Finding("wrong-type", name=name, found=kind_of(found), expected="a layer's result")


def _function_instead(name: str, found: Any, written: ast.expr | None) -> Finding:
    if type(found).__name__ == "coroutine":
        return Finding("async-function", name=getattr(found, "__name__", name))
    if type(found).__name__ == "generator":
        return Finding("yields", name=name)
    if isinstance(written, ast.Lambda):
        return Finding("function-not-called", name=name, found="lambda")
    if getattr(found, "__name__", "") == name:
        return Finding("function-for-result", name=name)
    return Finding("function-not-called", name=name, found=getattr(found, "__name__", "function"))


def _last_stored(name: str, tree: ast.AST | None) -> ast.expr | None:
    """The right-hand side of the last assignment to a name."""
    if tree is None:
        return None
    stored = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets)
    ]
    return max(stored, key=lambda node: node.lineno).value if stored else None
