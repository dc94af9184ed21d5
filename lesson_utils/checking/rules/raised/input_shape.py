"""Slips around the shape of an input: `Input(shape=32)`, `Input(train_images)`, `train_images.shape()`, `input(…)`."""

import ast

from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_NO_SLICE = "a part is cut out with a colon, [from:to]"


def _shape_given(call: Call) -> ast.expr | None:
    """What `keras.Input` gets as its shape; None for any other call."""
    is_input = call.name == "Input" and not isinstance(call.node.func, ast.Call)
    return call.arguments.get("shape") if is_input else None


@rule(Stage.CALL, "shape-called")
def shape_called(call: Call) -> Finding | None:
    """`train_images.shape()`."""
    function = call.node.func
    if isinstance(function, ast.Attribute) and function.attr in ("shape", "size", "ndim", "dtype"):
        return Finding("shape-called", found=ast.unparse(function))
    shape = _shape_given(call)
    for inner in calls_of(shape) if shape is not None else ():
        if isinstance(inner.func, ast.Attribute) and inner.func.attr in ("shape", "size"):
            return Finding("shape-called", found=ast.unparse(inner.func))
    return None


@rule(Stage.CALL, "python-input")
def python_input(call: Call) -> Finding | None:
    """`input(shape=…)`: Python's own, which waits for typing."""
    return (
        Finding("python-input")
        if _asks_for_typing(call) and any(keyword.arg for keyword in call.node.keywords)
        else None
    )


@rule(Stage.CALL, "waits-for-typing")
def waits_for_typing(call: Call) -> Finding | None:
    """`input(…)`."""
    return Finding("waits-for-typing", line=call.node.lineno) if _asks_for_typing(call) else None


def _asks_for_typing(call: Call) -> bool:
    function = call.node.func
    return isinstance(function, ast.Name) and function.id == "input" and "input" not in call.variables


@rule(Stage.CALL, "image-as-shape")
def image_as_shape(call: Call) -> Finding | None:
    """`Input(train_images[0])`."""
    shape = _shape_given(call)
    single = isinstance(shape, ast.Subscript) and isinstance(shape.slice, ast.Constant)
    if shape is None or not single or _array_in(shape, call) is None:
        return None
    return Finding("image-as-shape", found=ast.unparse(shape))


@rule(Stage.CALL, "images-as-shape")
def images_as_shape(call: Call) -> Finding | None:
    """`Input(train_images)`."""
    shape = _shape_given(call)
    array = _array_in(shape, call) if shape is not None else None
    return Finding("images-as-shape", found=ast.unparse(array)) if array is not None else None


def _array_in(shape: ast.expr, call: Call) -> ast.expr | None:
    base = shape.value if isinstance(shape, ast.Subscript) else shape
    return base if hasattr(resolve(base, call.variables), "dtype") else None


@rule(Stage.CALL, "shape-needs-tuple")
def shape_needs_tuple(call: Call) -> Finding | None:
    """`Input(32, 32, 3)`, `Input(shape=train_images.shape[1])`."""
    shape, without_name = _shape_given(call), call.node.args
    kind = _kind_of_shape(call.node, shape) if shape is not None else None
    if shape is None or kind is None:
        return None
    found = ", ".join(map(ast.unparse, without_name)) if len(without_name) > 1 else ast.unparse(shape)
    return Finding("shape-needs-tuple", found=found, kind=kind)


def _kind_of_shape(call: ast.Call, shape: ast.expr) -> str | None:
    """What stands where a tuple of numbers should; None where nothing is wrong with it."""
    if len(call.args) > 1:
        return "numbers without brackets of their own"
    if isinstance(shape, ast.Subscript):
        return _kind_of_part(shape.slice)
    if isinstance(shape, ast.Constant):
        return {str: "a string (text)", type(None): "nothing"}.get(type(shape.value), "a single number")
    if isinstance(shape, ast.BinOp) or (isinstance(shape, ast.Call) and name_called(shape) in ("len", "int", "sum")):
        return "a single number"
    return _kind_of_sequence(shape) if isinstance(shape, ast.Tuple | ast.List) else None


def _kind_of_part(part: ast.expr) -> str | None:
    if isinstance(part, ast.Tuple):
        sliced = any(isinstance(node, ast.Slice) for node in part.elts)
        return "a slice with one comma too many" if sliced else "several entries with commas; " + _NO_SLICE
    return None if isinstance(part, ast.Slice) else "one entry only; " + _NO_SLICE


def _kind_of_sequence(shape: ast.Tuple | ast.List) -> str | None:
    if any(isinstance(node, ast.Constant) and isinstance(node.value, float | str) for node in ast.walk(shape)):
        return "made of decimals or strings (texts)"
    bases = [node.value if isinstance(node, ast.Subscript) else node for node in shape.elts]
    several = [node for node in shape.elts if not isinstance(getattr(node, "slice", None), ast.Constant)]
    if several and any(
        isinstance(base, ast.Tuple | ast.List) or ast.unparse(base).endswith(".shape") for base in bases
    ):
        return "brackets within brackets: leave out the outer ones, and the comma after the inner ones"
    negative = isinstance(shape, ast.Tuple) and any(isinstance(node, ast.UnaryOp) for node in shape.elts)
    return "with a negative number" if negative else None
