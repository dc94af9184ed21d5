"""What the cell around the line shows: layers in the wrong order, in a loop or a list, from the wrong beginning."""

import ast
from typing import Any, NamedTuple

from lesson_utils.checking.comparing.kinds import is_layer
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.making import made_by
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.wiring import layer_calls, starts_late
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.other_layer import expected_layer
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor

_WANT_FEATURE_MAPS = frozenset(["Conv2D", "MaxPooling2D", "MaxPool2D", "AveragePooling2D", "AvgPool2D"])


class _Flat(NamedTuple):
    """A layer that wants feature maps and is called on something flat."""

    call: Call
    layer: str
    name: str
    shape: tuple[int | None, ...]


def _flat(raised: Raised) -> _Flat | None:
    """The first such layer in the line that raised."""
    for call in raised.calls:
        layer = call.name if isinstance(call.node.func, ast.Call) else type(call.called).__name__
        if layer not in _WANT_FEATURE_MAPS or not (isinstance(call.node.func, ast.Call) or is_layer(call.called)):
            continue
        given = [*call.node.args, *(keyword.value for keyword in call.node.keywords)]
        value: Any = made_by(given[0], call.variables) if given else None
        if is_tensor(value) and len(value.shape) != 4:
            return _Flat(call, layer, ast.unparse(given[0]), tuple(value.shape))
    return None


def _made_in_this_cell(flat: _Flat, raised: Raised) -> bool:
    """Whether the cell itself flattened it: a matter of order then, not of cells run out of order."""
    return flat.name in raised.stored_above(flat.call.node.lineno)


@rule(Stage.RAISED, "wrong-layer")
def other_layer_before(raised: Raised) -> Finding | None:
    """The layer that made it flat, or this one, is another than the solution's."""
    flat = _flat(raised)
    if flat is None:
        return None
    layered = [call for call in raised.all_calls if isinstance(call.node.func, ast.Call)]
    above = [call for call in layered if call.node.lineno < flat.call.node.lineno]
    in_this_cell = _made_in_this_cell(flat, raised)
    call = (above[-1] if above else None) if in_this_cell else flat.call
    first_brackets = call.node.func if call is not None else None
    if not isinstance(first_brackets, ast.Call):
        return None
    made = next(call for call in raised.all_calls if call.node is first_brackets)
    expected = expected_layer(made)
    line = made.node.lineno if in_this_cell else None
    return Finding("wrong-layer", found=made.name, expected=expected, line=line) if expected else None


@rule(Stage.RAISED, "layers-in-a-list")
def layers_in_a_list(raised: Raised) -> Finding | None:
    """`x = [Layer(...)(y), Layer(...)(x)]`: no layer in it can read the one before."""
    for statement in raised.statements:
        listed = isinstance(statement.node, ast.Assign) and isinstance(statement.value, ast.List | ast.Tuple)
        if listed and not statement.inside and statement.covers(raised.line) and len(layer_calls(statement.value)) > 1:
            return Finding("layers-in-a-list", line=statement.line)
    return None


@rule(Stage.RAISED, "extra-round")
def too_many_rounds(raised: Raised) -> Finding | None:
    """A loop over more numbers than the task asks for layers: `for n in range(16, 32)`."""
    loops = {
        id(node): node for statement in raised.statements if statement.covers(raised.line) for node in statement.inside
    }
    expected = [call.layer for call in layer_calls(raised.answer.solution)]
    for loop in (node for node in loops.values() if isinstance(node, ast.For)):
        found = layer_calls(loop)
        wanted = max((expected.count(layer_call.layer) for layer_call in found), default=len(expected))
        if len(_range_of(loop.iter)) > wanted > 0:
            return Finding("extra-round", layer=found[0].layer if found else "layer", line=loop.lineno)
    return None


def _range_of(iterated: ast.expr) -> range:
    """What `range(16, 32)` runs through; nothing for any other expression."""
    try:
        written = isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range"
        return range(*map(ast.literal_eval, iterated.args)) if written else range(0)  # type: ignore[attr-defined]
    except (ValueError, TypeError):
        return range(0)


@rule(Stage.RAISED, "line-stored-aside")
def stored_aside(raised: Raised) -> Finding | None:
    """A line above stores its result where no later line looks, so that this one reads something older."""
    flat = _flat(raised)
    lost = lost_result(raised.tree, kept=raised.answer.targets) if flat is not None else None
    if flat is None or lost is None or lost.label != "line-stored-aside" or _made_in_this_cell(flat, raised):
        return None
    return lost if int(str(lost.values["line"])) < raised.line else None


@rule(Stage.RAISED, "starts-late")
def begins_elsewhere(raised: Raised) -> Finding | None:
    """The first layer reads what the second should."""
    late = starts_late(raised.tree, raised.answer.solution)
    return Finding("starts-late", found=late[0], expected=late[1]) if late else None


@rule(Stage.RAISED, "not-stored", explains_itself=True)
def not_stored(raised: Raised) -> Finding | None:
    """The cell stores nothing under the name asked for, besides."""
    explained = isinstance(raised.error, ValueError | TypeError | AttributeError)
    targets = set(raised.answer.targets) & names_bound(raised.answer.solution)  # others it only changes
    stores_none = raised.tree.body and targets and not targets & names_bound(raised.tree)
    return Finding("not-stored", name=min(targets)) if explained and stores_none else None


@rule(Stage.RAISED, "flat-too-early")
def flat_too_early(raised: Raised) -> Finding | None:
    """A line above in this cell made it flat."""
    flat = _flat(raised)
    if flat is None or not _made_in_this_cell(flat, raised):
        return None
    return Finding("flat-too-early", layer=flat.layer, name=flat.name, found=flat.shape)


@rule(Stage.RAISED, "wrong-rank")
def wrong_rank(raised: Raised) -> Finding | None:
    """It was flat before the cell ran."""
    flat = _flat(raised)
    return Finding("wrong-rank", layer=flat.layer, name=flat.name, found=flat.shape) if flat else None
