"""Slips in `compile` that Keras refuses with words a novice cannot read, and one optimizer for several models."""

import ast
import difflib

from lesson_utils.checking.comparing.compiled import COMPILED, compare_compiled
from lesson_utils.checking.comparing.kinds import is_model, public_names
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.statements import statements_of
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
        if call.lineno > raised.line > 0:
            continue  # not reached: a line above it stopped the cell
        name = ast.unparse(call.func.value)
        model = raised.answer.variables.get(name)
        if is_model(model) and not getattr(model, "compiled", False):
            return Finding("not-compiled", name=name)
    return None


@rule(Stage.RAISED, "compile-stored", explains_itself=True)
def compile_stored(raised: Raised) -> Finding | None:
    """`model = model.compile(…)`, and the next line uses `model`."""
    error = raised.error
    nothing = isinstance(error, AttributeError) and error.obj is None
    return compile_stored_in(raised.tree) if nothing else None


def compile_stored_in(tree: ast.Module) -> Finding | None:
    """The finding for a line that stores what `compile` returns: nothing."""
    for statement in statements_of(tree):
        call = statement.value if isinstance(statement.target, ast.Name) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            inside = any(isinstance(one, ast.FunctionDef) for one in statement.inside)
            again = "" if inside else ", and make the model again first"
            return Finding("compile-stored", name=ast.unparse(statement.target), line=statement.line, again=again)  # type: ignore[arg-type]
    return None


@rule(Stage.RAISED, "text-for-optimizer", "loss-for-optimizer", "expression-in-quotes", explains_itself=True)
def unknown_optimizer(raised: Raised) -> Finding | None:
    """`optimizer="adm"`, `optimizer="keras.optimizers.Adam()"`, `compile("categorical_crossentropy", "adam")`."""
    import keras

    known = [name.lower() for name in public_names(keras, "optimizers") if name[0].isupper()]
    losses = [name.lower().replace("_", "") for name in public_names(keras, "losses")]
    for value in _optimizers_given(raised.tree):
        text = value.value if isinstance(value, ast.Constant) else None
        if not isinstance(text, str) or text.lower() in known:
            continue
        if "." in text or "(" in text:
            return Finding("expression-in-quotes", found=text)
        if text.lower().replace("_", "") in losses:
            return Finding("loss-for-optimizer", found=text)
        close = difflib.get_close_matches(text.lower(), known, n=1, cutoff=0.5)
        return Finding("text-for-optimizer", found=text, close=close[0] if close else "adam")
    return None


@rule(Stage.RAISED, "class-for-object", explains_itself=True)
def class_for_an_optimizer(raised: Raised) -> Finding | None:
    """`optimizer=keras.optimizers.Adam`, without brackets."""
    for value in _optimizers_given(raised.tree):
        if _is_an_optimizer_class(value, raised):
            return Finding("class-for-object", found=ast.unparse(value), line=value.lineno)
    return None


@rule(Stage.RAISED, *COMPILED, explains_itself=True)
def compiled_otherwise(raised: Raised) -> Finding | None:
    """A loss or metrics that do not fit: Keras notices only in `fit`, and speaks of ranks and shapes."""
    namespace = raised.answer.reference.namespace
    for call in raised.calls:
        if not isinstance(call.node.func, ast.Attribute) or call.node.func.attr not in ("fit", "evaluate"):
            continue
        name = ast.unparse(call.node.func.value)
        models = raised.answer.variables.get(name), namespace.get(name)
        finding = compare_compiled(name, *models) if all(map(is_model, models)) else None
        if finding is not None and finding.label in COMPILED:
            return finding
    return None


@rule(Stage.RAISED, "optimizer-borrowed", explains_itself=True)
def optimizer_borrowed(raised: Raised) -> Finding | None:
    """`optimizer=model_intro.optimizer`: it keeps notes on the weights of one model."""
    for value in _optimizers_given(raised.tree):
        if isinstance(value, ast.Attribute) and value.attr == "optimizer":
            return Finding("optimizer-borrowed", found=ast.unparse(value))
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


def _optimizers_given(code: ast.AST) -> list[ast.expr]:
    """What each `compile` is given as its optimizer, by place or by name."""
    given: list[ast.expr] = []
    for call in _compiles(code):
        given += [*call.args[:1], *(one.value for one in call.keywords if one.arg == "optimizer")]
    return given


def _is_one_metric(value: ast.expr, raised: Raised) -> bool:
    import keras

    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    if isinstance(value, ast.Name):
        return isinstance(raised.answer.variables.get(value.id), str | keras.Metric)
    made = resolve(value.func, raised.answer.variables) if isinstance(value, ast.Call) else None
    return isinstance(made, type) and issubclass(made, keras.Metric)


def _makes_an_optimizer(value: ast.expr | None, raised: Raised) -> bool:
    if not isinstance(value, ast.Call):
        return False
    made_by_name = name_called(value) == "get" and "optimizers" in ast.unparse(value.func)
    return made_by_name or _is_an_optimizer_class(value.func, raised)


def _is_an_optimizer_class(value: ast.expr, raised: Raised) -> bool:
    import keras

    found = resolve(value, raised.answer.variables)
    return isinstance(found, type) and issubclass(found, keras.Optimizer)
