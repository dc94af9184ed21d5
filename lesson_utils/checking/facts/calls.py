"""Read the calls in an answer: what is called, and which argument lands in which parameter. Nothing is run."""

import ast
import inspect
import operator
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lesson_utils.checking.comparing.kinds import parameters_of

Variables = Mapping[str, Any]

_ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


class Written(str):
    """A piece of source that stands for a value: shown as it is written, without quotes. Empty: nobody can tell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@lru_cache(maxsize=64)  # the stages of one diagnosis ask the same tree some hundred times
def calls_of(tree: ast.AST) -> tuple[ast.Call, ...]:
    """Every call, from left to right and from top to bottom."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return tuple(sorted(calls, key=lambda call: (call.lineno, call.col_offset, call.end_col_offset or 0)))


def resolve(expression: ast.expr, variables: Variables) -> object:
    """What a dotted name such as `keras.layers.Conv2D` stands for, without running any of the learner's code."""
    if isinstance(expression, ast.Name):
        return variables.get(expression.id)
    if isinstance(expression, ast.Attribute):
        owner = resolve(expression.value, variables)
        return getattr(owner, expression.attr, None) if inspect.ismodule(owner) else None
    return None


def given_by_position(call: ast.Call, called: object) -> dict[str, ast.expr]:
    """The arguments without a name, by the parameter in which each lands."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    named = [name for name, one in parameters_of(called).items() if one.kind in kinds]
    return {} if any(isinstance(one, ast.Starred) for one in call.args) else dict(zip(named, call.args, strict=False))


def arguments_of(call: ast.Call, called: object) -> dict[str, ast.expr]:
    """All the arguments by the name of their parameter."""
    return given_by_position(call, called) | {one.arg: one.value for one in call.keywords if one.arg}


def name_called(call: ast.Call) -> str:
    """The last part of what is called: "Conv2D", also for its second pair of brackets."""
    inner = call.func
    while isinstance(inner, ast.Call):
        inner = inner.func
    return ast.unparse(inner).split(".")[-1]


def path_in(call: ast.Call) -> str:
    """The path that a method or a function of a module is given as its first argument; empty for anything else."""
    first = call.args[0] if call.args and isinstance(call.func, ast.Attribute) else None
    path = first.value if isinstance(first, ast.Constant) else None
    return path if isinstance(path, str) and {".", "/"} & set(path) else ""


def values_given(call: ast.Call, called: object, variables: Variables) -> dict[str, Any]:
    """The arguments' values by parameter; those that cannot be told without running code as `Written` source."""
    return {name: value_of(expression, variables) for name, expression in arguments_of(call, called).items()}


def value_of(expression: ast.expr, variables: Variables) -> Any:
    """A literal, a plain calculation such as `3*3`, or a name that holds a number or text; else `Written` source.

    The source is empty where the value may well be the right one.
    """
    try:
        return ast.literal_eval(expression)
    except (ValueError, TypeError, SyntaxError):
        pass
    if isinstance(expression, ast.BinOp):
        return _calculated(expression)
    held = resolve(expression, variables) if isinstance(expression, ast.Name) else None
    if isinstance(held, int | float | str | tuple | list):
        return held
    makes_no_number = isinstance(expression, ast.Call) and name_called(expression) in ("range", "list", "str", "input")
    return Written(ast.unparse(expression)) if held is not None or makes_no_number else Written()


def _calculated(expression: ast.BinOp) -> Any:
    try:
        left, right = (
            _calculated(side) if isinstance(side, ast.BinOp) else ast.literal_eval(side)
            for side in (expression.left, expression.right)
        )
    except (ValueError, TypeError, SyntaxError):
        return Written()
    numbers = all(isinstance(side, int | float) and abs(side) < 1e6 for side in (left, right))
    if isinstance(expression.op, ast.Pow) and numbers and 0 <= right < 20:
        return left**right
    work = _ARITHMETIC.get(type(expression.op))
    return work(left, right) if work and numbers and not (right == 0 and work is operator.truediv) else Written()
