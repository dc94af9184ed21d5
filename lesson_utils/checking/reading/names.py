"""Explain a name that Python does not know, or that is not where the answer looks for it."""

import ast
import difflib
import inspect
import re
import sys
from typing import Any

from lesson_utils.checking.answer import Answer, Variables
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.reading import habits
from lesson_utils.checking.reading.calls import calls_of, is_layer, is_tensor, name_called, parameters_of, resolve
from lesson_utils.checking.reading.lost import lost_result
from lesson_utils.checking.reading.source import names_bound, names_needed, targets_of
from lesson_utils.checking.reading.wiring import layer_calls

_BARE_WORDS = frozenset(["relu", "softmax", "sigmoid", "tanh", "linear", "same", "valid"])


def undefined_name(error: NameError, tree: ast.Module, namespace: Variables, answer: Answer) -> Finding:
    """The finding for a `NameError`. `namespace` holds the local names too where a function raised."""
    name = error.name or ""
    if isinstance(error, UnboundLocalError):
        quoted = re.search(r"'(\w+)'", str(error))  # Python 3.11 tells the name only in its words
        name = name or (quoted[1] if quoted else "")
        return lost_result(tree, name) or Finding("local-before-assignment", name=name or "a name")
    return (
        _text_without_quotes(name, tree, answer.solution)
        or _function_not_defined(name, answer)
        or _not_made_yet(name, tree, answer)
        or (None if _is_read_by_a_layer(name, tree) else _from_elsewhere(name, namespace))
        or lost_result(tree, name)
        or _inside_a_function(name, tree, namespace)
        or _close_to_another(name, tree, namespace, answer.solution)
        or _by_its_place(name, tree, namespace, answer)
    )


def _text_without_quotes(name: str, tree: ast.AST, solution: ast.AST) -> Finding | None:
    texts = {one.value for one in ast.walk(solution) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    called = [call for call in calls_of(tree) if isinstance(call.func, ast.Name) and call.func.id == name]
    if name.lower() in _BARE_WORDS and called and called[0].args:
        return Finding("missing-prefix", found=name.lower(), module="keras.activations")
    if name.lower() in _BARE_WORDS and called:
        return Finding("activation-called", found=f"{name}()", name=name.lower())
    named = [one.value for call in calls_of(tree) for one in call.keywords if one.arg == "name"]
    if any(isinstance(one, ast.Name) and one.id == name for one in named):
        return Finding("missing-quotes", name=name)
    if name in texts or name.lower() in _BARE_WORDS:
        return Finding("missing-quotes", name=name if name in texts else name.lower())
    return None


def _function_not_defined(name: str, answer: Answer) -> Finding | None:
    defines = any(isinstance(node, ast.FunctionDef) for node in answer.solution.body)
    if defines and name in answer.targets:
        return Finding("function-not-defined", name=name)
    return None


def _not_made_yet(name: str, tree: ast.Module, answer: Answer) -> Finding | None:
    episode = answer.episode
    if name in answer.targets and name not in answer.needed:
        needed = sorted(answer.needed - {"keras"})
        return Finding("target-read", name=name, needed=needed[0] if needed else "keras")
    for earlier in reversed([other for other in episode.challenges if other.number < answer.challenge.number]):
        if name in targets_of(earlier.solution or ""):
            deleted = _deleted(name, tree)
            return deleted or Finding("earlier-not-run", Status.EARLIER_STEP, name=name, challenge=earlier.id)
    made_first = names_bound(ast.parse(episode.setup or "import keras"))
    if name in episode.given or name in made_first:
        return Finding("first-cell-not-run", Status.EARLIER_STEP, name=name)
    return None


def _deleted(name: str, tree: ast.AST) -> Finding | None:
    """`del x` in the answer itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Delete) and name in map(ast.unparse, node.targets):
            return Finding("deleted", name=name, line=node.lineno)
    return None


def _is_read_by_a_layer(name: str, tree: ast.AST) -> bool:
    """Whether a name stands alone in the second brackets of a layer, where only a variable makes sense."""
    return any(
        isinstance(call.func, ast.Call) and name in map(ast.unparse, call.args) and name not in sys.modules
        for call in calls_of(tree)
    )


def _from_elsewhere(name: str, namespace: Variables) -> Finding | None:
    for module in ("keras", "keras.layers"):
        public = _public(namespace.get("keras"), *module.split(".")[1:])
        if name in public:
            return Finding("missing-prefix", found=name, module=module)
    exact = {one.lower(): one for one in _public(namespace.get("keras"), "layers")}.get(name.lower())
    if exact:
        return Finding("misspelt-layer", found=name, close=f"keras.layers.{exact}")
    if name in habits.CONSTANTS:
        return Finding("capital-word", found=name, close=habits.CONSTANTS[name])
    if name in habits.LIBRARIES:
        return Finding("other-library", found=name, library=habits.LIBRARIES[name])
    return None


def _inside_a_function(name: str, tree: ast.Module, namespace: Variables) -> Finding | None:
    """A name that only a function of the answer makes, read outside of it."""
    for function in (one for one in tree.body if isinstance(one, ast.FunctionDef)):
        if name in names_bound(function) - {function.name} and function.name in namespace:
            return Finding("local-outside", name=name, function=function.name)
    return None


def _close_to_another(name: str, tree: ast.Module, namespace: Variables, solution: ast.AST) -> Finding | None:
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    known = [one for one in {*namespace, *names_bound(tree)} - functions - {name} if not one.startswith("_")]
    wanted = [one for one in known if one in names_bound(solution) | names_needed(ast.unparse(solution))]
    usual = ["print", "range", "len", "list", "tuple", "int", "float", "str", "dict", "sum", "zip", "enumerate"]
    if len(name) < 3:  # too short for a guess
        return None
    turned = [one for one in known if sorted(one.split("_")) == sorted(name.split("_"))]
    if turned:
        return Finding("misspelt-name", name=name, close=turned[0])
    part = [one for one in known if len(name) > 3 < len(one) and (one.startswith(name) or name.startswith(one))]
    for among, cutoff in ((wanted, 0.7), (known, 0.7), (part, 0.0), (usual, 0.75)):
        close = difflib.get_close_matches(name, among, n=1, cutoff=cutoff)
        if close:
            return Finding("misspelt-name", name=name, close=close[0])
    return None


def _by_its_place(name: str, tree: ast.Module, namespace: Variables, answer: Answer) -> Finding:
    """What the unknown name stands for: a layer's input, the value of a setting, a model of one's own."""
    needed = sorted(answer.needed - {"keras"})
    if re.fullmatch(r"[lIoO]+\d+", name):
        line = next(node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name)
        return Finding("letter-for-digit", line=line, found=name)
    for node in ast.walk(tree):
        dotted = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == name
        if dotted and f"{name}_{node.attr}" in answer.targets:  # type: ignore[attr-defined]
            return Finding("dot-in-name", line=node.lineno, found=ast.unparse(node))  # type: ignore[attr-defined]
    for call in calls_of(tree):
        for given in call.args:
            called = isinstance(given, ast.Call) and ast.unparse(given.func) == name
            if called and name in parameters_of(resolve(call.func, namespace)):
                return Finding("argument-called", name=name, function=name_called(call))
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == name and call.func.attr == "add":
            return Finding("own-model", name=name)
        if isinstance(call.func, ast.Call) and name in map(ast.unparse, call.args) and len(needed) == 1:
            one_layer = len(layer_calls(answer.solution)) == 1
            one_layer = one_layer or layer_calls(tree)[0].line == call.lineno
            return (
                Finding("unknown-input", name=name, needed=needed[0])
                if one_layer
                else Finding("unknown-above", name=name)
            )
        for argument in call.keywords:
            inside = (one for one in ast.walk(argument.value) if isinstance(one, ast.Name))
            if argument.arg and any(one.id == name for one in inside):
                return Finding("unknown-value", name=name, setting=argument.arg)
        if not isinstance(call.func, ast.Call) and name in map(ast.unparse, call.args) and name_called(call) != "print":
            return Finding("unknown-value", name=name, setting=name_called(call))
    return Finding("unknown-name", name=name)


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
        wanted_shape = episode.given[where].shape
        return Finding("given-changed", Status.EARLIER_STEP, name=where, found=str(error.obj), expected=wanted_shape)
    if overwritten and (where == "keras" or not hasattr(error.obj, "dtype")):
        return Finding("module-overwritten", Status.EARLIER_STEP, name=where)
    if is_tensor(error.obj):
        return _of_a_tensor(error, where, wanted)
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


def _of_a_tensor(error: AttributeError, where: str, wanted: str) -> Finding:
    import keras

    close = difflib.get_close_matches(wanted, ["shape", "dtype", "ndim"], n=1, cutoff=0.6)
    if close:
        return Finding("misspelt-layer", found=f"{where}.{wanted}", close=f"{where}.{close[0]}")
    if hasattr(keras.Sequential, wanted):
        return Finding("only-models-have", found=wanted, name=where)
    layers = {name.lower(): name for name in _public(keras, "layers") if name[0].isupper()}
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
    layers = {name.lower(): name for name in _public(keras, "layers")}
    layer = layers.get(short) or layers.get(short.removeprefix("layers")) or habits.LAYERS.get(wanted.lower())
    public = _public(owner) if inspect.ismodule(owner) else [one for one in dir(owner) if not one.startswith("_")]
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
        layer = next((one.name for one in node.names if one.name in _public(sys.modules.get("keras"), "layers")), None)
        if layer and node.module != "keras.layers":
            return Finding("misspelt-layer", found=f"{node.module}.{layer}", close=f"keras.layers.{layer}")
        if node.module not in sys.modules:
            continue
        module = sys.modules[node.module]
        for alias in node.names:
            exact = [one for one in _public(module) if one.lower() == alias.name.lower()]
            close = exact or difflib.get_close_matches(alias.name, _public(module), n=1, cutoff=0.6)
            if not hasattr(module, alias.name) and close:
                return Finding("misspelt-layer", found=f"{node.module}.{alias.name}", close=f"{node.module}.{close[0]}")
    return None


def _public(module: object, *path: str) -> list[str]:
    for name in path:
        module = getattr(module, name, None)
    return [name for name in dir(module) if not name.startswith("_")] if inspect.ismodule(module) else []
