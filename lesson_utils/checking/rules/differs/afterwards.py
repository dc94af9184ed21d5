"""Has another cell changed the result since the answer's cell ran? Told by making the cell's result again."""

import ast
import inspect
from types import CodeType
from typing import Any

from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.comparing.graph import Step, steps_to
from lesson_utils.checking.comparing.models import same_numbers
from lesson_utils.checking.comparing.networks import same
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.making import makes_only_layers
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.keras_internals import is_tensor

_ONCE_MORE = "Run this cell once more."


@rule(Stage.DIFFERS, "remade-after", "stacked-after", explains_itself=True)
def changed_since(case: Differing) -> Finding | None:
    """Another cell has replaced the result, or built on it, since the answer's cell ran without an error."""
    name, answer, found = case.name, case.answer, case.found
    before, variables = answer.before, answer.variables
    if before is None or not (is_tensor(case.expected) or is_function(case.expected)):
        return None
    if _redefined(name, case.tree, found):
        return Finding("remade-after", name=name, how=_ONCE_MORE)
    made = _made_again(name, case.tree, before, variables)
    if made is None:
        return None
    steps = _new_steps(found, before) if is_tensor(found) else []
    if _alike(steps, made):
        return None
    restart, start = answer.reference.makers.get(name), answer.reference.start.get(name)
    ready = restart is None or (is_tensor(found) and same(steps_to(found), steps_to(start)))
    how = _ONCE_MORE if ready else f'Go back with catch_up("{restart}"), then run this cell once.'
    if len(steps) > len(made) and _alike(steps[: len(made)], made):
        return _stacked(case, steps[len(made) :], how)
    return Finding("remade-after", name=name, how=how)


def _stacked(case: Differing, added: list[Step], how: str) -> Finding | None:
    """Another cell's steps on top of the answer's own, unless those are wrong: then that comes first."""
    below, wanted = steps_to(case.found)[: -len(added)], steps_to(case.expected)
    result = getattr(below[-1].made_by, "output", None)
    if not (same(below, wanted) or same_numbers(below, wanted, result, case.expected)):
        return None
    return Finding("stacked-after", name=case.name, layer=type(added[0].made_by).__name__, how=how)


def _redefined(name: str, tree: ast.Module, found: Any) -> bool:
    """Whether the answer defines a function of this name, and something else bears the name now."""
    last = next((node for node in reversed(tree.body) if name in names_bound(node)), None)
    if not isinstance(last, ast.FunctionDef) or last.name != name or last.decorator_list:
        return False
    whole = compile(ast.Module([last], []), "<answer>", "exec")
    written = [constant for constant in whole.co_consts if isinstance(constant, CodeType)][-1]
    return not inspect.isfunction(found) or _speaks_of(found.__code__) != _speaks_of(written)


def _speaks_of(code: CodeType) -> tuple[object, ...]:
    """The names and values in a function's code; its instructions depend on what is compiled along with it."""
    constants = [
        _speaks_of(constant) if isinstance(constant, CodeType) else repr(constant) for constant in code.co_consts
    ]
    return code.co_names, code.co_varnames, *constants


def _made_again(name: str, tree: ast.Module, before: Variables, variables: Variables) -> list[Step] | None:
    """The steps that the answer adds, made once more on placeholders; None where that takes more than Keras layers."""
    import keras

    known = {**variables, **before}
    statements = [node for node in tree.body if not isinstance(node, ast.Expr)]
    if not statements or not all(_only_makes_layers(node, known) for node in statements):
        return None
    read = {node.id for node in nodes_of(tree, ast.Name)}
    try:
        with untouched():
            fresh = {
                name: keras.Input(value.shape[1:])
                for name, value in before.items()
                if name in read and is_tensor(value)
            }
            namespace = {**known, **fresh}
            code = compile(ast.Module(statements, []), "<answer>", "exec")
            within_limits(lambda: exec(code, namespace), numbers=False)
            result = namespace.get(name)
            return _new_steps(result, fresh) if is_tensor(result) else None
    except (Exception, TookTooLong):  # noqa: BLE001 - it ran once; if it does not now, nothing can be told
        return None


def _only_makes_layers(node: ast.stmt, variables: Variables) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if not isinstance(node, ast.Assign) or not all(isinstance(target, ast.Name) for target in node.targets):
        return False
    return makes_only_layers(node.value, variables)


def _alike(found: list[Step], made: list[Step]) -> bool:
    """Whether two chains are the same as far as can be told: a layer inside a layer has another name each time."""
    return len(found) == len(made) and all(
        step.matches(other) or (step.kind == other.kind and step.shape == other.shape and _holds_a_layer(step))
        for step, other in zip(found, made, strict=True)
    )


def _holds_a_layer(step: Step) -> bool:
    return any(str(value).startswith("[(") for value in step.settings.values())


def _new_steps(found: Any, before: Variables) -> list[Step]:
    """The steps to a result that were not there before the cell ran."""
    old = {id(step.made_by) for value in before.values() if is_tensor(value) for step in steps_to(value)}
    return [step for step in steps_to(found) if id(step.made_by) not in old]
