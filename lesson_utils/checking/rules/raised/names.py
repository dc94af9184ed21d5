"""Explain a name that Python does not know, or that is not where the answer looks for it."""

import ast
import difflib
import inspect
import itertools
import re
import sys

from lesson_utils.checking.comparing.kinds import parameters_of, public_names
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables, calls_of, name_called, resolve
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.source import names_bound, names_needed, targets_of
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.raised import habits

_USUAL = ["print", "range", "len", "list", "tuple", "int", "float", "str", "dict", "sum", "zip", "enumerate"]
_BARE_WORDS = frozenset(["relu", "softmax", "sigmoid", "tanh", "linear", "same", "valid"])


def undefined_name(error: NameError, line: int, tree: ast.Module, namespace: Variables, answer: Answer) -> Finding:
    """The finding for a `NameError` in a line. `namespace` holds the local names too where a function raised."""
    name = error.name or ""
    if isinstance(error, UnboundLocalError):
        quoted = re.search(r"'(\w+)'", str(error))  # Python 3.11 tells the name only in its words
        name = name or (quoted[1] if quoted else "")
        return lost_result(tree, name) or _read_too_early(name, line, tree)
    return (
        _sign_in_a_name(name, tree, answer)
        or _text_without_quotes(name, tree, answer.solution)
        or _function_not_defined(name, answer)
        or _not_made_yet(name, tree, answer)
        or (None if _is_read_by_a_layer(name, tree) else _from_elsewhere(name, namespace))
        or lost_result(tree, name)
        or _inside_a_function(name, tree, namespace)
        or (None if _is_made_by_a_step(name, answer) else _close_to_another(name, tree, namespace, answer))
        or _only_returned(name, tree)
        or _by_its_place(name, tree, namespace, answer)
    )


def _read_too_early(name: str, line: int, tree: ast.AST) -> Finding:
    """A function's own name, read before the line that stores something in it, or by that very line."""
    for node in ast.walk(tree):
        named = next((one for one in getattr(node, "keywords", ()) if one.arg == "name"), None)
        if named is not None and ast.unparse(named.value) == name:
            return Finding("variable-for-name", found=name)
    made = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assign) and name in names_bound(node)]
    later = min((one for one in made if one > line), default=None)
    only_later = later is not None and min(made) == later and line not in made
    note = f"Line {later} makes it: that line belongs above." if only_later else "What should that line read?"
    return Finding("local-before-assignment", name=name or "a name", line=line, note=note)


def _sign_in_a_name(name: str, tree: ast.AST, answer: Answer) -> Finding | None:
    """`x-intro` for `x_intro`, and `keras,layers` for `keras.layers`."""
    known = {*answer.variables, *answer.targets}
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and name in _names_in(node):
            written = ast.unparse(node)
            if written.replace(" - ", "_") in known:
                return Finding("minus-in-name", line=node.lineno, found=written.replace(" ", ""))
        for left, right in itertools.pairwise(node.elts) if isinstance(node, ast.Tuple) else ():
            owner = resolve(left, answer.variables)
            if name in _names_in(right) and inspect.ismodule(owner) and hasattr(owner, name):
                return Finding("sign-for-dot", line=left.lineno, found=",", note=f"It is `{ast.unparse(left)}.{name}`.")
    return None


def _names_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _text_without_quotes(name: str, tree: ast.AST, solution: ast.AST) -> Finding | None:
    texts = {one.value for one in ast.walk(solution) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    called = [call for call in calls_of(tree) if isinstance(call.func, ast.Name) and call.func.id == name]
    if name.lower() in _BARE_WORDS and called and called[0].args:
        return Finding("missing-prefix", found=name.lower(), module="keras.activations")
    if name.lower() in _BARE_WORDS and called and name.islower():
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


def _is_made_by_a_step(name: str, answer: Answer) -> bool:
    return any(name in targets_of(one.solution or "") for one in answer.episode.challenges)


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
        public = public_names(namespace.get("keras"), *module.split(".")[1:])
        if name in public:
            return Finding("missing-prefix", found=name, module=module)
    exact = {one.lower(): one for one in public_names(namespace.get("keras"), "layers")}.get(name.lower())
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


def _close_to_another(name: str, tree: ast.Module, namespace: Variables, answer: Answer) -> Finding | None:
    solution, not_yet_made = answer.solution, set(answer.targets) - set(namespace)
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    known = [
        one for one in {*namespace, *names_bound(tree)} - functions - not_yet_made - {name} if not one.startswith("_")
    ]
    wanted = [one for one in known if one in names_bound(solution) | names_needed(ast.unparse(solution))]
    usual = [] if _is_read_by_a_layer(name, tree) else _USUAL
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


def _only_returned(name: str, tree: ast.AST) -> Finding | None:
    """`return model` in a function that makes no `model`."""
    returned = any(isinstance(one, ast.Return) and getattr(one.value, "id", "") == name for one in ast.walk(tree))
    return Finding("not-made-to-return", name=name) if returned else None


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
