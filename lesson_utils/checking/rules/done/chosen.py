"""The best setting: chosen by its number, or only right by chance; and a list of the settings themselves."""

import ast
import contextlib

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.loops import fillings_of, loop_names
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

ORDERING = frozenset(["min", "max", "sorted"])


@rule(
    Stage.DONE,
    *("chosen-by-hand", "last-of-the-loop", "key-compares-other", "chosen-by-chance", "right-by-chance"),
    explains_itself=True,
)
def chosen_by_chance(answer: Answer) -> Finding | None:
    """`min(losses)` of a dictionary: the first name of the alphabet, which may happen to be the best."""
    trainings = answer.trainings
    for statement in statements_of(answer.solution) if trainings is not None else ():
        name = ast.unparse(statement.target) if statement.target is not None else ""
        found = trainings.found.variables.get(name)  # type: ignore[union-attr]
        if statement.loop is not None or name not in answer.targets or not isinstance(found, str):
            continue
        with contextlib.suppress(Exception):  # the answer has named its losses otherwise
            chosen = eval(ast.unparse(statement.value or statement.node), dict(trainings.found.variables))  # type: ignore[union-attr]
            if chosen != found:
                return _how_chosen(name, answer)
    return None


def _how_chosen(name: str, answer: Answer) -> Finding:
    stored = [one for one in answer.statements if one.assigns(name)]
    if stored and (told := by_hand(name, stored[-1], answer.tree)):
        return told
    calls = calls_of(stored[-1].value) if stored and stored[-1].value is not None else ()
    ordering = [call for call in calls if name_called(call) in ORDERING]
    keys = [(call, one.value) for call in ordering for one in call.keywords if one.arg == "key"]
    if keys:
        return Finding("key-compares-other", function=name_called(keys[0][0]), found=ast.unparse(keys[0][1]))
    return Finding("chosen-by-chance" if ordering else "right-by-chance", name=name)


def by_hand(name: str, statement: Statement, tree: ast.AST | None) -> Finding | None:
    """The finding for a line that stores a text of its own, or a loop's variable, where something is to be chosen."""
    value = statement.value
    if any(isinstance(node, ast.If | ast.While | ast.Try) for node in statement.inside):
        return None
    if isinstance(value, ast.Constant):
        return Finding("chosen-by-hand", name=name, line=statement.line)
    if isinstance(value, ast.Name) and value.id in loop_names(tree):
        return Finding("last-of-the-loop", name=name, found=value.id, line=statement.line)
    return None


@rule(Stage.DONE, "settings-kept", explains_itself=True)
def settings_kept(answer: Answer) -> Finding | None:
    """`losses.append(rate)`: the settings, where the numbers that came of them were to be kept."""
    names = loop_names(answer.tree)
    for name in answer.targets:
        expected = {ast.unparse(one.value) for one in fillings_of(name, answer.solution) if one.value is not None}
        for one in fillings_of(name, answer.tree) if not expected & set(loop_names(answer.solution)) else ():
            if expected and isinstance(one.value, ast.Name) and one.value.id in names:
                return Finding("settings-kept", name=name, found=one.value.id, line=one.statement.line)
    return None
