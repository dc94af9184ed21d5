"""Explain an exception by its type and by the call in the answer's source; Keras' wording is never relied on."""

import ast
import difflib
import inspect
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.source import explain_syntax, targets_of
from lesson_utils.episodes import Challenge, Episode

# What every Keras layer takes besides its own parameters.
_LAYER_KEYWORDS = frozenset(["name", "dtype", "trainable", "autocast", "activity_regularizer", "input_shape"])
_BARE_WORDS = frozenset(["relu", "softmax", "sigmoid", "tanh", "linear", "same", "valid"])


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
    if isinstance(error, NameError):
        return _undefined_name(error, source, namespace, episode, challenge)
    if isinstance(error, AttributeError) and error.name and (misspelt := _misspelt(error)):
        return misspelt
    try:
        tree = ast.parse(source)
    except SyntaxError:
        tree = ast.Module([], [])
    return _suspicious_call(tree, {**namespace, **_locals_where_raised(error)}) or Finding(
        "raised", error=type(error).__name__, says=_first_line(error), line=line_of(error, source)
    )


def line_of(error: BaseException, source: str) -> int:
    """The line of the answer in which an exception arose; 0 when nobody can tell."""
    length = len(source.splitlines())
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith("<") or "ipykernel" in frame.filename]
    lines = [frame.lineno for frame in own if frame.lineno and frame.lineno <= length]
    return lines[-1] if lines else 0


def _first_line(error: BaseException) -> str:
    text = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return text if len(text) <= 100 else text[:97] + "…"


def _undefined_name(
    error: NameError, source: str, namespace: Mapping[str, Any], episode: Episode, challenge: Challenge
) -> Finding:
    name = error.name or ""
    if isinstance(error, UnboundLocalError):
        return Finding("local-before-assignment", name=name or "a name")
    if name in _BARE_WORDS:
        return Finding("missing-quotes", name=name)
    for earlier in reversed([other for other in episode.challenges if other.number < challenge.number]):
        if name in targets_of(earlier.solution or ""):
            return Finding("earlier-not-run", Status.EARLIER_STEP, name=name, challenge=earlier.id)
    if name in episode.given or name in (episode.setup or "").replace("(", " ").replace(",", " ").split():
        return Finding("first-cell-not-run", Status.EARLIER_STEP, name=name)
    close = difflib.get_close_matches(name, [known for known in namespace if not known.startswith("_")], n=1)
    return Finding("misspelt-name", name=name, close=close[0]) if close else Finding("unknown-name", name=name)


def _misspelt(error: AttributeError) -> Finding | None:
    if not inspect.ismodule(error.obj):
        return None
    public = [name for name in dir(error.obj) if not name.startswith("_")]
    lowered = {name.lower(): name for name in public}
    wanted = str(error.name)
    exact = lowered.get(wanted.lower() + "s") or lowered.get(wanted.lower())
    close = [exact] if exact else difflib.get_close_matches(wanted, public, n=1, cutoff=0.6)
    where = error.obj.__name__
    if close:
        return Finding("misspelt-layer", found=f"{where}.{wanted}", close=f"{where}.{close[0]}")
    return Finding("unknown-layer", found=f"{where}.{wanted}", module=where)


def _locals_where_raised(error: BaseException) -> Mapping[str, Any]:
    """The variables of the learner's function in which the exception arose; none when it arose at the top level."""
    places = [frame for frame, _ in traceback.walk_tb(error.__traceback__) if frame.f_code.co_name != "<module>"]
    own = [
        frame for frame in places if frame.f_code.co_filename.startswith("<") or "ipykernel" in frame.f_code.co_filename
    ]
    return own[-1].f_locals if own else {}


def _suspicious_call(tree: ast.AST, namespace: Mapping[str, Any]) -> Finding | None:
    """The first call of the answer that cannot be right, whatever the exception said."""
    for call in _calls(tree):
        called = resolve(call.func, namespace)
        finding = _wrong_arguments(call, called, namespace) if called is not None else None
        finding = finding or _wrong_layer_input(call, namespace) or _wrong_model_ends(call, called, namespace)
        if finding is not None:
            return finding
    return None


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from sorted(calls, key=lambda call: (call.lineno, call.col_offset, call.end_col_offset or 0))


def resolve(expression: ast.expr, namespace: Mapping[str, Any]) -> object:
    """What a dotted name such as `keras.layers.Conv2D` stands for, without running any of the learner's code."""
    if isinstance(expression, ast.Name):
        return namespace.get(expression.id)
    if isinstance(expression, ast.Attribute):
        owner = resolve(expression.value, namespace)
        return getattr(owner, expression.attr, None) if inspect.ismodule(owner) else None
    return None


def _wrong_arguments(call: ast.Call, called: object, namespace: Mapping[str, Any]) -> Finding | None:
    try:
        parameters = inspect.signature(called).parameters  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    function = ast.unparse(call.func).split(".")[-1]
    named = [name for name, one in parameters.items() if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)]
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    for name in sorted(given - set(named) - _LAYER_KEYWORDS):
        close = difflib.get_close_matches(name, named, n=1, cutoff=0.5)
        if close:
            return Finding("misspelt-argument", function=function, found=name, close=close[0])
        return Finding("unknown-argument", function=function, found=name)
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    bound = dict(zip(named, call.args, strict=False))
    if inspect.isclass(called) and any(_is_tensor(resolve(argument, namespace)) for argument in call.args):
        return Finding("input-in-first-brackets", layer=function, found=ast.unparse(call.args[0]))
    for name, argument in bound.items():
        if _is_word(argument) and name not in ("activation", "padding", "data_format", "name", "dtype", "units"):
            return Finding("argument-in-wrong-place", function=function, found=ast.unparse(argument), setting=name)
    without = [
        name
        for name in named
        if parameters[name].default is parameters[name].empty and name not in bound and name not in given
    ]
    if without and not any(keyword.arg is None for keyword in call.keywords):
        return Finding("missing-argument", function=function, setting=without[0])
    return None


def _is_tensor(value: object) -> bool:
    return hasattr(value, "_keras_history")


def _wrong_model_ends(call: ast.Call, called: object, namespace: Mapping[str, Any]) -> Finding | None:
    """`Model(inputs=…, outputs=…)` whose input is no input layer's result."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    ends = dict(zip(("inputs", "outputs"), call.args, strict=False)) | {k: v for k, v in given.items() if k}
    if getattr(called, "__name__", "") != "Model" or not {"inputs", "outputs"} <= set(ends):
        return None
    start, end = resolve(ends["inputs"], namespace), resolve(ends["outputs"], namespace)
    if not (_is_tensor(start) and _is_tensor(end)) or _is_input(start):
        return None
    return Finding("ends-swapped" if _is_input(end) else "model-starts-late", name=ast.unparse(ends["inputs"]))


def _is_input(tensor: Any) -> bool:
    return type(tensor._keras_history[0]).__name__ == "InputLayer"


def _is_word(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value.isidentifier()


def _wrong_layer_input(call: ast.Call, namespace: Mapping[str, Any]) -> Finding | None:
    """`Layer(...)(something)` where something is not the result of a layer."""
    if not isinstance(call.func, ast.Call):
        return None
    layer = ast.unparse(call.func.func).split(".")[-1]
    if not call.args and not call.keywords:
        return Finding("called-on-nothing", layer=layer)
    argument = call.args[0] if call.args else call.keywords[0].value
    if isinstance(argument, ast.Tuple) or (isinstance(argument, ast.Attribute) and argument.attr == "shape"):
        return Finding("called-on-shape", layer=layer, found=ast.unparse(argument))
    if isinstance(argument, ast.Subscript) and ".shape" in ast.unparse(argument):
        return Finding("called-on-shape", layer=layer, found=ast.unparse(argument))
    if isinstance(argument, ast.Constant):
        return Finding("called-on-value", layer=layer, found=ast.unparse(argument))
    value = resolve(argument, namespace)
    if inspect.isclass(value) or inspect.isfunction(value) or type(value).__module__.startswith("keras.src.layers"):
        return Finding("called-on-layer", layer=layer, found=ast.unparse(argument))
    if isinstance(argument, ast.Call) and inspect.isclass(resolve(argument.func, namespace)):
        return Finding("called-on-layer", layer=layer, found=ast.unparse(argument))
    shape = tuple(getattr(value, "shape", None) or ())
    wanted = {"Conv2D": 4, "MaxPooling2D": 4, "MaxPool2D": 4, "AveragePooling2D": 4}.get(layer)
    if wanted and _is_tensor(value) and len(shape) != wanted:
        return Finding("wrong-rank", layer=layer, name=ast.unparse(argument), found=shape)
    if value is not None and hasattr(value, "dtype") and not _is_tensor(value):
        return Finding("called-on-value", layer=layer, found=ast.unparse(argument))
    return None
