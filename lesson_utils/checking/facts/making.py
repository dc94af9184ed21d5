"""What a piece of an answer makes when nothing but Keras layers is called in it: then it can be made once more."""

import ast
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer_class
from lesson_utils.checking.facts.calls import Variables, calls_of, resolve
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import TookTooLong, within_limits

_PLAIN: tuple[type, ...] = (ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.List, ast.Subscript, ast.Slice)
_PLAIN += (ast.Call, ast.keyword, ast.expr_context, ast.operator, ast.unaryop, ast.BinOp, ast.UnaryOp)


def makes_only_layers(expression: ast.expr, variables: Variables) -> bool:
    """Whether an expression calls nothing but Keras' layers, so that it does the same whenever it is run."""
    plain = all(isinstance(part, _PLAIN) for part in ast.walk(expression))
    return plain and all(is_of_keras(call.func, variables) for call in calls_of(expression))


def is_of_keras(called: ast.expr, variables: Variables) -> bool:
    """A layer class or `Input`, or such a call called again: `Dense(…)(x)`."""
    if isinstance(called, ast.Call):
        return is_layer_class(resolve(called.func, variables))
    made = resolve(called, variables)
    return is_layer_class(made) or getattr(made, "__name__", "") == "Input"


def made_by(expression: ast.expr, variables: Variables) -> Any:
    """What a name holds, or an expression of Keras' layers makes; None for any other, and where it raises."""
    if not isinstance(expression, ast.Call):
        return resolve(expression, variables)
    if not makes_only_layers(expression, variables):
        return None
    code = compile(ast.Expression(expression), "<answer>", "eval")
    try:
        with untouched():
            return within_limits(lambda: eval(code, dict(variables)), numbers=False)
    except (Exception, TookTooLong):  # noqa: BLE001 - it is this that raises
        return None
