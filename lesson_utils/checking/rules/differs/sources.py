"""What a result is made of: other data than the task's, one object under two names, parameters that nobody reads."""

import ast
import builtins

import numpy as np

from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.comparing.kinds import family_of
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.functions import definition_of
from lesson_utils.checking.facts.source import names_bound, names_needed
from lesson_utils.checking.facts.statements import Statement, nodes_of, statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "one-under-two-names", explains_itself=True)
def one_under_two_names(case: Differing) -> Finding | None:
    """`train_counts = val_counts = np.zeros(10)`, and then both are filled."""
    for statement in case.answer.statements:
        stored = [*getattr(statement.node, "targets", ()), statement.value]
        names = [one.id for one in stored if isinstance(one, ast.Name)]
        others = [name for name in names if name != case.name and name in case.answer.targets]
        if not statement.stores or case.name not in names or not others:
            continue
        same = case.answer.variables.get(others[0]) is case.found
        later = [one for one in case.answer.statements if one.line > statement.line]
        if same and any(_filled_by(one) & set(names) for one in later):
            return Finding("one-under-two-names", name=case.name, other=others[0], line=statement.line)
    return None


@rule(Stage.DIFFERS, "made-without", explains_itself=True)
def made_without(case: Differing) -> Finding | None:
    """`val_counts = train_counts / 4`: nothing of the validation labels goes into it."""
    if family_of(case.expected) != "array" or case.label == "wrong-type" or case.last_stored is None:
        return None
    asked = [one for one in statements_of(case.answer.solution) if one.assigns(case.name) and not one.inside]
    arrays = {name for one in asked for name in one.reads if _is_array(name, case)}
    if len(arrays) != 1:
        return None
    read = _sources(case)
    if read is None or read & arrays:
        return None
    return Finding("made-without", name=case.name, line=case.last_stored.lineno, expected=min(arrays))


@rule(Stage.DIFFERS, "parameter-unread", explains_itself=True)
def parameter_unread(case: Differing) -> Finding | None:
    """`def prepare_dataset(images, labels):`, and the body works on `train_images`, the notebook's own."""
    definition = definition_of(case.name, case.tree)
    if definition is None or not is_function(case.expected):
        return None
    read = {node.id for node in nodes_of(definition.node, ast.Name) if isinstance(node.ctx, ast.Load)}
    unread = [one.arg for one in definition.node.args.args if one.arg not in read]
    outside = names_needed(ast.unparse(definition.node)) - names_needed(ast.unparse(case.answer.solution))
    arrays = sorted(name for name in outside if _is_array(name, case))
    if not unread or not arrays:
        return None
    return Finding("parameter-unread", name=case.name, parameter=unread[0], found=arrays[0])


def _is_array(name: str, case: Differing) -> bool:
    """Whether a name holds an array; by its type alone, since an object of the learner's may answer anything."""
    return issubclass(type(case.answer.variables.get(name)), np.ndarray)


def _sources(case: Differing) -> set[str] | None:
    """All names of data that a value is made of; None where it is made of something that this cell does not show."""
    if any(isinstance(node, ast.FunctionDef | ast.Lambda) for node in nodes_of(case.tree, ast.AST)):
        return None
    known = {*case.answer.episode.given, *names_bound(ast.parse(case.answer.episode.setup or "")), *dir(builtins)}
    names, before = {case.name}, set[str]()
    while names != before:
        before = set(names)
        for one in case.answer.statements:
            if (one.stores | _filled_by(one)) & names:
                names |= one.reads
    own = {name for one in case.answer.statements for name in one.stores}
    return names if names <= known | own else None


def _filled_by(statement: Statement) -> set[str]:
    """The names whose insides a statement changes: `counts += row`, `counts[place] = 1`, `counts.append(row)`."""
    node = statement.node
    if isinstance(node, ast.AugAssign):
        places: list[ast.expr] = [node.target]
    elif isinstance(node, ast.Assign):
        places = [one for one in node.targets if not isinstance(one, ast.Name)]
    else:
        call = node.value if isinstance(node, ast.Expr) else None
        places = [call.func] if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else []
    return {name.id for place in places for name in ast.walk(place) if isinstance(name, ast.Name)}
