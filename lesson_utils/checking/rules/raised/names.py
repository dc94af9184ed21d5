"""A name that Python does not know: what it stands for, told by how it is written and by where it stands."""

import ast
import difflib
import inspect
import itertools
import re
import sys

from lesson_utils.checking.comparing.kinds import public_names
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import resolve
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound, names_needed, targets_of
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised import habits
from lesson_utils.checking.rules.rule import Stage, rule

_USUAL = ["print", "range", "len", "list", "tuple", "int", "float", "str", "dict", "sum", "zip", "enumerate"]
_BARE_WORDS = frozenset(["relu", "softmax", "sigmoid", "tanh", "linear", "same", "valid"])


# ---- written with a sign that stands for something else ----


@rule(Stage.RAISED, "compares", explains_itself=True)
def compared(raised: Raised) -> Finding | None:
    """`Conv2D(filters == 16)`, `model == keras.Model()`: compared where it should be named or stored."""
    name = raised.error.name if isinstance(raised.error, NameError) else None
    for statement in raised.statements if name else ():
        if isinstance(statement.node, ast.Expr) and _left_of_comparison(statement.value) == name:
            return Finding("compares", line=statement.line, name=name, aim="store a value")
    for argument in (node for call in raised.all_calls if name for node in call.node.args):
        if _left_of_comparison(argument) == name:
            return Finding("compares", line=argument.lineno, name=name, aim="name an argument")
    return None


def _left_of_comparison(expression: ast.expr | None) -> str:
    left = expression.left if isinstance(expression, ast.Compare) else None
    return left.id if isinstance(left, ast.Name) else ""


@rule(Stage.RAISED, "minus-in-name")
def minus_in_name(raised: Raised) -> Finding | None:
    """`x-intro` for `x_intro`."""
    name, known = raised.unknown_name, {*raised.answer.variables, *raised.answer.targets}
    for node in nodes_of(raised.tree, ast.BinOp) if name else ():
        if isinstance(node.op, ast.Sub) and name in names_in(node):
            written = ast.unparse(node)
            if written.replace(" - ", "_") in known:
                return Finding("minus-in-name", line=node.lineno, found=written.replace(" ", ""))
    return None


@rule(Stage.RAISED, "sign-for-dot")
def comma_for_dot(raised: Raised) -> Finding | None:
    """`keras,layers` for `keras.layers`."""
    name = raised.unknown_name
    for node in nodes_of(raised.tree, ast.Tuple) if name else ():
        for left, right in itertools.pairwise(node.elts):
            owner = resolve(left, raised.answer.variables)
            if name in names_in(right) and inspect.ismodule(owner) and hasattr(owner, name):
                note = f"It is `{ast.unparse(left)}.{name}`."
                return Finding("sign-for-dot", line=left.lineno, found=",", note=note)
    return None


def names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


# ---- a name of a function's own, read before it is there ----


@rule(Stage.RAISED, "line-not-stored", "line-stored-aside")
def local_not_stored(raised: Raised) -> Finding | None:
    """A layer whose result a function does not store under the name that it reads later."""
    name = _unmade_local(raised)
    return lost_result(raised.tree, name) if name is not None else None


@rule(Stage.RAISED, "variable-for-name")
def variable_for_name(raised: Raised) -> Finding | None:
    """`Model(…, name=model)`: the model's own variable where its name, a text, belongs."""
    name = _unmade_local(raised)
    named = [call.arguments["name"] for call in raised.all_calls if "name" in _keywords(call)] if name else ()
    return Finding("variable-for-name", found=name) if name and name in map(ast.unparse, named) else None


@rule(Stage.RAISED, "local-before-assignment")
def local_before_assignment(raised: Raised) -> Finding | None:
    """A function's own name, read before the line that stores something in it, or by that very line."""
    name, line = _unmade_local(raised), raised.line
    if name is None:
        return None
    made = [
        statement.line
        for statement in raised.statements
        if isinstance(statement.node, ast.Assign) and name in statement.stores
    ]
    later = min((number for number in made if number > line), default=None)
    only_later = later is not None and min(made) == later and line not in made
    note = f"Line {later} makes it: that line belongs above." if only_later else "What should that line read?"
    return Finding("local-before-assignment", name=name or "a name", line=line, note=note)


def _unmade_local(raised: Raised) -> str | None:
    """The function's own name that holds nothing yet; None where the exception is another one."""
    error = raised.error
    if not isinstance(error, UnboundLocalError):
        return None
    quoted = re.search(r"'(\w+)'", str(error))  # Python 3.11 tells the name only in its words
    return error.name or (quoted[1] if quoted else "")


def _keywords(call: Call) -> list[str | None]:
    return [keyword.arg for keyword in call.node.keywords]


# ---- a text or a function of Keras', written bare ----


@rule(Stage.RAISED, "missing-prefix", explains_itself=True)
def bare_activation_function(raised: Raised) -> Finding | None:
    """`relu(x)` for `keras.activations.relu(x)`."""
    name = raised.unknown_name
    called = _called_by(name, raised)
    bare = name.lower() in _BARE_WORDS and called and called[0].args
    return Finding("missing-prefix", found=name.lower(), module="keras.activations") if bare else None


@rule(Stage.RAISED, "activation-called", explains_itself=True)
def bare_activation_called(raised: Raised) -> Finding | None:
    """`activation=relu()`."""
    name = raised.unknown_name
    bare = name in _BARE_WORDS and _called_by(name, raised)
    return Finding("activation-called", found=f"{name}()", name=name) if bare else None


def _called_by(name: str, raised: Raised) -> list[ast.Call]:
    calls = (call.node for call in raised.all_calls)
    return [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == name]


@rule(Stage.RAISED, "missing-quotes", explains_itself=True)
def missing_quotes(raised: Raised) -> Finding | None:
    """`activation=relu`, `name=cnn_model`."""
    name = raised.unknown_name
    if not name:
        return None
    given = [keyword.value for call in raised.all_calls for keyword in call.node.keywords if keyword.arg == "name"]
    if any(isinstance(value, ast.Name) and value.id == name for value in given):
        return Finding("missing-quotes", name=name)
    texts = {node.value for node in nodes_of(raised.answer.solution, ast.Constant)}
    paths = [text for text in texts if isinstance(text, str) and text.startswith(f"{name}/")]
    if paths:  # `save(fit_outputs/model.keras)`: a path without quotes is a division
        return Finding("missing-quotes", name=paths[0])
    if name in texts or name.lower() in _BARE_WORDS:
        return Finding("missing-quotes", name=name if name in texts else name.lower())
    return None


# ---- words of Keras', of other libraries, of other languages ----


def _from_elsewhere(raised: Raised) -> str:
    """The unknown name where it may come from elsewhere: a layer's input is always a variable."""
    name = raised.unknown_name
    return "" if _is_read_by_a_layer(name, raised) else name


def _is_read_by_a_layer(name: str, raised: Raised) -> bool:
    """Whether a name stands alone in the second brackets of a layer, where only a variable makes sense."""
    layered = (call.node for call in raised.all_calls if isinstance(call.node.func, ast.Call))
    return any(name in map(ast.unparse, node.args) and name not in sys.modules for node in layered)


@rule(Stage.RAISED, "missing-prefix", explains_itself=True)
def missing_prefix(raised: Raised) -> Finding | None:
    """`Conv2D` for `keras.layers.Conv2D`."""
    name = _from_elsewhere(raised)
    for module in ("keras", "keras.layers"):
        if name in public_names(raised.variables.get("keras"), *module.split(".")[1:]):
            return Finding("missing-prefix", found=name, module=module)
    return None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def layer_in_other_case(raised: Raised) -> Finding | None:
    """`conv2d` for `keras.layers.Conv2D`."""
    name = _from_elsewhere(raised)
    layers = {name.lower(): name for name in public_names(raised.variables.get("keras"), "layers")}
    exact = layers.get(name.lower())
    return Finding("misspelt-layer", found=name, close=f"keras.layers.{exact}") if exact else None


@rule(Stage.RAISED, "capital-word", explains_itself=True)
def capital_word(raised: Raised) -> Finding | None:
    """`true` for `True`."""
    name = _from_elsewhere(raised)
    return Finding("capital-word", found=name, close=habits.CONSTANTS[name]) if name in habits.CONSTANTS else None


@rule(Stage.RAISED, "other-library", explains_itself=True)
def other_library(raised: Raised) -> Finding | None:
    """`nn.Conv2d`: PyTorch's."""
    name = _from_elsewhere(raised)
    return Finding("other-library", found=name, library=habits.LIBRARIES[name]) if name in habits.LIBRARIES else None


# ---- a name of the answer's own ----


@rule(Stage.RAISED, "line-not-stored")
def result_not_stored(raised: Raised) -> Finding | None:
    """A layer's result that no line stores: it should have got the unknown name."""
    name = raised.unknown_name
    return lost_result(raised.tree, name) if name else None


@rule(Stage.RAISED, "local-outside")
def local_outside(raised: Raised) -> Finding | None:
    """A name that only a function of the answer makes, read outside of it."""
    name = raised.unknown_name
    for function in (statement for statement in raised.tree.body if isinstance(statement, ast.FunctionDef)):
        if name in names_bound(function) - {function.name} and function.name in raised.variables:
            return Finding("local-outside", name=name, function=function.name)
    return None


@rule(Stage.RAISED, "misspelt-name", explains_itself=True)
def misspelt_name(raised: Raised) -> Finding | None:
    """A name close to one that there is."""
    name, answer = raised.unknown_name, raised.answer
    made_by_a_step = any(name in targets_of(challenge.solution or "") for challenge in answer.episode.challenges)
    close = _close_to(name, raised) if len(name) > 2 and not made_by_a_step else None  # two signs: too few for a guess
    return Finding("misspelt-name", name=name, close=close) if close else None


def _close_to(name: str, raised: Raised) -> str | None:
    answer, solution = raised.answer, raised.answer.solution
    functions = {statement.node.name for statement in raised.statements if isinstance(statement.node, ast.FunctionDef)}
    not_yet_made = set(answer.targets) - set(raised.variables)
    known = {*raised.variables, *names_bound(raised.tree)} - functions - not_yet_made - {name}
    known = {name for name in known if not name.startswith("_")}
    turned = [known_name for known_name in sorted(known) if sorted(known_name.split("_")) == sorted(name.split("_"))]
    if turned:
        return turned[0]
    wanted = known & (names_bound(solution) | names_needed(ast.unparse(solution)))
    part = {
        known_name
        for known_name in known
        if len(name) > 3 < len(known_name) and (known_name.startswith(name) or name.startswith(known_name))
    }
    usual = set() if _is_read_by_a_layer(name, raised) else set(_USUAL)
    for among, cutoff in ((wanted, 0.7), (known, 0.7), (part, 0.0), (usual, 0.75)):
        close = difflib.get_close_matches(name, sorted(among), n=1, cutoff=cutoff)
        if close:
            return close[0]
    return None


@rule(Stage.RAISED, "not-made-to-return")
def not_made_to_return(raised: Raised) -> Finding | None:
    """`return model` in a function that makes no `model`."""
    name = raised.unknown_name
    returns = (statement.value for statement in raised.statements if isinstance(statement.node, ast.Return))
    returned = name and any(getattr(value, "id", "") == name for value in returns)
    return Finding("not-made-to-return", name=name) if returned else None


@rule(Stage.RAISED, "letter-for-digit")
def letter_for_digit(raised: Raised) -> Finding | None:
    """`l6` for `16`."""
    name = raised.unknown_name
    if not re.fullmatch(r"[lIoO]+\d+", name):
        return None
    line = next(statement.line for statement in raised.statements if name in statement.reads)
    return Finding("letter-for-digit", line=line, found=name)


@rule(Stage.RAISED, "dot-in-name")
def dot_in_name(raised: Raised) -> Finding | None:
    """`x.intro = …` for `x_intro = …`."""
    name = raised.unknown_name
    for statement in raised.statements:
        target = statement.target
        dotted = isinstance(target, ast.Attribute) and ast.unparse(target.value) == name
        if dotted and f"{name}_{target.attr}" in raised.answer.targets:  # type: ignore[union-attr]
            return Finding("dot-in-name", line=statement.line, found=ast.unparse(target))  # type: ignore[arg-type]
    return None
