"""Something looked up where it is not: `keras.layer`, `x_intro.flatten()`, `keras.relu`."""

import ast
import difflib
import inspect
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer, is_model, kind_of, public_names
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding, Quoted, Status
from lesson_utils.checking.rules.raised import habits
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor

_PLAIN = {list: "lists", dict: "dictionaries", str: "strings (texts)", set: "sets"}


@dataclass(frozen=True)
class _Attribute:
    """`owner.name` as written, and what the owner is."""

    node: ast.Attribute
    owner: Any

    @property
    def name(self) -> str:
        return self.node.attr

    @property
    def where(self) -> str:
        """The owner as it is written."""
        return ast.unparse(self.node.value)

    @property
    def written(self) -> str:
        return f"{self.where}.{self.name}"


def _missing(raised: Raised) -> _Attribute | None:
    """What was looked up in vain; None for another exception, or one raised inside a library."""
    error = raised.error
    if not isinstance(error, AttributeError) or not error.name:
        return None
    nodes = (node for node in nodes_of(raised.tree, ast.Attribute) if node.attr == error.name)
    node = next(nodes, None)
    return _Attribute(node, error.obj) if node is not None else None


def _missing_in_a_module(raised: Raised) -> _Attribute | None:
    """The same, where the owner is no tensor and no class, and does not know the name at all."""
    missing = _missing(raised)
    if missing is None or is_tensor(missing.owner):
        return None
    known = inspect.isclass(missing.owner) or hasattr(type(missing.owner), missing.name)
    return None if known else missing


@rule(Stage.RAISED, "given-changed")
def given_overwritten(raised: Raised) -> Finding | None:
    """`train_images.shape`, where the name of the first cell's array holds something else by now."""
    missing, given = _missing(raised), raised.answer.episode.given
    if missing is None or missing.where not in given or hasattr(missing.owner, "shape"):
        return None
    found, expected = Quoted(missing.owner), given[missing.where].shape
    return Finding("given-changed", Status.EARLIER_STEP, name=missing.where, found=found, expected=expected)


@rule(Stage.RAISED, "module-overwritten")
def module_overwritten(raised: Raised) -> Finding | None:
    """`keras.layers`, where `keras` is no module any more."""
    missing = _missing(raised)
    if missing is None or inspect.ismodule(missing.owner):
        return None
    imported = names_bound(ast.parse(raised.answer.episode.setup or "import keras"))
    over = missing.where in imported and (missing.where == "keras" or not hasattr(missing.owner, "dtype"))
    return Finding("module-overwritten", Status.EARLIER_STEP, name=missing.where) if over else None


# ---- looked up in a layer's result ----


def _missing_in_a_tensor(raised: Raised) -> _Attribute | None:
    missing = _missing(raised)
    return missing if missing is not None and is_tensor(missing.owner) else None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def misspelt_in_a_tensor(raised: Raised) -> Finding | None:
    """`x_intro.shap`."""
    missing = _missing_in_a_tensor(raised)
    close = difflib.get_close_matches(missing.name, ["shape", "dtype", "ndim"], n=1, cutoff=0.6) if missing else ()
    if missing is None or not close:
        return None
    return Finding("misspelt-layer", found=missing.written, close=f"{missing.where}.{close[0]}")


@rule(Stage.RAISED, "input-in-front")
def input_in_front(raised: Raised) -> Finding | None:
    """`x_intro.keras.layers.Flatten()`."""
    missing = _missing_in_a_tensor(raised)
    return Finding("input-in-front", name=missing.where) if missing and missing.name in ("keras", "layers") else None


@rule(Stage.RAISED, "added-to-result")
def added_to_result(raised: Raised) -> Finding | None:
    """`x_intro.add(…)`."""
    missing = _missing_in_a_tensor(raised)
    return Finding("added-to-result", name=missing.where) if missing and missing.name == "add" else None


@rule(Stage.RAISED, "only-models-have", explains_itself=True)
def only_models_have(raised: Raised) -> Finding | None:
    """`outputs_intro.summary()`."""
    import keras

    missing = _missing_in_a_tensor(raised)
    if missing is None or not hasattr(keras.Sequential, missing.name):
        return None
    return Finding("only-models-have", found=missing.name, name=missing.where)


@rule(Stage.RAISED, "method-for-layer", explains_itself=True)
def method_for_layer(raised: Raised) -> Finding | None:
    """`x_intro.flatten()`."""
    import keras

    missing = _missing_in_a_tensor(raised)
    layers = {name.lower(): name for name in public_names(keras, "layers") if name[0].isupper()}
    wanted = missing.name.lower() if missing else ""
    layer = layers.get(wanted) or habits.LAYERS.get(wanted)
    if missing is None or not layer:
        return None
    return Finding("method-for-layer", found=missing.name, name=missing.where, close=f"keras.layers.{layer}")


@rule(Stage.RAISED, "no-such-method", explains_itself=True)
def no_such_method(raised: Raised) -> Finding | None:
    """`x_intro.convolve()`."""
    missing = _missing_in_a_tensor(raised)
    return Finding("no-such-method", found=missing.name, name=missing.where) if missing else None


# ---- looked up anywhere else ----


@rule(Stage.RAISED, "function-not-called", explains_itself=True)
def function_not_called(raised: Raised) -> Finding | None:
    """`model = create_model`, and then `model.compile(…)`."""
    missing = _missing(raised)
    if missing is None or not isinstance(missing.owner, FunctionType):
        return None
    for statement in raised.statements:
        if isinstance(statement.value, ast.Name) and statement.assigns(missing.where):
            return Finding("function-not-called", name=missing.where, found=statement.value.id)
    return None


@rule(Stage.RAISED, "dot-for-brackets")
def dot_for_brackets(raised: Raised) -> Finding | None:
    """`keras.layers.Flatten().x_intro`."""
    missing = _missing(raised)
    read = missing is not None and is_layer(missing.owner) and missing.name in raised.answer.needed
    return Finding("dot-for-brackets", name=missing.name) if missing and read else None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def misspelt_shape(raised: Raised) -> Finding | None:
    """`train_images.Shape`."""
    missing = _missing(raised)
    if missing is None or not hasattr(missing.owner, "shape") or "shape" not in missing.name.lower():
        return None
    return Finding("misspelt-layer", found=missing.written, close=f"{missing.where}.shape")


@rule(Stage.RAISED, "own-model", explains_itself=True)
def model_of_another_kind(raised: Raised) -> Finding | None:
    """`model.something`, in a model, which answers otherwise than its class promises."""
    missing = _missing(raised)
    if missing is None or is_tensor(missing.owner) or _missing_in_a_module(raised) is not None:
        return None
    return Finding("own-model", name=missing.where) if hasattr(missing.owner, "layers") else None


@rule(Stage.RAISED, "activation-as-text", explains_itself=True)
def activation_as_text(raised: Raised) -> Finding | None:
    """`activation=keras.relu`: an activation looked for where it is not."""
    import keras

    missing = _missing_in_a_module(raised)
    given = [
        keyword.value for call in raised.all_calls for keyword in call.node.keywords if keyword.arg == "activation"
    ]
    if missing is None or not any(value is missing.node for value in given):
        return None
    name = missing.name.lower()
    return Finding("activation-as-text", found=missing.written, name=name) if hasattr(keras.activations, name) else None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def misspelt_attribute(raised: Raised) -> Finding | None:
    """`keras.layer`, `keras.layers.conv2d`, `keras.layers.MaxPool`."""
    missing = _missing_in_a_module(raised)
    close = _meant(missing, raised) if missing is not None else None
    return Finding("misspelt-layer", found=missing.written, close=close) if missing and close else None


@rule(Stage.RAISED, "not-in-library", explains_itself=True)
def not_in_library(raised: Raised) -> Finding | None:
    """`np.Conv2D`."""
    missing = _missing_in_a_module(raised)
    root = missing.written.split(".")[0] if missing else ""
    if missing is None or root not in habits.LIBRARIES:
        return None
    return Finding("not-in-library", found=missing.written, library=habits.LIBRARIES[root])


@rule(Stage.RAISED, "not-of-this-kind", explains_itself=True)
def not_of_this_kind(raised: Raised) -> Finding | None:
    """`train_labels.value_counts()`, of an array; `model.parameters()`."""
    missing = _missing_in_a_module(raised)
    if missing is None or inspect.ismodule(missing.owner) or callable(missing.owner) != is_model(missing.owner):
        return None
    elsewhere = habits.METHODS.get(missing.name) or next(
        (kind for of, kind in _PLAIN.items() if hasattr(of, missing.name)), None
    )
    note = f"`{missing.name}` belongs to {elsewhere}." if elsewhere else ""
    name, kind = missing.where, kind_of(missing.owner)
    return Finding("not-of-this-kind", found=missing.name, name=name, kind=kind, note=note)


@rule(Stage.RAISED, "unknown-layer")
def unknown_layer(raised: Raised) -> Finding | None:
    """`keras.layers.Wobble`."""
    missing = _missing_in_a_module(raised)
    return Finding("unknown-layer", found=missing.written) if missing else None


def _meant(missing: _Attribute, raised: Raised) -> str | None:
    """What it was to be: first among what the solution uses, then among all that there is."""
    leads_on = any(node.value is missing.node for node in nodes_of(raised.tree, ast.Attribute))
    attributes = nodes_of(raised.answer.solution, ast.Attribute)
    asked = {node.attr: ast.unparse(node) for node in attributes if ast.unparse(node).startswith("keras")}
    return _asked_for(missing.name, asked, leads_on) or _known(missing, leads_on) or _close(missing, asked)


def _asked_for(wanted: str, asked: dict[str, str], leads_on: bool) -> str | None:
    """What the solution uses, up to capitals, underlines and a plural; `leads_on`: as a module does."""
    short = wanted.lower().replace("_", "")
    for name, whole in asked.items():
        singular = short == name.lower() + "s" and not leads_on
        if name.lower() in (short, short + "s") or singular or habits.LAYERS.get(wanted.lower()) == name:
            return whole
    return None


def _known(missing: _Attribute, leads_on: bool) -> str | None:
    """What its owner offers, or `keras.layers`, up to capitals and a plural."""
    import keras

    wanted = missing.name.lower()
    short = wanted.replace("_", "")
    lowered = {name.lower(): name for name in _public(missing.owner)}
    plural, exact = lowered.get(wanted + "s") or lowered.get(wanted + "es"), lowered.get(wanted)
    exact = plural or exact if leads_on else exact or plural
    if exact:
        return f"{missing.where}.{exact}"
    layers = {name.lower(): name for name in public_names(keras, "layers")}
    layer = layers.get(short) or layers.get(short.removeprefix("layers")) or habits.LAYERS.get(wanted)
    return f"keras.layers.{layer}" if layer else None


def _close(missing: _Attribute, asked: dict[str, str]) -> str | None:
    close = difflib.get_close_matches(missing.name, list(asked), n=1, cutoff=0.6)
    if close:
        return asked[close[0]]
    ours = "keras" in missing.where.split(".")  # elsewhere the public names are too many for a loose guess to help
    guesses = difflib.get_close_matches(missing.name, _public(missing.owner), n=5, cutoff=0.6 if ours else 0.8)
    best = sorted(guesses, key=lambda guess: "2D" not in guess)[:1]
    return f"{missing.where}.{best[0]}" if best else None


def _public(owner: object) -> list[str]:
    return public_names(owner) if inspect.ismodule(owner) else [name for name in dir(owner) if not name.startswith("_")]
