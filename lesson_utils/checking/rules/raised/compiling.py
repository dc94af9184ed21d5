"""Slips in `compile` that Keras refuses with words a novice cannot read, and one optimizer for several models."""

import ast

from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.RAISED, "metrics-not-a-list", explains_itself=True)
def metrics_not_a_list(raised: Raised) -> Finding | None:
    """`metrics=keras.metrics.CategoricalAccuracy()`."""
    for call in _compiles(raised.tree):
        for keyword in call.keywords:
            if keyword.arg == "metrics" and _is_one_metric(keyword.value, raised):
                return Finding("metrics-not-a-list", found=ast.unparse(keyword.value))
    return None


@rule(Stage.RAISED, "not-compiled")
def fit_before_compile(raised: Raised) -> Finding | None:
    """`fit` of a model that nobody has compiled."""
    for call in calls_of(raised.tree):
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("fit", "evaluate"):
            continue
        name = ast.unparse(call.func.value)
        model = raised.answer.variables.get(name)
        if is_model(model) and not getattr(model, "compiled", False):
            return Finding("not-compiled", name=name)
    return None


@rule(Stage.RAISED, "optimizer-shared", explains_itself=True)
def optimizer_shared(raised: Raised) -> Finding | None:
    """An optimizer that is made once, above the loop, and given to every model."""
    outside = {
        ast.unparse(one.target)
        for one in raised.statements
        if one.target is not None and one.loop is None and _makes_an_optimizer(one.value, raised)
    }
    inside = {name for one in raised.statements if one.loop is not None for name in one.stores}
    for call in (call for one in raised.statements if one.loop is not None for call in _compiles(one.node)):
        for keyword in call.keywords:
            name = ast.unparse(keyword.value)
            if keyword.arg == "optimizer" and name in outside - inside:
                return Finding("optimizer-shared", name=name)
    return None


def _compiles(code: ast.AST) -> list[ast.Call]:
    calls = calls_of(code)
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "compile"]


def _is_one_metric(value: ast.expr, raised: Raised) -> bool:
    import keras

    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    if isinstance(value, ast.Name):
        return isinstance(raised.answer.variables.get(value.id), str | keras.Metric)
    made = resolve(value.func, raised.answer.variables) if isinstance(value, ast.Call) else None
    return isinstance(made, type) and issubclass(made, keras.Metric)


def _makes_an_optimizer(value: ast.expr | None, raised: Raised) -> bool:
    import keras

    if not isinstance(value, ast.Call):
        return False
    made = resolve(value.func, raised.answer.variables)
    is_class = isinstance(made, type) and issubclass(made, keras.Optimizer)
    return is_class or (name_called(value) == "get" and "optimizers" in ast.unparse(value.func))
