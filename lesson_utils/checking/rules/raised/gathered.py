"""Lists and dictionaries that are asked for what they have not: made of the other kind, not made at all, compared."""

import ast
import inspect
from typing import Any

from lesson_utils.checking.comparing.kinds import kind_of
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.facts.loops import (
    changing_method_stored,
    collection_left_unmade,
    fillings_of,
    kind_made,
    made_at,
    pair_in_one_name,
)
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.rule import Stage, rule

_ORDERING = frozenset(["min", "max", "sorted"])
_KINDS: dict[type, str] = {list: "list", dict: "dictionary", set: "set", tuple: "tuple"}


@rule(Stage.RAISED, "collection-not-made", explains_itself=True)
def collection_not_made(raised: Raised) -> Finding | None:
    """`losses.append(loss)` and no `losses = []` above."""
    name, answer = raised.unknown_name, raised.answer
    return collection_left_unmade(name, raised.tree, answer.solution) if name in answer.targets else None


@rule(Stage.RAISED, "changing-stored", explains_itself=True)
def changing_stored(raised: Raised) -> Finding | None:
    """`losses = losses.append(loss)`: in the next round it is None."""
    error = raised.error
    if not isinstance(error, AttributeError | TypeError) or getattr(error, "obj", None) is not None:
        return None
    for name in raised.answer.targets:
        if found := changing_method_stored(name, raised.statements):
            return found
    return None


@rule(Stage.RAISED, "other-collection", explains_itself=True)
def other_collection(raised: Raised) -> Finding | None:
    """`losses = {}` and then `losses.append(loss)`; `losses = []` and then `losses[name] = loss`."""
    for name in raised.answer.targets if isinstance(raised.error, AttributeError | TypeError) else ():
        value = raised.variables.get(name)
        made = [one.value for one in made_at(name, raised.answer.solution)]
        wanted, kind = (kind_made(made[0]) if made else ""), _KINDS.get(type(value), "")
        line = [one.statement.line for one in fillings_of(name, raised.tree) if one.statement.covers(raised.line)]
        if wanted and kind and wanted != kind and line:
            return Finding("other-collection", name=name, found=kind, expected=wanted)
    return None


@rule(Stage.RAISED, "no-such-list-method", "no-such-dictionary-method", explains_itself=True)
def no_such_method(raised: Raised) -> Finding | None:
    """`losses.append(loss)` of a dictionary, `losses.add(loss)` of a list."""
    error = raised.error
    held = error.obj if isinstance(error, AttributeError) and error.name else None
    kind = _KINDS[type(held)] if type(held) in (list, dict) else ""
    for node in nodes_of(raised.tree, ast.Attribute) if kind else ():
        name = ast.unparse(node.value)
        if node.attr == error.name and raised.variables.get(name) is error.obj:  # type: ignore[attr-defined]
            label = "no-such-list-method" if kind == "list" else "no-such-dictionary-method"
            return Finding(label, name=name, found=node.attr)
    return None


@rule(Stage.RAISED, "numbered-places", explains_itself=True)
def numbered_places(raised: Raised) -> Finding | None:
    """`losses[rate] = loss` of a list."""
    for name, value in raised.variables.items() if isinstance(raised.error, TypeError | IndexError) else ():
        for one in fillings_of(name, raised.tree) if isinstance(value, list) else ():
            if one.key is not None and one.statement.covers(raised.line):
                return Finding("numbered-places", name=name, found=ast.unparse(one.key), line=one.statement.line)
    return None


@rule(Stage.RAISED, "never-filled", explains_itself=True)
def never_filled(raised: Raised) -> Finding | None:
    """`min(losses)`, where `losses` is as empty as it was made."""
    for name in raised.answer.targets if isinstance(raised.error, ValueError) else ():
        wanted = any(one.statement.loop is not None for one in fillings_of(name, raised.answer.solution))
        if wanted and made_at(name, raised.tree) and raised.variables.get(name) in ([], {}):
            return Finding("never-filled", name=name) if not fillings_of(name, raised.tree) else None
    return None


@rule(Stage.RAISED, "asked-of-a-history", explains_itself=True)
def asked_of_a_history(raised: Raised) -> Finding | None:
    """`history["val_loss"]` for `history.history["val_loss"]`."""
    for node in nodes_of(raised.tree, ast.Subscript) if isinstance(raised.error, TypeError) else ():
        name = ast.unparse(node.value)
        if type(raised.variables.get(name)).__name__ == "History":
            return Finding("asked-of-a-history", name=name, line=node.lineno)
    return None


@rule(Stage.RAISED, "extend-for-append", explains_itself=True)
def extend_for_append(raised: Raised) -> Finding | None:
    """`losses.extend(loss)`, `losses += loss`: a number is no collection."""
    for one in raised.statements if isinstance(raised.error, TypeError) else ():
        name = ast.unparse(one.node.target) if isinstance(one.node, ast.AugAssign) and one.covers(raised.line) else ""
        if isinstance(raised.variables.get(name), list):
            return Finding("extend-for-append", name=name, line=one.line)
    for call in raised.calls if isinstance(raised.error, TypeError) else ():
        owner = call.node.func.value if isinstance(call.node.func, ast.Attribute) else None
        if call.name == "extend" and owner is not None and isinstance(raised.variables.get(ast.unparse(owner)), list):
            return Finding("extend-for-append", name=ast.unparse(owner), line=call.node.lineno)
    return None


@rule(Stage.RAISED, "not-unpacked", explains_itself=True)
def not_unpacked(raised: Raised) -> Finding | None:
    """`loss = model.evaluate(…)`: both numbers in one name."""
    if not isinstance(raised.error, TypeError | ValueError):
        return None
    return pair_in_one_name(raised.tree, raised.answer.solution, raised.answer.variables)


@rule(Stage.RAISED, "key-is-no-function", explains_itself=True)
def key_is_no_function(raised: Raised) -> Finding | None:
    """`min(losses, key=losses.get())`, `key=losses`, `key=get`."""
    known = isinstance(raised.error, TypeError) or raised.unknown_name
    for call in raised.calls if known else ():
        given = {one.arg: one.value for one in call.node.keywords}.get("key")
        if call.name not in _ORDERING or given is None or isinstance(given, ast.Lambda):
            continue
        value: Any = raised.variables.get(given.id) if isinstance(given, ast.Name) else None
        unknown = isinstance(given, ast.Name) and given.id == raised.unknown_name
        whole = isinstance(given, ast.Attribute) and given.attr in ("values", "keys", "items")
        if (
            unknown
            or whole
            or isinstance(given, ast.Call | ast.Constant)
            or (value is not None and not callable(value))
        ):
            return Finding("key-is-no-function", function=call.name, found=ast.unparse(given))
    return None


@rule(Stage.RAISED, "not-comparable", explains_itself=True)
def not_comparable(raised: Raised) -> Finding | None:
    """`min` of a dictionary that holds whole histories."""
    for call in raised.calls if isinstance(raised.error, TypeError | ValueError) else ():
        name = ast.unparse(call.node.args[0]) if call.name in _ORDERING and call.node.args else ""
        held = raised.variables.get(name)
        values = list(held.values()) if isinstance(held, dict) else held if isinstance(held, list) else []
        if values and not isinstance(values[0], int | float | str) and getattr(values[0], "shape", None) != ():
            return Finding("not-comparable", name=name, function=call.name, found=kind_of(values[0]))
    return None


@rule(Stage.RAISED, "not-validated", "not-recorded", explains_itself=True)
def not_in_the_history(raised: Raised) -> Finding | None:
    """`history.history["val_loss"]` of a training without validation data."""
    key = raised.error.args[0] if isinstance(raised.error, KeyError) and raised.error.args else None
    if not isinstance(key, str):
        return None
    for node in nodes_of(raised.tree, ast.Subscript):
        asked = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if asked != key or not isinstance(node.value, ast.Attribute) or node.value.attr != "history":
            continue
        name = ast.unparse(node.value.value)
        held = getattr(raised.variables.get(name), "history", None)
        if not isinstance(held, dict):
            continue
        if key.startswith("val_") and not any(one.startswith("val_") for one in held):
            return Finding("not-validated", name=name)
        return Finding("not-recorded", name=name, expected=key, found=", ".join(held))
    return None


@rule(Stage.RAISED, "listed-otherwise", explains_itself=True)
def listed_otherwise(raised: Raised) -> Finding | None:
    """`for name in ['SGD', 'RMS prop', 'Adam']`: Keras knows no such name."""
    found, expected = (_texts_looped_over(code) for code in (raised.tree, raised.answer.solution))
    if not isinstance(raised.error, ValueError) or len(found) != len(expected):
        return None
    for one, other in zip(found, expected, strict=True):
        if one != other and one not in expected and one in str(raised.error):
            return Finding("listed-otherwise", found=Quoted(one), expected=Quoted(other))
    return None


def _texts_looped_over(code: ast.AST) -> list[str]:
    """The texts in the lists that loops go through, from left to right."""
    loops = nodes_of(code, ast.For)
    held = {ast.unparse(loop.iter) for loop in loops}
    listed = [loop.iter for loop in loops] + [
        node.value for node in nodes_of(code, ast.Assign) if ast.unparse(node.targets[0]) in held
    ]
    texts = (node for one in listed for node in ast.walk(one) if isinstance(node, ast.Constant))
    ordered = sorted(texts, key=lambda one: (one.lineno, one.col_offset))
    return [node.value for node in ordered if isinstance(node.value, str)]


@rule(Stage.RAISED, "weights-for-model", explains_itself=True)
def weights_for_model(raised: Raised) -> Finding | None:
    """`model.load_weights(path)` where a whole model was to be loaded."""
    found, expected = ({name_called(call) for call in calls_of(code)} for code in (raised.tree, raised.answer.solution))
    lines = [call.lineno for call in calls_of(raised.tree) if name_called(call) == "load_weights"]
    other = lines and "load_model" in expected and not {"load_model"} & found
    return Finding("weights-for-model", line=lines[0]) if other else None


@rule(Stage.RAISED, "function-not-called", explains_itself=True)
def method_not_called(raised: Raised) -> Finding | None:
    """`predictions = model.predict`: a later line stumbles over it."""
    for one in raised.statements:
        if not isinstance(one.value, ast.Attribute) or not isinstance(one.target, ast.Name):
            continue
        held = raised.answer.variables.get(one.target.id)
        called = any(name_called(call) == one.value.attr for call in calls_of(raised.answer.solution))
        if inspect.ismodule(resolve(one.value.value, raised.answer.variables)):
            continue
        if callable(held) and getattr(held, "__name__", "") == one.value.attr and called:
            return Finding("function-not-called", name=one.target.id, found=ast.unparse(one.value))
    return None
