"""The first brackets of a call: settings by a name or with a value that cannot be right."""

import ast
import difflib
import inspect
from collections.abc import Iterator

from lesson_utils.checking.comparing.kinds import is_layer_class, parameters_of
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import Written, calls_of, name_called, resolve
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.raised import habits
from lesson_utils.checking.rules.raised.known import (
    COUNTS,
    LAYER_KEYWORDS,
    MODEL_KEYWORDS,
    PADDINGS,
    SIZES,
    known_activations,
)
from lesson_utils.checking.rules.raised.other_layer import expected_layer
from lesson_utils.checking.rules.rule import Stage, rule

_NO_NUMBERS = {str: "a string (text) because of its quotes", float: "a decimal number", type(None): "nothing"}
_OPEN_ENDED = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


# ---- by a name that nobody knows ----


def _parameters(call: Call) -> list[str]:
    """The names of what is called takes; none when it does not tell, or takes any."""
    if getattr(call.called, "__name__", "") == "Model":
        return list(MODEL_KEYWORDS)
    return [name for name, parameter in parameters_of(call.called).items() if parameter.kind not in _OPEN_ENDED]


def _unknown_names(call: Call) -> Iterator[str]:
    """The arguments by a name that what is called does not take."""
    parameters = _parameters(call)
    allowed = {*parameters, *(LAYER_KEYWORDS if is_layer_class(call.called) else ())}
    if parameters:
        yield from (keyword.arg for keyword in call.node.keywords if keyword.arg and keyword.arg not in allowed)


@rule(Stage.CALL, "other-model-class", explains_itself=True)
def other_model_class(call: Call) -> Finding | None:
    """`Sequential(inputs=…)`."""
    ends = [keyword.arg for keyword in call.node.keywords if keyword.arg in ("inputs", "outputs")]
    sequential = getattr(call.called, "__name__", "") == "Sequential"
    if not sequential or not ends:
        return None
    return Finding("other-model-class", found=call.name, function=call.name, setting=ends[0])


@rule(Stage.CALL, "wrong-layer")
def setting_of_another_layer(call: Call) -> Finding | None:
    """`Flatten(filters=16)`: the setting is right and the layer is not."""
    asked = {keyword.arg for other in calls_of(call.solution) for keyword in other.keywords}
    expected = expected_layer(call) if set(_unknown_names(call)) & asked else None
    return Finding("wrong-layer", found=call.name, expected=expected) if expected else None


@rule(Stage.CALL, "value-as-argument", explains_itself=True)
def value_as_argument(call: Call) -> Finding | None:
    """`Dense(64, relu='activation')`: a value where the name of its setting belongs."""
    for name in _unknown_names(call):
        setting = "activation" if name.lower() in known_activations() else "padding" if name in PADDINGS else ""
        if setting in _parameters(call):
            return Finding("value-as-argument", function=call.name, found=name, setting=setting)
    return None


@rule(Stage.CALL, "worked-out", explains_itself=True)
def worked_out(call: Call) -> Finding | None:
    """`Conv2D(in_channels=3, …)`: what Keras sees for itself."""
    name = next((name for name in _unknown_names(call) if name in habits.WORKED_OUT), None)
    return Finding("worked-out", function=call.name, found=name) if name else None


@rule(Stage.CALL, "given-already")
def given_already(call: Call) -> Finding | None:
    """`Conv2D(filters=16, filter=16)`."""
    for name in _unknown_names(call):
        close = _meant(name, call)
        if close in [keyword.arg for keyword in call.node.keywords]:
            return Finding("given-already", function=call.name, found=name, close=close)
    return None


@rule(Stage.CALL, "misspelt-argument", explains_itself=True)
def misspelt_argument(call: Call) -> Finding | None:
    """`Conv2D(filter=16, …)`."""
    found = ((name, _meant(name, call)) for name in _unknown_names(call))
    name, close = next(((name, close) for name, close in found if close), ("", None))
    return Finding("misspelt-argument", function=call.name, found=name, close=close) if close else None


@rule(Stage.CALL, "unknown-argument", explains_itself=True)
def unknown_argument(call: Call) -> Finding | None:
    """`Conv2D(wobble=16, …)`."""
    name = next(_unknown_names(call), None)
    return Finding("unknown-argument", function=call.name, found=name, close=None) if name else None


def _meant(name: str, call: Call) -> str | None:
    """The parameter that a name comes close to: by habit, then among what the solution gives, then among all."""
    parameters = _parameters(call)
    by_habit = next((other for other in habits.ARGUMENTS.get(name, ()) if other in parameters), None)
    among = (difflib.get_close_matches(name, names, n=1, cutoff=0.5) for names in (list(call.expected), parameters))
    return by_habit or next((close[0] for close in among if close), None)


@rule(Stage.CALL, "lands-twice")
def given_twice(call: Call) -> Finding | None:
    """`Dense(64, units=64)`: once by its place and once by its name."""
    twice = next((keyword.arg for keyword in call.node.keywords if keyword.arg in call.by_position), None)
    if twice is None:
        return None
    return Finding("lands-twice", function=call.name, setting=twice, found=ast.unparse(call.by_position[twice]))


# ---- with a value that cannot be right ----


@rule(Stage.CALL, "number-wanted", explains_itself=True)
def number_wanted(call: Call) -> Finding | None:
    """A text or a decimal where a layer counts or measures: `units='64'`, `filters=16.0`, `units=(64, 64)`."""
    for setting, found in call.found.items() if is_layer_class(call.called) else ():
        kind = _no_number(setting, found) if setting in (*COUNTS, *SIZES) else ""
        if kind:
            wanted = "one whole number" if setting in COUNTS else "one whole number, or two in round brackets"
            return Finding(
                "number-wanted", function=call.name, setting=setting, found=Quoted(found), kind=kind, wanted=wanted
            )
    return None


def _no_number(setting: str, found: object) -> str:
    """What a value is, in words, that is no number; empty for one that is, or that nobody can tell."""
    if isinstance(found, Written):
        return ""
    several = isinstance(found, tuple | list)
    if setting in COUNTS and isinstance(found, tuple | list):
        return "several numbers" if len(found) > 1 else f"a {type(found).__name__}"
    parts = found if several else [found]
    return next((_NO_NUMBERS[type(part)] for part in parts if type(part) in _NO_NUMBERS), "")  # type: ignore[attr-defined]


@rule(Stage.CALL, "activation-called", explains_itself=True)
def activation_called(call: Call) -> Finding | None:
    """`activation=keras.activations.relu()`."""
    given = call.arguments.get("activation")
    if not isinstance(given, ast.Call) or given.args or given.keywords or is_layer_class(_made(given, call)):
        return None
    name = name_called(given).lower()
    return Finding("activation-called", found=ast.unparse(given), name=name) if name in known_activations() else None


def _made(given: ast.Call, call: Call) -> object:
    return resolve(given.func, call.variables)


@rule(Stage.CALL, "activation-in-list", explains_itself=True)
def activation_in_list(call: Call) -> Finding | None:
    """`activation=['relu']`."""
    given = call.arguments.get("activation")
    listed = isinstance(given, ast.List | ast.Tuple | ast.Set)
    return Finding("activation-in-list", found=ast.unparse(given)) if listed else None  # type: ignore[arg-type]


@rule(Stage.CALL, "unknown-activation", explains_itself=True)
def unknown_activation(call: Call) -> Finding | None:
    """`activation='rellu'`."""
    found, known = getattr(call.arguments.get("activation"), "value", None), known_activations()
    if not isinstance(found, str) or found in known:
        return None
    expected = call.expected.get("activation")
    close = difflib.get_close_matches(found.lower().strip(), known, n=1, cutoff=0.6)
    return Finding("unknown-activation", found=found, close=expected or (close[0] if close else "relu"))


@rule(Stage.CALL, "missing-argument", explains_itself=True)
def missing_argument(call: Call) -> Finding | None:
    """A parameter without a default that gets nothing."""
    given = {*call.by_position, *(keyword.arg for keyword in call.node.keywords)}
    if None in given or any(isinstance(node, ast.Starred) for node in call.node.args):
        return None
    for name, parameter in parameters_of(call.called).items():
        if (
            parameter.default is parameter.empty
            and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
            and name not in given
        ):
            return Finding("missing-argument", function=call.name, setting=name)
    return None
