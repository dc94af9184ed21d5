"""Why an answer that ran left nothing, or nothing new, in the variable it was to fill."""

import ast
import inspect
from collections.abc import Iterable

from lesson_utils.checking.comparing.kinds import is_layer
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables, calls_of, name_called
from lesson_utils.checking.facts.cases import Stored
from lesson_utils.checking.facts.lost import never_called, swallowing_try
from lesson_utils.checking.facts.reference import Reference
from lesson_utils.checking.facts.source import line_commented_out, names_bound, names_stored
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.differs.returned import silent_function
from lesson_utils.checking.rules.earlier.states import own_layer, result_elsewhere
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor


@rule(Stage.STORED)
def not_filled(stored: Stored) -> Finding | None:
    """Why a name that the answer was to fill holds nothing, or nothing new."""
    name, answer = stored.name, stored.answer
    tree = answer.tree
    if tree is None or (name not in answer.variables and name in names_stored(tree)):
        return why_not_there(name, answer)
    line = None if name in names_bound(tree) else line_commented_out(answer.source or "", (name,))
    if line is not None:
        return Finding("commented-out", Status.NOT_ATTEMPTED, line=line)
    return why_not_stored(name, tree, answer)


def was_stored(name: str, tree: ast.AST, before: Variables | None, variables: Variables) -> bool:
    """Whether the answer put something into a name: by the variables where they tell, else by its source."""
    value = variables.get(name)
    if before is None or value is None:
        return name in names_stored(tree)
    unchanged = value is before.get(name)
    return not unchanged or (name in names_stored(tree) and not is_tensor(value))


def why_not_there(name: str, answer: Answer) -> Finding:
    """The finding for a variable that should be there after the answer ran, and is not."""
    tree = answer.tree
    if tree is None:
        return Finding("not-run", Status.NOT_ATTEMPTED, name=name)
    hidden = _hidden_by_a_try(tree, answer)
    if hidden is not None:
        return hidden
    for node in ast.walk(tree):
        if isinstance(node, ast.Delete) and name in map(ast.unparse, node.targets):
            return Finding("deleted", name=name, line=node.lineno)
    unused = never_called(tree, {name})
    if unused:
        return Finding("never-called", found=unused, name=name)
    unmet = _under_a_condition(name, tree)
    if unmet is None and name in answer.needed and name in answer.reference.makers:
        return Finding("gone", Status.EARLIER_STEP, name=name, restart=answer.reference.makers[name])
    if unmet is None and answer.before is not None:
        return Finding("removed-since", name=name)
    return unmet or Finding("not-there", Status.NOT_ATTEMPTED, name=name)


def _under_a_condition(name: str, tree: ast.Module) -> Finding | None:
    for node in tree.body:
        if isinstance(node, ast.If | ast.For | ast.While) and name in names_bound(node):
            return Finding("condition-not-met", name=name, line=node.lineno)
    return None


def why_not_stored(name: str, tree: ast.Module, answer: Answer) -> Finding:
    """The finding for a variable that this cell did not fill, though it ran."""
    variables, expected = answer.variables, answer.reference.namespace[name]
    if callable(expected) and not is_tensor(expected):
        close = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
        return (
            Finding("other-name", found=close[0], expected=name)
            if close
            else Finding("function-not-defined", name=name)
        )
    hidden = _hidden_by_a_try(tree, answer)
    if hidden is not None:
        return hidden
    unused = never_called(tree, {name})
    if unused:
        return Finding("never-called", found=unused, name=name)
    unmet = _under_a_condition(name, tree)
    if unmet is not None:
        return unmet
    if any(name in names_bound(one) for one in tree.body if isinstance(one, ast.Assign)):
        return Finding("missing-layer", layer=own_layer(answer, expected))
    made = names_bound(tree) - {name}
    other = result_elsewhere(made, variables, expected) or _only(made, variables)
    if other:
        return stored_elsewhere(other, name, answer.reference)
    own_model = next((call for call in calls_of(tree) if name_called(call) in ("Sequential", "add")), None)
    if own_model is not None and is_tensor(expected):
        return Finding("own-model", name="Sequential")
    shown = _shown(tree)
    if shown:
        return Finding("only-printed", name=name, line=shown)
    return call_not_stored(name, tree, variables) or Finding("not-stored", name=name)


def call_not_stored(name: str, tree: ast.Module, variables: Variables) -> Finding | None:
    """The finding for a line that calls the answer's own function or layer by its name and stores nothing."""
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr) else None
        called = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        made = variables.get(called) if called in names_bound(tree) else None
        if inspect.isfunction(made) and silent_function(called, tree):
            return Finding("own-returns-nothing", name=name, found=called)
        if is_layer(made) or inspect.isfunction(made):
            return Finding("call-not-stored", line=node.lineno, found=called, name=name)
    return None


def _shown(tree: ast.AST) -> int | None:
    """The line that hands a layer's result to `print` and nothing else."""
    for call in calls_of(tree):
        made = calls_of(ast.Tuple(call.args)) if name_called(call) == "print" else ()
        if any(isinstance(one.func, ast.Call) or name_called(one) in ("Input", "Model") for one in made):
            return call.lineno
    return None


def stored_elsewhere(other: str, name: str, reference: Reference) -> Finding:
    """The finding for a result under another name; that name may have been an earlier step's, which is lost now."""
    if other in reference.makers:
        return Finding("other-name-overwrites", found=other, expected=name, challenge=reference.makers[other])
    return Finding("other-name" if other.isascii() else "other-alphabet", found=other, expected=name)


def _hidden_by_a_try(tree: ast.Module, answer: Answer) -> Finding | None:
    hiding = swallowing_try(tree)
    if hiding is None:
        return None
    return Finding("hidden-error", line=hiding.lineno)


def _only(names: Iterable[str], variables: Variables) -> str | None:
    """The one name of an answer that holds a layer's result."""
    tensors = [name for name in names if is_tensor(variables.get(name))]
    return tensors[0] if len(tensors) == 1 else None
