"""Small changes that would bring an answer nearer to the solution: one argument, number, sign, name or call."""

import ast
import copy
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer_class, is_model_class, parameters_of
from lesson_utils.checking.facts.calls import Variables, arguments_of, calls_of, name_called, resolve
from lesson_utils.checking.facts.statements import nodes_of, statements_of

SIGNS: dict[type[ast.AST], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//"}
SIGNS |= {ast.Mod: "%", ast.Pow: "**", ast.MatMult: "@"}
_MOST_RETURNED = 3  # things, of which one may be meant
_DEEPEST = 2  # calculations inside one another that are left out at once


@dataclass(frozen=True)
class Change:
    """One place of an answer, and what would stand there.

    Attributes
    ----------
    kind : str
        The label of the message that tells it.
    node : ast.AST
        The node of the answer in which something changes.
    part : str
        Which of its fields.
    place : int, optional
        Where in the field, if that is a list; behind its end stands for one more.
    new : object
        What comes there; None takes away what is there.
    line : int
        The line of the answer.
    values : dict
        What the message speaks of.
    """

    kind: str
    node: ast.AST
    part: str
    place: int | None
    new: Any
    line: int
    values: dict[str, Any] = field(default_factory=dict)


def changed(tree: ast.Module, changes: Iterable[Change]) -> ast.Module:
    """A copy of some code with changes made."""
    copies: dict[int, Any] = {}
    other = copy.deepcopy(tree, copies)
    for change in sorted(changes, key=lambda change: change.place or 0, reverse=True):
        node, new = copies[id(change.node)], copy.deepcopy(change.new, copies)
        if change.place is None:
            setattr(node, change.part, new)
        else:
            held = getattr(node, change.part)
            held[change.place : change.place + 1] = [] if new is None else [new]
    return ast.fix_missing_locations(other)


def changes_towards(tree: ast.Module, solution: ast.Module, variables: Variables) -> Iterator[Change]:
    """The changes, the likeliest first.

    Parameters
    ----------
    tree, solution : ast.Module
        The answer and what it should be like.
    variables : mapping
        What their names stand for.
    """
    yield from _settings(tree, solution, variables)
    yield from _lines(tree)
    yield from _signs(tree, solution)
    yield from _constants(tree, solution)
    yield from _stored_results(tree, variables)
    yield from _left_out(tree)
    yield from _functions(tree, solution)
    yield from _one_of_several(tree)


# ---- settings of calls ----


def _settings(tree: ast.Module, solution: ast.Module, variables: Variables) -> Iterator[Change]:
    """Arguments as the solution gives them in its call of the same function or method."""
    expected_calls = calls_of(solution)
    for name in dict.fromkeys(map(name_called, calls_of(tree))):
        same = [call for call in expected_calls if name_called(call) == name]
        for place, call in enumerate(one for one in calls_of(tree) if name_called(one) == name):
            called = resolve(call.func, variables)
            if same and not is_layer_class(called) and not is_model_class(called):
                yield from _of_one_call(call, same[min(place, len(same) - 1)], called)


def _of_one_call(call: ast.Call, asked: ast.Call, called: object) -> Iterator[Change]:
    found, expected = (_of_a_method(one) | arguments_of(one, called) for one in (call, asked))
    named = {one.arg: place for place, one in enumerate(call.keywords)}
    for setting, value in expected.items():
        about: dict[str, Any] = {"function": name_called(call), "setting": setting, "expected": value}
        if setting not in found:
            new = ast.keyword(setting, value)
            yield Change("setting-missing", call, "keywords", len(call.keywords), new, call.lineno, about)
        elif ast.dump(found[setting]) != ast.dump(value):
            about |= {"found": ast.unparse(found[setting])}
            line = found[setting].lineno
            if setting in named:
                yield Change("setting-differs", call.keywords[named[setting]], "value", None, value, line, about)
            elif not inspect.isbuiltin(called):  # whose parameters have names that nobody writes
                where = call.args.index(found[setting])
                yield Change("setting-differs", call, "args", where, value, line, about)
    for extra, place in named.items():
        if extra is not None and extra not in expected:
            about = {"function": name_called(call), "setting": extra, "found": ast.unparse(found[extra])}
            yield Change("setting-unasked", call, "keywords", place, None, call.keywords[place].lineno, about)


def _of_a_method(call: ast.Call) -> dict[str, ast.expr]:
    """The arguments without a name of an array's method, by the parameters of NumPy's function of that name."""
    import numpy as np

    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) == "np":
        return {}
    function = getattr(np, call.func.attr, None)
    return dict(zip(list(parameters_of(function))[1:], call.args, strict=False))


# ---- numbers, texts and signs ----


def _signs(tree: ast.Module, solution: ast.Module) -> Iterator[Change]:
    """Another sign of arithmetic that the solution has, too."""
    asked = list(dict.fromkeys(type(node.op) for node in nodes_of(solution, ast.BinOp)))
    calculations: list[ast.BinOp | ast.AugAssign] = [*nodes_of(tree, ast.BinOp), *nodes_of(tree, ast.AugAssign)]
    for node in calculations:
        for sign in asked:
            if not isinstance(node.op, sign):
                values = {"found": SIGNS.get(type(node.op), "?"), "expected": SIGNS.get(sign, "?")}
                yield Change("other-sign", node, "op", None, sign(), node.lineno, values)


def _constants(tree: ast.Module, solution: ast.Module) -> Iterator[Change]:
    """Another number or text that the solution has, and in arithmetic such a number for whatever stands there."""
    asked = {repr(node.value): node for node in nodes_of(solution, ast.Constant) if _is_plain(node.value)}
    operands = [node.right for node in nodes_of(solution, ast.BinOp) if isinstance(node.right, ast.Constant)]
    calculations: list[ast.BinOp | ast.AugAssign] = [*nodes_of(tree, ast.BinOp), *nodes_of(tree, ast.AugAssign)]
    sides = [(node, "right" if isinstance(node, ast.BinOp) else "value") for node in calculations]
    for node, part in sides:
        side = getattr(node, part)
        for new in operands if ast.unparse(side) not in asked else ():
            values = {"found": ast.unparse(side), "sign": SIGNS.get(type(node.op), "?"), "expected": new}
            yield Change("other-operand", node, part, None, new, side.lineno, values)
    for constant, parent, part, place in _within(tree, ast.Constant):
        for new in asked.values():
            if _is_plain(constant.value) and _alike(constant.value, new.value) and constant.value != new.value:
                values = {"found": ast.unparse(constant), "expected": new}
                yield Change("other-constant", parent, part, place, new, constant.lineno, values)


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _alike(found: object, expected: object) -> bool:
    return isinstance(found, str) == isinstance(expected, str)


# ---- what is done and lost, or done besides ----


def _stored_results(tree: ast.Module, variables: Variables) -> Iterator[Change]:
    """`x / 255` on a line of its own, stored under the name that it reads."""
    for statement in statements_of(tree):
        node = statement.node
        if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant):
            continue
        for name in sorted(statement.reads):
            if not callable(variables.get(name)) and not hasattr(variables.get(name), "__spec__"):
                stored = ast.Assign([ast.Name(name, ast.Store())], node.value)
                yield _for_the_statement(
                    tree, node, stored, "result-unused", {"name": name, "found": ast.unparse(node)}
                )


def _left_out(tree: ast.Module) -> Iterator[Change]:
    """One side of a calculation, a call around something, a part that is cut out: each taken away."""
    for node, parent, part, place in _within(tree, ast.BinOp):
        inner: ast.expr = node
        parts: list[str] = []
        for _ in range(_DEEPEST):
            if isinstance(inner, ast.BinOp):
                parts.insert(0, f"{SIGNS.get(type(inner.op), '?')} {ast.unparse(inner.right)}")
                inner = inner.left
                values = {"found": "`, then `".join(parts)}
                yield Change("part-besides", parent, part, place, inner, node.lineno, values)
        text = f"{ast.unparse(node.left)} {SIGNS.get(type(node.op), '?')}"
        yield Change("part-besides", parent, part, place, node.right, node.lineno, {"found": text})
    for node, parent, part, place in _within(tree, ast.Compare):
        values = {"found": ast.unparse(node).removeprefix(ast.unparse(node.left)).strip()}
        yield Change("part-besides", parent, part, place, node.left, node.lineno, values)
    for call, parent, part, place in _within(tree, ast.Call):
        values = {"found": f"{name_called(call)}(…)"}
        if isinstance(call.func, ast.Attribute):
            yield Change("part-besides", parent, part, place, call.func.value, call.lineno, values)
        if call.args:
            yield Change("part-besides", parent, part, place, call.args[0], call.lineno, values)
    for cut, parent, part, place in _within(tree, ast.Subscript):
        values = {"found": f"[{ast.unparse(cut.slice)}]"}
        if isinstance(cut.ctx, ast.Load):
            yield Change("part-besides", parent, part, place, cut.value, cut.lineno, values)


def _lines(tree: ast.Module) -> Iterator[Change]:
    """A line that goes on with what it reads, left out; the last such line first."""
    for statement in reversed(statements_of(tree)):
        again = statement.stores & statement.reads
        if isinstance(statement.node, ast.AugAssign) or (isinstance(statement.node, ast.Assign) and again):
            name = min(again, default=min(statement.reads))
            yield _for_the_statement(tree, statement.node, ast.Pass(), "line-besides", {"stored": name})


# ---- functions and names ----


def _functions(tree: ast.Module, solution: ast.Module) -> Iterator[Change]:
    """Another method or function that the solution calls; a method of the array for Python's function of its name."""
    asked = [call.func.attr for call in calls_of(solution) if isinstance(call.func, ast.Attribute)]
    for call, parent, part, place in _within(tree, ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id in asked and call.args:
            method = ast.Call(ast.Attribute(call.args[0], call.func.id, ast.Load()), call.args[1:], call.keywords)
            values = {"found": call.func.id, "owner": ast.unparse(call.args[0])}
            yield Change("function-for-method", parent, part, place, method, call.lineno, values)
    for call in calls_of(tree):
        for name in dict.fromkeys(asked):
            if isinstance(call.func, ast.Attribute) and call.func.attr != name:
                values = {"found": call.func.attr, "expected": name}
                yield Change("function-differs", call.func, "attr", None, name, call.lineno, values)


def _one_of_several(tree: ast.Module) -> Iterator[Change]:
    """One of the things that a call on the right of an assignment returns."""
    for node in nodes_of(tree, ast.Assign):
        called = name_called(node.value) if isinstance(node.value, ast.Call) else ""
        for which in range(_MOST_RETURNED if called else 0):
            one = ast.Subscript(node.value, ast.Constant(which), ast.Load())
            yield Change("one-of-several", node, "value", None, one, node.lineno, {"found": called})


def name_changes(tree: ast.Module, solution: ast.Module, variables: Variables) -> Iterator[Change]:
    """Another variable that the solution reads in place of one that the answer reads."""
    own = {name for statement in statements_of(tree) for name in statement.stores}
    read = dict.fromkeys(node.id for node in nodes_of(solution, ast.Name) if isinstance(node.ctx, ast.Load))
    asked = [name for name in read if (name in variables or name in own) and not _is_code(variables.get(name))]
    for node, parent, part, place in _within(tree, ast.Name):
        stored_in = isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store)
        if stored_in or not isinstance(node.ctx, ast.Load) or _is_code(variables.get(node.id)):
            continue
        for name in asked:
            if name != node.id:
                values = {"found": node.id, "expected_name": name}
                new = ast.Name(name, ast.Load())
                yield Change("other-variable", parent, part, place, new, node.lineno, values)


def _is_code(value: object) -> bool:
    """Whether a name stands for a module, a class or a function, not for data."""
    return callable(value) or type(value).__name__ == "module"


def value_changes(tree: ast.Module, solution: ast.Module) -> Iterator[Change]:
    """The whole right side of an assignment, as the solution has it for the same names."""
    asked = {_targets(node): node.value for node in nodes_of(solution, ast.Assign)}
    for node in nodes_of(tree, ast.Assign):
        value = asked.get(_targets(node))
        if value is not None:
            others = set(map(name_called, calls_of(node.value))) - set(map(name_called, calls_of(value)))
            values = {"calls": sorted(others), "value": node.value}
            yield Change("made-otherwise", node, "value", None, value, node.lineno, values)


def _targets(node: ast.Assign) -> str:
    return ", ".join(map(ast.unparse, node.targets))


# ---- where a node stands ----

Place = tuple[Any, ast.AST, str, int | None]


def _within(tree: ast.Module, kind: type[ast.AST]) -> list[Place]:
    """Every node of a kind with the node that holds it, and where."""
    return [place for place in _places(tree) if isinstance(place[0], kind)]


def _places(tree: ast.Module) -> Iterator[Place]:
    for parent in nodes_of(tree, ast.AST):
        for part, value in ast.iter_fields(parent):
            if isinstance(value, list):
                yield from ((node, parent, part, place) for place, node in enumerate(value))
            else:
                yield value, parent, part, None


def _for_the_statement(tree: ast.Module, node: ast.stmt, new: ast.stmt, kind: str, values: dict[str, Any]) -> Change:
    _, parent, part, place = next(one for one in _places(tree) if one[0] is node)
    return Change(kind, parent, part, place, new, node.lineno, values)
