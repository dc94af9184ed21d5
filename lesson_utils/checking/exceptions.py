"""Explain an exception by its type and by the call in the answer's source; Keras' wording is never relied on."""

import ast
import difflib
import inspect
import re
import sys
import sysconfig
import traceback
from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.calls import suspicious_call
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.source import explain_syntax, names_bound, names_needed, parse_or_none, targets_of
from lesson_utils.checking.wiring import starts_late
from lesson_utils.episodes import Challenge, Episode

_BARE_WORDS = frozenset(["relu", "softmax", "sigmoid", "tanh", "linear", "same", "valid"])
_LIBRARIES = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))


def explain_exception(
    error: BaseException, source: str, namespace: Mapping[str, Any], episode: Episode, challenge: Challenge
) -> Finding:
    """The finding for a cell that raised.

    Parameters
    ----------
    error : BaseException
        What the cell raised.
    source : str
        The cell; may be empty when it is not known.
    namespace : mapping
        The variables after the cell stopped.
    """
    if isinstance(error, SyntaxError):
        return explain_syntax(error, source)
    if isinstance(error, KeyboardInterrupt):
        return Finding("interrupted")
    tree = parse_or_none(source) or ast.Module([], [])
    variables = {**namespace, **locals_where_raised(error)}
    finding = _stray_comma(tree, variables)
    if isinstance(error, NameError):
        finding = finding or _compared_argument(error, tree) or _undefined_name(error, variables, episode, challenge)
    elif isinstance(error, AttributeError) and error.name:
        finding = finding or _misspelt(error, tree)
    elif isinstance(error, ImportError):
        finding = finding or _misspelt_import(tree)
    if finding is not None:
        return finding
    line = line_of(error, source)
    solution = ast.parse(challenge.solution or "")
    finding = suspicious_call(tree, variables, line, solution)
    late = starts_late(tree, solution)
    if late and (finding is None or finding.label == "wrong-rank"):
        return Finding("starts-late", found=late[0], expected=late[1])
    if finding is None or finding.label in ("wrong-rank", "missing-argument"):
        targets = set(targets_of(challenge.solution or ""))
        explained = isinstance(error, ValueError | TypeError | AttributeError)
        if explained and tree.body and not targets & names_bound(tree):
            return Finding("not-stored", name=min(targets))
    if finding is None and "{{" in str(error):  # TensorFlow's own language
        finding = Finding("raised-inside", error=type(error).__name__, line=line)
    return finding or Finding("raised", error=type(error).__name__, says=_first_line(error), line=line)


def line_of(error: BaseException, source: str) -> int:
    """The line of the answer in which an exception arose; 0 when nobody can tell."""
    length = len(source.splitlines())
    lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if _is_learners(frame)]
    return lines[-1] if lines and lines[-1] <= length else 0


def _is_learners(frame: Any) -> bool:
    return not frame.f_code.co_filename.startswith(_LIBRARIES)


def locals_where_raised(error: BaseException) -> Mapping[str, Any]:
    """The variables of the learner's function in which the exception arose; none when it arose at the top level."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__) if _is_learners(frame)]
    return frames[-1].f_locals if frames and frames[-1].f_code.co_name != "<module>" else {}


def _first_line(error: BaseException) -> str:
    text = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return text[:97] + "…" if len(text) > 100 else text or "no further words"


def _stray_comma(tree: ast.Module, namespace: Mapping[str, Any]) -> Finding | None:
    """`x = Layer(...)(y),` stores a tuple, and the next line stumbles over it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
            name = ast.unparse(node.targets[0])
            if isinstance(namespace.get(name), tuple):
                return Finding("stray-comma", name=name)
    return None


def _compared_argument(error: NameError, tree: ast.Module) -> Finding | None:
    """`Conv2D(filters == 16)`: an argument compared where it should be named."""
    for call in ast.walk(tree):
        for argument in call.args if isinstance(call, ast.Call) else ():
            if isinstance(argument, ast.Compare) and getattr(argument.left, "id", None) == error.name:
                return Finding("equals-sign", line=argument.lineno)
    return None


def _undefined_name(error: NameError, namespace: Mapping[str, Any], episode: Episode, challenge: Challenge) -> Finding:
    name = error.name or ""
    if isinstance(error, UnboundLocalError):
        quoted = re.search(r"'(\w+)'", str(error))  # Python 3.11 tells the name only in its words
        return Finding("local-before-assignment", name=name or (quoted[1] if quoted else "a name"))
    solution = ast.parse(challenge.solution or "")
    texts = {
        node.value for node in ast.walk(solution) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    if name in texts:
        return Finding("missing-quotes", name=name)
    if name in targets_of(challenge.solution or "") and any(
        isinstance(node, ast.FunctionDef) for node in solution.body
    ):
        return Finding("not-a-function", name=name, found="not made yet")
    if name.lower() in _BARE_WORDS:
        return Finding("missing-quotes", name=name.lower())
    if name in targets_of(challenge.solution or "") and name not in names_needed(challenge.solution or ""):
        needed = sorted(names_needed(challenge.solution or "") - {"keras"})
        return Finding("target-read", name=name, needed=needed[0] if needed else "keras")
    for earlier in reversed([other for other in episode.challenges if other.number < challenge.number]):
        if name in targets_of(earlier.solution or ""):
            return Finding("earlier-not-run", Status.EARLIER_STEP, name=name, challenge=earlier.id)
    made_first = names_bound(ast.parse(episode.setup or "import keras"))
    if name in episode.given or name in made_first:
        return Finding("first-cell-not-run", Status.EARLIER_STEP, name=name)
    for module in ("keras", "keras.layers"):
        if name in _public(namespace.get("keras"), *module.split(".")[1:]):
            return Finding("missing-prefix", found=name, module=module)
    close = difflib.get_close_matches(name, [known for known in namespace if not known.startswith("_")], n=1)
    return Finding("misspelt-name", name=name, close=close[0]) if close else Finding("unknown-name", name=name)


def _misspelt(error: AttributeError, tree: ast.Module) -> Finding | None:
    wanted = str(error.name)
    written = next((one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == wanted), None)
    if written is None:
        return None  # raised inside a library: not the learner's spelling
    public = [name for name in dir(error.obj) if not name.startswith("_")]
    lowered = {name.lower(): name for name in public}
    where = ast.unparse(written.value)
    if where == "keras" and wanted in _public(error.obj, "layers"):
        return Finding("misspelt-layer", found=f"keras.{wanted}", close=f"keras.layers.{wanted}")
    exact = lowered.get(wanted.lower() + "s") or lowered.get(wanted.lower())
    ours = "keras" in where.split(".")  # elsewhere the public names are too many for a loose guess to help
    guesses = difflib.get_close_matches(wanted, public, n=5, cutoff=0.6 if ours else 0.8)
    close = [exact] if exact else sorted(guesses, key=lambda guess: "2D" not in guess)[:1]
    if close:
        return Finding("misspelt-layer", found=f"{where}.{wanted}", close=f"{where}.{close[0]}")
    return Finding("unknown-layer", found=f"{where}.{wanted}")


def _misspelt_import(tree: ast.Module) -> Finding | None:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module not in sys.modules:
            continue
        module = sys.modules[node.module]
        for alias in node.names:
            close = difflib.get_close_matches(alias.name, _public(module), n=1, cutoff=0.6)
            if not hasattr(module, alias.name) and close:
                return Finding("misspelt-layer", found=f"{node.module}.{alias.name}", close=f"{node.module}.{close[0]}")
    return None


def _public(module: object, *path: str) -> list[str]:
    for name in path:
        module = getattr(module, name, None)
    return [name for name in dir(module) if not name.startswith("_")] if inspect.ismodule(module) else []
