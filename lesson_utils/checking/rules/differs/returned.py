"""What a function hands out where a model is wanted: told by its own lines."""

import ast

from lesson_utils.checking.facts.calls import name_called
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.functions import Definition, definition_of
from lesson_utils.checking.facts.lost import swallowing_try
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


def _defined(case: Differing, *labels: str) -> Definition | None:
    """How the answer defines the function, where the difference has one of these labels (any, when none is named)."""
    return definition_of(case.name, case.tree) if not labels or case.label in labels else None


@rule(Stage.DIFFERS, "function-overwritten")
def function_overwritten(case: Differing) -> Finding | None:
    """A later line stores something else under the function's name."""
    again = [node.lineno for node in case.stores if node in case.tree.body]
    defined = _defined(case, "model-not-function", "not-a-function")
    return Finding("function-overwritten", name=case.name, line=again[-1]) if defined and again else None


@rule(Stage.DIFFERS, "calls-itself", explains_itself=True)
def calls_itself(case: Differing) -> Finding | None:
    """A function that never ends because it calls itself."""
    defined = _defined(case, "never-ends")
    itself = [call for call in defined.calls if ast.unparse(call.func) == case.name] if defined else []
    return Finding("calls-itself", line=itself[0].lineno) if itself else None


@rule(Stage.DIFFERS, "async-function")
def async_function(case: Differing) -> Finding | None:
    """`async def`."""
    defined = _defined(case)
    asynchronous = defined is not None and isinstance(defined.node, ast.AsyncFunctionDef)
    return Finding("async-function", name=case.name) if asynchronous else None


@rule(Stage.DIFFERS, "yields")
def yields(case: Differing) -> Finding | None:
    """`yield` for `return`."""
    defined = _defined(case)
    return Finding("yields", name=case.name) if defined and defined.yields else None


@rule(Stage.DIFFERS, "returns-early")
def returns_early(case: Differing) -> Finding | None:
    """A `return` in the middle, so that the one at the end is never reached."""
    defined = _defined(case)
    if defined is None or not (case.label.startswith("returns-") or "part" in case.values):
        return None
    early = next((node for node in defined.node.body[:-1] if isinstance(node, ast.Return)), None)
    last = defined.node.body[-1]
    goes_on = isinstance(last, ast.Return) and last.value is not None
    return Finding("returns-early", line=early.lineno) if early is not None and goes_on else None


@rule(Stage.DIFFERS, "kept-model")
def kept_model(case: Differing) -> Finding | None:
    """`global`: the function keeps its model and hands it out again."""
    defined = _defined(case, "shared-layers", "same-model")
    kept = [name for node in defined.nodes if isinstance(node, ast.Global) for name in node.names] if defined else []
    return Finding("kept-model", name=case.name, found=kept[0]) if kept else None


@rule(Stage.DIFFERS, "returns-outer")
def returns_outer(case: Differing) -> Finding | None:
    """It builds a model under one name and returns another name, which it does not make."""
    defined = _defined(case)
    value = defined.returns[-1].value if defined and defined.returns else None
    if defined is None or not isinstance(value, ast.Name) or value.id in names_bound(defined.node) | {case.name}:
        return None
    models = [
        ast.unparse(node.targets[0])
        for node in defined.nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name_called(node.value) == "Model"
    ]
    return Finding("returns-outer", name=case.name, found=value.id, other=models[-1]) if models else None


@rule(Stage.DIFFERS, "inner-function")
def inner_function(case: Differing) -> Finding | None:
    """The model is made in a function inside the function, which nothing calls."""
    defined = _defined(case, "outer-tensors", "shared-layers")
    inner = defined.inner_not_called if defined else None
    return Finding("inner-function", name=case.name, found=inner) if inner else None


@rule(Stage.DIFFERS, "empty-sequential")
def empty_sequential(case: Differing) -> Finding | None:
    """`Sequential()` to which nothing is added."""
    defined = _defined(case, "model-not-built")
    calls = defined.calls if defined else ()
    empty = any(name_called(call) == "Sequential" and not call.args for call in calls)
    return Finding("empty-sequential") if empty and "add" not in map(name_called, calls) else None


@rule(Stage.DIFFERS, "second-model")
def second_model(case: Differing) -> Finding | None:
    """A model with a name, and then another one without, which is returned."""
    defined = _defined(case, "missing-name")
    models = [call for call in defined.calls if name_called(call) == "Model"] if defined else []
    named = [call for call in models if any(keyword.arg == "name" for keyword in call.keywords)]
    return Finding("second-model", line=models[-1].lineno) if named and models[-1] not in named else None


# ---- nothing is returned ----

_NOTHING = ("returns-nothing", "prints-instead")


@rule(Stage.DIFFERS, "empty-function")
def empty_function(case: Differing) -> Finding | None:
    """`pass`, `...` or a docstring alone."""
    defined = _defined(case, *_NOTHING)
    if defined is None or not all(_does_nothing(node) for node in defined.node.body):
        return None
    return Finding("empty-function", name=case.name)


def _does_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or isinstance(getattr(node, "value", None), ast.Constant)


@rule(Stage.DIFFERS, "hidden-error", explains_itself=True)
def error_hidden_inside(case: Differing) -> Finding | None:
    """A `try` in the function hides what goes wrong."""
    defined = _defined(case, *_NOTHING)
    hiding = swallowing_try(defined.node) if defined else None
    return Finding("hidden-error", line=hiding.lineno) if hiding is not None else None


@rule(Stage.DIFFERS, "returns-method")
def returns_what_a_method_gives(case: Differing) -> Finding | None:
    """`return model.summary()`."""
    called = _last_call_returned(case)
    if called is None or not isinstance(called.func, ast.Attribute) or not called.func.attr.islower():
        return None
    whole = ast.unparse(called.func)
    return Finding("returns-method", name=case.name, found=whole, owner=ast.unparse(called.func.value))


@rule(Stage.DIFFERS, "returns-print")
def returns_print(case: Differing) -> Finding | None:
    """`return print(model)`."""
    called = _last_call_returned(case)
    return Finding("returns-print", name=case.name) if called is not None and name_called(called) == "print" else None


def _last_call_returned(case: Differing) -> ast.Call | None:
    defined = _defined(case, *_NOTHING)
    called = (
        [statement.value for statement in defined.returns if isinstance(statement.value, ast.Call)] if defined else []
    )
    return called[-1] if called else None


@rule(Stage.DIFFERS, "returns-bare")
def bare_return(case: Differing) -> Finding | None:
    """`return` and nothing behind it."""
    defined = _defined(case, *_NOTHING)
    bare = [node.lineno for node in defined.returns if node.value is None] if defined else []
    return Finding("returns-bare", name=case.name, line=bare[0]) if bare else None


@rule(Stage.DIFFERS, "inner-function")
def inner_function_only(case: Differing) -> Finding | None:
    """All the work is done in a function inside the function, which nothing calls."""
    defined = _defined(case, *_NOTHING)
    inner = defined.inner_not_called if defined else None
    return Finding("inner-function", name=case.name, found=inner) if inner else None


@rule(Stage.DIFFERS, "returns-none")
def returns_none(case: Differing) -> Finding | None:
    """`return None`."""
    last = _last_return(case)
    none = last is not None and isinstance(last.value, ast.Constant) and last.value.value is None
    return Finding("returns-none", line=last.lineno) if last is not None and none else None


@rule(Stage.DIFFERS, "emptied-before")
def emptied_before(case: Differing) -> Finding | None:
    """`model = model.compile(…)`: the name that is returned holds nothing any more."""
    defined, last = _defined(case, *_NOTHING), _last_return(case)
    if defined is None or last is None or last.value is None or last not in defined.node.body:
        return None
    name = ast.unparse(last.value)
    stored = [node for node in defined.nodes if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets)]
    if not stored:
        return None
    return Finding("emptied-before", line=stored[-1].lineno, found=ast.unparse(stored[-1].value), name=name)


@rule(Stage.DIFFERS, "return-not-reached")
def return_not_reached(case: Differing) -> Finding | None:
    """There is a `return`, but not on the way that was taken."""
    defined, last = _defined(case, *_NOTHING), _last_return(case)
    return Finding("return-not-reached", name=case.name, line=defined.returns[0].lineno) if defined and last else None


def _last_return(case: Differing) -> ast.Return | None:
    defined = _defined(case, *_NOTHING)
    return defined.returns[-1] if defined and defined.returns else None


# ---- something else is returned ----


def _only_returned(case: Differing) -> ast.expr | None:
    """What the only `return` hands out where that is no model; of several, nobody knows which one was reached."""
    defined = _defined(case, "returns-other")
    return defined.returns[0].value if defined and len(defined.returns) == 1 else None


@rule(Stage.DIFFERS, "returns-with-comma", "returns-several")
def returns_a_tuple(case: Differing) -> Finding | None:
    """`return model,` or `return model, history`."""
    value = _only_returned(case)
    if not isinstance(value, ast.Tuple):
        return None
    label = "returns-with-comma" if len(value.elts) == 1 else "returns-several"
    return Finding(label, name=case.name, found=ast.unparse(value).strip("()"), line=value.lineno)


@rule(Stage.DIFFERS, "returns-text")
def returns_a_text(case: Differing) -> Finding | None:
    """`return "model"`."""
    value = _only_returned(case)
    text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return Finding("returns-text", name=case.name, found=value.value) if text else None  # type: ignore[union-attr]


@rule(Stage.DIFFERS, "returns-itself")
def returns_itself(case: Differing) -> Finding | None:
    """`return create_model`."""
    value = _only_returned(case)
    itself = isinstance(value, ast.Name) and value.id == case.name
    return Finding("returns-itself", name=case.name) if itself else None


@rule(Stage.DIFFERS, "returns-method")
def returns_a_method(case: Differing) -> Finding | None:
    """`return model.summary`."""
    value = _only_returned(case)
    if not isinstance(value, ast.Attribute) or ast.unparse(value).startswith("keras."):
        return None
    return Finding("returns-method", name=case.name, found=ast.unparse(value), owner=ast.unparse(value.value))


@rule(Stage.DIFFERS, "returns-variable")
def returns_another_variable(case: Differing) -> Finding | None:
    """`return x`."""
    value = _only_returned(case)
    if not isinstance(value, ast.Name):
        return None
    return Finding("returns-variable", name=case.name, found=value.id, kind=case.values["found"])
