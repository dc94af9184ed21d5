"""Exceptions that explain themselves, or that the statement in the line explains before any call in it does."""

import ast
import re

from lesson_utils.checking.facts.calls import calls_of, path_in
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_MOST_READ = 2000  # characters of an error's text; some write out all that they were given
_USES_OF_A_MODEL = ("fit", "evaluate", "predict", "train_on_batch")


@rule(Stage.RAISED, "interrupted")
def interrupted(raised: Raised) -> Finding | None:
    """Somebody pressed stop."""
    return Finding("interrupted") if isinstance(raised.error, KeyboardInterrupt) else None


@rule(Stage.RAISED, "stray-comma", explains_itself=True)
def stray_comma(raised: Raised) -> Finding | None:
    """`x = Layer(...)(y),` stores a tuple, and a later line stumbles over it."""
    line, variables = raised.line, raised.variables
    read = {name for statement in raised.statements if statement.covers(line) or not line for name in statement.reads}
    for statement in raised.statements:
        if not isinstance(statement.node, ast.Assign) or not isinstance(statement.value, ast.Tuple):
            continue
        name = ast.unparse(statement.node.targets[0])
        made = len(statement.value.elts) == 1 and isinstance(statement.value.elts[0], ast.Call)
        alone = len(statement.value.elts) == 1 and isinstance(variables.get(name), tuple)
        if name in read and (made or alone):
            return Finding("stray-comma", name=name, line=statement.line)
    return None


@rule(Stage.RAISED, "own-exit", explains_itself=True)
def own_exit(raised: Raised) -> Finding | None:
    """`exit()`."""
    return Finding("own-exit", line=raised.line) if isinstance(raised.error, SystemExit) else None


@rule(Stage.RAISED, "calls-itself", explains_itself=True)
def calls_itself(raised: Raised) -> Finding | None:
    """A function that calls itself for ever."""
    return Finding("calls-itself", line=raised.line) if isinstance(raised.error, RecursionError) else None


@rule(Stage.RAISED, "own-raise", explains_itself=True)
def own_raise(raised: Raised) -> Finding | None:
    """`raise`."""
    error = type(raised.error).__name__
    return Finding("own-raise", line=raised.line, error=error) if _is_there(raised, ast.Raise) else None


@rule(Stage.RAISED, "own-assert", explains_itself=True)
def own_assert(raised: Raised) -> Finding | None:
    """`assert`."""
    own = isinstance(raised.error, AssertionError) and _is_there(raised, ast.Assert)
    return Finding("own-assert", line=raised.line) if own else None


def _is_there(raised: Raised, kind: type[ast.stmt]) -> bool:
    return any(isinstance(statement.node, kind) and statement.line == raised.line for statement in raised.statements)


@rule(Stage.RAISED, "two-names")
def two_names(raised: Raised) -> Finding | None:
    """`x, _ = Layer(...)(y)`: a layer's result cannot be taken apart."""
    for statement in raised.statements:
        target = statement.target if statement.line == raised.line else None
        layered = isinstance(statement.value, ast.Call) and isinstance(statement.value.func, ast.Call)
        if isinstance(target, ast.Tuple | ast.List) and layered:
            return Finding("two-names", line=raised.line, found=", ".join(map(ast.unparse, target.elts)))
    return None


@rule(Stage.RAISED, "other-file", explains_itself=True)
def other_file(raised: Raised) -> Finding | None:
    """`save("fit_output/model.keras")`: a path that differs from the solution's, in a call of the same name."""
    asked = {call.func.attr: path for call in calls_of(raised.answer.solution) if (path := path_in(call))}  # type: ignore[attr-defined]
    for call in raised.calls:
        path = path_in(call.node)
        expected = asked.get(call.node.func.attr) if path else None  # type: ignore[attr-defined]
        if path and expected and path != expected:
            return Finding("other-file", function=call.name, found=path, expected=expected)
    return None


@rule(Stage.RAISED, "not-asked-yet")
def not_asked_yet(raised: Raised) -> Finding | None:
    """A model is trained or used in a cell that should only build it."""
    solution = raised.answer.challenge.solution or ""
    for call in raised.calls:
        method = call.node.func.attr if isinstance(call.node.func, ast.Attribute) else ""
        if method in _USES_OF_A_MODEL and call.node.lineno == raised.line and f".{method}(" not in solution:
            return Finding("not-asked-yet", line=raised.line, found=method)
    return None


# ---- what is left to say where nothing else explains an exception ----


@rule(Stage.UNEXPLAINED, "raised-inside")
def raised_inside_tensorflow(raised: Raised) -> Finding | None:
    """An error in TensorFlow's own language, which helps nobody."""
    error = type(raised.error).__name__
    return Finding("raised-inside", error=error, line=raised.line) if "{{" in str(raised.error) else None


@rule(Stage.UNEXPLAINED, "raised-silently")
def raised_silently(raised: Raised) -> Finding | None:
    """An error without a word."""
    silent = not _first_line(raised.error)
    return Finding("raised-silently", error=type(raised.error).__name__, line=raised.line) if silent else None


@rule(Stage.UNEXPLAINED, "function-raised")
def function_raised(raised: Raised) -> Finding | None:
    """An error in a function, in Python's own words."""
    error, says = type(raised.error).__name__, _first_line(raised.error)
    name = raised.function
    return Finding("function-raised", error=error, says=says, line=raised.line, name=name) if name else None


@rule(Stage.UNEXPLAINED, "raised")
def just_raised(raised: Raised) -> Finding | None:
    """An error in Python's own words."""
    return Finding("raised", error=type(raised.error).__name__, says=_first_line(raised.error), line=raised.line)


def _first_line(error: BaseException) -> str:
    text = next((line.strip() for line in str(error)[:_MOST_READ].splitlines() if line.strip()), "")
    text = re.sub(r"\(?(?<![\w.])(?:/|[A-Z]:\\)[\w./\\ -]+\)?", "…", text)  # a path of this computer helps nobody
    return text[:97] + "…" if len(text) > 100 else text
