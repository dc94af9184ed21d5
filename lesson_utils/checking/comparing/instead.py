"""What a variable holds where a layer's result should be."""

import inspect
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class, is_model, kind_of
from lesson_utils.checking.findings import Finding
from lesson_utils.keras_internals import is_input, is_tensor


def instead_of_tensor(name: str, found: Any, expected: Any) -> Finding | None:
    """The finding for something that is no symbolic tensor; None for one that is.

    Parameters
    ----------
    expected : keras.KerasTensor
        What the solution stores: an input, or a layer's result.
    """
    if is_tensor(found):
        return None
    return _instead_of_input(name, found) if is_input(expected) else _instead_of_result(name, found)


def _instead_of_input(name: str, found: Any) -> Finding:
    if _holds_a_tensor(found):
        return Finding("in-a-list", name=name)
    if is_model(found):
        return Finding("model-for-input", name=name)
    if is_layer(found) or is_layer_class(found):
        return Finding("layer-for-input", name=name, layer=_class_of(found))
    if _is_shape(found):
        return Finding("shape-for-input", name=name, found=found)
    return _something_else(name, found, asked="keras.Input")


def _instead_of_result(name: str, found: Any) -> Finding:
    if _holds_a_tensor(found):
        layer = next((member for member in found if is_layer(member)), None)
        return (
            Finding("layer-beside-input", name=name, layer=_class_of(layer))
            if layer
            else Finding("in-a-list", name=name)
        )
    if is_model(found):
        return Finding("model-not-tensor", name=name)
    if is_layer(found) or is_layer_class(found):
        label = "layer-class-stored" if inspect.isclass(found) else "layer-not-called"
        return Finding(label, name=name, layer=_class_of(found))
    if _is_shape(found):
        return Finding("only-a-shape", name=name, found=found)
    return _something_else(name, found, asked="a layer")


def _something_else(name: str, found: Any, asked: str) -> Finding:
    kind = type(found).__name__
    if hasattr(found, "shape") and hasattr(found, "dtype") and not inspect.isclass(found):
        return Finding("images-stored", name=name, asked=asked)
    if kind == "coroutine":
        return Finding("async-function", name=getattr(found, "__name__", name))
    if kind == "generator":
        return Finding("yields", name=name)
    if inspect.isroutine(found):
        called = getattr(found, "__name__", "function")
        return (
            Finding("function-for-result", name=name)
            if called == name
            else Finding("function-not-called", name=name, found=called)
        )
    return Finding("wrong-type", name=name, found=kind_of(found), expected="a layer's result")


def _holds_a_tensor(value: Any) -> bool:
    return isinstance(value, tuple | list) and any(map(is_tensor, value))


def _is_shape(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(length, int | None) for length in value)


def _class_of(layer: Any) -> str:
    return layer.__name__ if inspect.isclass(layer) else type(layer).__name__
