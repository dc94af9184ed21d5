"""Explain an exception by its type and by the call in the answer's source; Keras' wording is never relied on."""

import ast
import re
import sysconfig
import traceback
from pathlib import Path
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.cases import Raised
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.wiring import layer_calls, starts_late
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.attributes import misspelt_attribute, misspelt_import
from lesson_utils.checking.rules.raised.names import undefined_name
from lesson_utils.checking.rules.raised.suspects import suspicious_call
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.written.syntax import explain_syntax

_PACKAGE = str(Path(__file__).parents[2])
_MOST_READ = 2000  # characters of an error's text; some write out all that they were given
_NOT_THE_LEARNERS = (_PACKAGE, *(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib")))


@rule(Stage.RAISED)
def explained(raised: Raised) -> Finding | None:
    """The mistake behind an exception."""
    return explain_exception(raised.error, raised.answer)


def explain_exception(error: BaseException, answer: Answer) -> Finding:
    """The finding for a cell that raised, or for a function in it that did so when it was called."""
    source = answer.source or ""
    if isinstance(error, SyntaxError):
        return explain_syntax(error, source)
    if isinstance(error, KeyboardInterrupt):
        return Finding("interrupted")
    tree = answer.tree or ast.Module([], [])
    variables = _variables_where_raised(error, answer.variables)
    line = line_of(error, source)
    finding = _stray_comma(tree, line, variables) or _own_stop(error, tree, line)
    if isinstance(error, NameError):
        finding = finding or _compared_argument(error, tree)
        finding = finding or undefined_name(error, line, tree, variables, answer)
    elif isinstance(error, AttributeError) and error.name:
        finding = finding or misspelt_attribute(error, tree, answer)
    elif isinstance(error, ImportError):
        finding = finding or misspelt_import(error, tree)
    return finding or _by_its_calls(error, tree, variables, line, answer)


def _by_its_calls(error: BaseException, tree: ast.Module, variables: Variables, line: int, answer: Answer) -> Finding:
    solution = answer.solution
    slip = _several_names(tree, line) or _not_asked_yet(tree, line, answer.challenge.solution or "")
    if slip is not None:
        return slip
    finding = suspicious_call(tree, variables, line, solution)
    if finding is not None and finding.label in ("wrong-rank", "flat-too-early", "wrong-value"):
        finding = _layers_in_a_list(tree, line) or _too_many_rounds(tree, line, answer) or finding
        lost = lost_result(tree, kept=answer.targets)
        aside = lost is not None and lost.label == "line-stored-aside" and int(str(lost.values["line"])) < line
        if lost is not None and aside and finding.label == "wrong-rank":
            return lost
    late = starts_late(tree, solution)
    if late and (finding is None or finding.label == "wrong-rank"):
        return Finding("starts-late", found=late[0], expected=late[1])
    if finding is None or finding.label in ("wrong-rank", "missing-argument"):
        explained = isinstance(error, ValueError | TypeError | AttributeError)
        if explained and tree.body and answer.targets and not set(answer.targets) & names_bound(tree):
            return Finding("not-stored", name=min(answer.targets))
    if finding is None and "{{" in str(error):  # TensorFlow's own language
        finding = Finding("raised-inside", error=type(error).__name__, line=line)
    if finding is not None:
        return finding
    says = _first_line(error)
    if not says:
        return Finding("raised-silently", error=type(error).__name__, line=line)
    return Finding("raised", error=type(error).__name__, says=says, line=line)


def _several_names(tree: ast.Module, line: int) -> Finding | None:
    """`x, _ = Layer(...)(y)`: a layer's result cannot be taken apart."""
    for node in ast.walk(tree):
        target = node.targets[0] if isinstance(node, ast.Assign) and node.lineno == line else None
        layered = isinstance(getattr(node, "value", None), ast.Call) and isinstance(node.value.func, ast.Call)  # type: ignore[attr-defined]
        if isinstance(target, ast.Tuple | ast.List) and layered:
            return Finding("two-names", line=line, found=", ".join(map(ast.unparse, target.elts)))
    return None


def _layers_in_a_list(tree: ast.Module, line: int) -> Finding | None:
    """`x = [Layer(...)(y), Layer(...)(x)]`: no layer in it can read the one before."""
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign) else None
        here = node.lineno <= line <= (node.end_lineno or line)
        if here and isinstance(value, ast.List | ast.Tuple) and len(layer_calls(value)) > 1:
            return Finding("layers-in-a-list", line=node.lineno)
    return None


def _too_many_rounds(tree: ast.Module, line: int, answer: Answer) -> Finding | None:
    """A loop over more numbers than the task asks for layers: `for n in range(16, 32)`."""
    for loop in (one for one in ast.walk(tree) if isinstance(one, ast.For)):
        if not loop.lineno < line <= (loop.end_lineno or line):
            continue
        rounds = _range_of(loop.iter)
        made, asked = layer_calls(loop), layer_calls(answer.solution)
        wanted = max([[one.layer for one in asked].count(mine.layer) for mine in made], default=len(asked))
        if len(rounds) > wanted > 0:
            return Finding("extra-round", layer=made[0].layer if made else "layer", line=loop.lineno)
    return None


def _range_of(iterated: ast.expr) -> range:
    """What `range(16, 32)` runs through; nothing for any other expression."""
    try:
        written = isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range"
        return range(*map(ast.literal_eval, iterated.args)) if written else range(0)  # type: ignore[attr-defined]
    except (ValueError, TypeError):
        return range(0)


def _not_asked_yet(tree: ast.Module, line: int, solution: str) -> Finding | None:
    """A model is trained or used in a cell that should only build it."""
    for call in ast.walk(tree):
        method = call.func.attr if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""
        if method in _USES_OF_A_MODEL and call.lineno == line and f".{method}(" not in solution:  # type: ignore[attr-defined]
            return Finding("not-asked-yet", line=line, found=method)
    return None


_USES_OF_A_MODEL = ("fit", "evaluate", "predict", "train_on_batch")


def line_of(error: BaseException, source: str) -> int:
    """The line of the answer in which an exception arose; 0 when nobody can tell."""
    length = len(source.splitlines())
    lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if _is_learners(frame)]
    return lines[-1] if lines and lines[-1] <= length else 0


def _is_learners(frame: Any) -> bool:
    return not frame.f_code.co_filename.startswith(_NOT_THE_LEARNERS)


def locals_where_raised(error: BaseException) -> Variables:
    """The variables of the learner's function in which the exception arose; none when it arose at the top level."""
    frame = _learners_function(error)
    return frame.f_locals if frame is not None else {}


def _variables_where_raised(error: BaseException, namespace: Variables) -> Variables:
    """The variables that the line saw: a function's own names hide those outside, even before they are made."""
    frame = _learners_function(error)
    if frame is None:
        return namespace
    hidden = set(frame.f_code.co_varnames)
    return {name: value for name, value in namespace.items() if name not in hidden} | dict(frame.f_locals)


def _learners_function(error: BaseException) -> Any:
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__) if _is_learners(frame)]
    return frames[-1] if frames and frames[-1].f_code.co_name != "<module>" else None


def _first_line(error: BaseException) -> str:
    text = next((line.strip() for line in str(error)[:_MOST_READ].splitlines() if line.strip()), "")
    text = re.sub(r"\(?(?:/|[A-Z]:\\)[\w./\\ -]+\)?", "…", text)  # a path of this computer helps nobody
    return text[:97] + "…" if len(text) > 100 else text


def _own_stop(error: BaseException, tree: ast.Module, line: int) -> Finding | None:
    """The answer stops itself: by `raise`, `assert`, `exit()`, or by calling itself for ever."""
    if isinstance(error, SystemExit):
        return Finding("own-exit", line=line)
    if isinstance(error, RecursionError):
        return Finding("calls-itself", line=line)
    there = [node for node in ast.walk(tree) if getattr(node, "lineno", None) == line]
    if any(isinstance(node, ast.Raise) for node in there):
        return Finding("own-raise", line=line, error=type(error).__name__)
    if isinstance(error, AssertionError) and any(isinstance(node, ast.Assert) for node in there):
        return Finding("own-assert", line=line)
    return None


def _stray_comma(tree: ast.Module, line: int, variables: Variables) -> Finding | None:
    """`x = Layer(...)(y),` stores a tuple, and a later line stumbles over it."""
    names = [one for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]
    read = {one.id for one in names if one.lineno == line or not line}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
            name = ast.unparse(node.targets[0])
            if name in read and (isinstance(variables.get(name), tuple) or isinstance(node.value.elts[0], ast.Call)):
                return Finding("stray-comma", name=name, line=node.lineno)
    return None


def _compared_argument(error: NameError, tree: ast.Module) -> Finding | None:
    """`Conv2D(filters == 16)`, `model == keras.Model()`: compared where it should be named or stored."""
    for node in ast.walk(tree):
        compared = isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare)
        if compared and getattr(node.value.left, "id", None) == error.name:  # type: ignore[attr-defined]
            return Finding("compares", line=node.lineno, name=error.name, aim="store a value")  # type: ignore[attr-defined]
    for call in ast.walk(tree):
        for argument in call.args if isinstance(call, ast.Call) else ():
            if isinstance(argument, ast.Compare) and getattr(argument.left, "id", None) == error.name:
                return Finding("compares", line=argument.lineno, name=error.name, aim="name an argument")
    return None
