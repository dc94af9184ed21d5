"""Explain what is looked up where it is not: `keras.layer`, `x_intro.flatten()`, an import of something else."""

import ast
import difflib
import inspect
import sys
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer, public_names
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding, Quoted, Status
from lesson_utils.checking.rules.raised import habits
from lesson_utils.keras_internals import is_tensor


def misspelt_attribute(error: AttributeError, tree: ast.Module, answer: Answer) -> Finding | None:
    """The finding for `something.wanted` where there is no such thing."""
    wanted, episode = str(error.name), answer.episode
    written = next((one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == wanted), None)
    if written is None:
        return None  # raised inside a library: not the learner's spelling
    where = ast.unparse(written.value)
    found = f"{where}.{wanted}"
    overwritten = where in names_bound(ast.parse(episode.setup or "import keras")) and not inspect.ismodule(error.obj)
    if where in episode.given and not hasattr(error.obj, "shape"):
        values: dict[str, Any] = {"found": Quoted(error.obj), "expected": episode.given[where].shape}
        return Finding("given-changed", Status.EARLIER_STEP, name=where, **values)
    if overwritten and (where == "keras" or not hasattr(error.obj, "dtype")):
        return Finding("module-overwritten", Status.EARLIER_STEP, name=where)
    if is_tensor(error.obj):
        return _of_a_tensor(where, wanted)
    if is_layer(error.obj) and wanted in answer.needed:
        return Finding("dot-for-brackets", name=wanted)
    if hasattr(error.obj, "shape") and "shape" in wanted.lower():
        return Finding("misspelt-layer", found=found, close=f"{where}.shape")
    if inspect.isclass(error.obj) or hasattr(type(error.obj), wanted):
        return Finding("own-model", name=where) if hasattr(error.obj, "layers") else None
    if _is_activation(written, tree):
        return Finding("activation-as-text", found=found, name=wanted.lower())
    leads_on = any(isinstance(one, ast.Attribute) and one.value is written for one in ast.walk(tree))
    close = _meant(error.obj, where, wanted, answer.solution, leads_on)
    return Finding("misspelt-layer", found=found, close=close) if close else _belongs_elsewhere(found)


def _is_activation(written: ast.expr, tree: ast.AST) -> bool:
    """`activation=keras.relu`: an activation looked for where it is not."""
    import keras

    given = [one.value for call in calls_of(tree) for one in call.keywords if one.arg == "activation"]
    name = str(getattr(written, "attr", "")).lower()
    return any(one is written for one in given) and hasattr(keras.activations, name)


def _of_a_tensor(where: str, wanted: str) -> Finding:
    import keras

    close = difflib.get_close_matches(wanted, ["shape", "dtype", "ndim"], n=1, cutoff=0.6)
    if close:
        return Finding("misspelt-layer", found=f"{where}.{wanted}", close=f"{where}.{close[0]}")
    if wanted in ("keras", "layers"):
        return Finding("input-in-front", name=where)
    if wanted == "add":
        return Finding("added-to-result", name=where)
    if hasattr(keras.Sequential, wanted):
        return Finding("only-models-have", found=wanted, name=where)
    layers = {name.lower(): name for name in public_names(keras, "layers") if name[0].isupper()}
    layer = layers.get(wanted.lower()) or habits.LAYERS.get(wanted.lower())
    if layer:
        return Finding("method-for-layer", found=wanted, name=where, close=f"keras.layers.{layer}")
    return Finding("no-such-method", found=wanted, name=where)


def _meant(owner: Any, where: str, wanted: str, solution: ast.AST, leads_on: bool) -> str | None:
    """What `where.wanted` was to be: first among what the solution uses, then among all that there is.

    `leads_on` tells that something more is looked up in it, as in a module.
    """
    import keras

    asked = {
        one.attr: ast.unparse(one)
        for one in ast.walk(solution)
        if isinstance(one, ast.Attribute) and ast.unparse(one).startswith("keras")
    }
    short = wanted.lower().replace("_", "")
    for name, whole in asked.items():
        singular = short == name.lower() + "s" and not leads_on
        if name.lower() in (short, short + "s") or singular or habits.LAYERS.get(wanted.lower()) == name:
            return whole
    layers = {name.lower(): name for name in public_names(keras, "layers")}
    layer = layers.get(short) or layers.get(short.removeprefix("layers")) or habits.LAYERS.get(wanted.lower())
    public = public_names(owner) if inspect.ismodule(owner) else [one for one in dir(owner) if not one.startswith("_")]
    lowered = {name.lower(): name for name in public}
    plural, exact = lowered.get(wanted.lower() + "s"), lowered.get(wanted.lower())
    exact = plural or exact if leads_on else exact or plural
    if exact:
        return f"{where}.{exact}"
    if layer:
        return f"keras.layers.{layer}"
    close = difflib.get_close_matches(wanted, list(asked), n=1, cutoff=0.6)
    if close:
        return asked[close[0]]
    ours = "keras" in where.split(".")  # elsewhere the public names are too many for a loose guess to help
    guesses = difflib.get_close_matches(wanted, public, n=5, cutoff=0.6 if ours else 0.8)
    best = sorted(guesses, key=lambda guess: "2D" not in guess)[:1]
    return f"{where}.{best[0]}" if best else None


def _belongs_elsewhere(found: str) -> Finding:
    root = found.split(".")[0]
    if root in habits.LIBRARIES:
        return Finding("not-in-library", found=found, library=habits.LIBRARIES[root])
    return Finding("unknown-layer", found=found)


def misspelt_import(error: ImportError, tree: ast.Module) -> Finding | None:
    """The finding for an import that failed."""
    missing = str(error.name or "").split(".")[0]
    if isinstance(error, ModuleNotFoundError) and missing and missing not in ("keras", "tensorflow"):
        if missing in habits.LIBRARIES:
            return Finding("other-library", found=missing, library=habits.LIBRARIES[missing])
        close = difflib.get_close_matches(missing, ["keras", "tensorflow", "numpy", "matplotlib"], n=1, cutoff=0.7)
        return Finding("misspelt-import", found=missing, close=close[0]) if close else None
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        layer = next(
            (one.name for one in node.names if one.name in public_names(sys.modules.get("keras"), "layers")), None
        )
        if layer and node.module != "keras.layers":
            return Finding("misspelt-layer", found=f"{node.module}.{layer}", close=f"keras.layers.{layer}")
        if node.module not in sys.modules:
            continue
        module = sys.modules[node.module]
        for alias in node.names:
            exact = [one for one in public_names(module) if one.lower() == alias.name.lower()]
            close = exact or difflib.get_close_matches(alias.name, public_names(module), n=1, cutoff=0.6)
            if not hasattr(module, alias.name) and close:
                return Finding("misspelt-layer", found=f"{node.module}.{alias.name}", close=f"{node.module}.{close[0]}")
    return None
