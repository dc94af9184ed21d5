"""Held against the solution's call of the same thing: a value that differs, is left out, or is too many."""

import difflib

from lesson_utils.checking.comparing.kinds import is_layer_class, is_model_class
from lesson_utils.checking.facts.beside import Call, alike
from lesson_utils.checking.facts.calls import Written
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.known import PADDINGS
from lesson_utils.checking.rules.raised.other_layer import expected_layer, layer_instead_of
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.CALL, "values-swapped")
def values_swapped(call: Call) -> Finding | None:
    """`Conv2D(filters=(3, 3), kernel_size=16)`."""
    values = call.exchanged
    return Finding("values-swapped", layer=f"`{call.name}`", **values) if values else None


# What is needed although the signature does not say so.
_NEEDED = {"Model": ("inputs", "outputs"), "Input": ("shape",)}


@rule(Stage.CALL, "missing-argument", explains_itself=True)
def left_out(call: Call) -> Finding | None:
    """`Model(x)`, `Input()`. What is optional is never missing: without it nothing raises."""
    needed = (name for name in _NEEDED.get(call.name, ()) if name in call.expected and name not in call.found)
    setting = next(needed, None)
    return Finding("missing-argument", function=call.name, setting=setting) if setting is not None else None


@rule(Stage.CALL, "wrong-value")
def wrong_value(call: Call) -> Finding | None:
    """Another value than the solution's."""
    for setting, expected in call.expected.items():
        if setting not in call.found or isinstance(expected, Written) or alike(call.found[setting], expected):
            continue
        layer = f"`{call.name}`"
        return Finding("wrong-value", layer=layer, setting=setting, found=call.found[setting], expected=expected)
    return None


def _unasked(call: Call) -> str | None:
    """A setting of a layer or model that the solution does not give."""
    if call.expected_call is None or not (is_layer_class(call.called) or is_model_class(call.called)):
        return None
    return next((name for name in call.found if name not in call.expected and name != "name"), None)


@rule(Stage.CALL, "unknown-padding")
def unknown_padding(call: Call) -> Finding | None:
    """`padding='valid_'`."""
    found = call.found[setting] if (setting := _unasked(call)) == "padding" else None
    if not isinstance(found, str):
        return None
    close = difflib.get_close_matches(found.lower(), PADDINGS, n=1, cutoff=0.6)
    return Finding("unknown-padding", found=found, close=close[0] if close else PADDINGS[0])


@rule(Stage.CALL, "unasked-argument")
def unasked_argument(call: Call) -> Finding | None:
    """A setting too many."""
    setting = _unasked(call)
    return (
        Finding("unasked-argument", function=call.name, setting=setting, found=call.found[setting]) if setting else None
    )


@rule(Stage.CALL, "wrong-layer")
def other_layer(call: Call) -> Finding | None:
    """`Dense(…)` where the solution has `Conv2D(…)`."""
    expected = expected_layer(call)
    return Finding("wrong-layer", found=call.name, expected=expected) if expected else None


@rule(Stage.CALL, "own-model", explains_itself=True)
def model_for_layer(call: Call) -> Finding | None:
    """`Sequential(…)` where the solution makes a layer."""
    own = is_model_class(call.called) and layer_instead_of(call)
    return Finding("own-model", name=call.name) if own else None
