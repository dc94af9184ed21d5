"""Where a model begins and ends: `Model(inputs=…, outputs=…)`."""

import ast
from collections.abc import Iterable

from lesson_utils.checking.comparing.kinds import is_layer
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import resolve
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_input, is_tensor

_PLACES = {"inputs": "beginning", "outputs": "end"}


def _ends(call: Call) -> dict[str, ast.expr]:
    """What a call of `Model` gets as its inputs and outputs; nothing for any other call, or one that lacks either."""
    if getattr(call.called, "__name__", "") != "Model":
        return {}
    ends = dict(zip(_PLACES, call.node.args, strict=False))
    ends |= {keyword.arg: keyword.value for keyword in call.node.keywords if keyword.arg in _PLACES}
    return {setting: ends[setting] for setting in _PLACES} if set(_PLACES) <= set(ends) else {}


@rule(Stage.CALL, "quoted-name", explains_itself=True)
def quoted_end(call: Call) -> Finding | None:
    """`Model(inputs='inputs', …)`."""
    for end in _ends(call).values():
        quoted = end.value if isinstance(end, ast.Constant) else None
        if isinstance(quoted, str) and is_tensor(call.variables.get(quoted)):
            return Finding("quoted-name", name=quoted)
    return None


@rule(Stage.CALL, "model-end-no-result")
def end_is_no_result(call: Call) -> Finding | None:
    """`Model(inputs=32, …)`, `Model(inputs=x.shape, …)`."""
    for setting, end in _ends(call).items():
        if isinstance(end, ast.Constant) or ast.unparse(end).endswith(".shape"):
            return Finding("model-end-no-result", setting=setting, found=ast.unparse(end), end=_PLACES[setting])
    return None


@rule(Stage.CALL, "model-new-input")
def model_new_input(call: Call) -> Finding | None:
    """`Model(inputs=keras.Input(…), …)`: an input that no layer reads."""
    start = _ends(call).get("inputs")
    return Finding("model-new-input", found=ast.unparse(start)) if isinstance(start, ast.Call) else None


def any_new_input(calls: Iterable[Call]) -> Finding | None:
    """The finding for a model with an input that no layer reads, where Keras did not complain."""
    return next(filter(None, map(model_new_input, calls)), None)


@rule(Stage.CALL, "layer-not-called", explains_itself=True)
def end_not_called(call: Call) -> Finding | None:
    """`Model(inputs=x, outputs=dense)`, where `dense` is a layer."""
    ends = _ends(call)
    end = resolve(ends["outputs"], call.variables) if ends else None
    if not is_layer(end):
        return None
    return Finding("layer-not-called", name=ast.unparse(ends["outputs"]), layer=type(end).__name__)


@rule(Stage.CALL, "model-on-images")
def model_on_images(call: Call) -> Finding | None:
    """`Model(inputs=train_images, …)`."""
    ends = _ends(call)
    start = resolve(ends["inputs"], call.variables) if ends else None
    array = hasattr(start, "dtype") and not is_tensor(start)
    return Finding("model-on-images", name=ast.unparse(ends["inputs"])) if array else None


@rule(Stage.CALL, "ends-swapped")
def ends_swapped(call: Call) -> Finding | None:
    """`Model(inputs=outputs, outputs=inputs)`."""
    ends = _ends(call)
    start, end = (resolve(node, call.variables) for node in ends.values()) if ends else (None, None)
    late = is_tensor(start) and is_tensor(end) and not is_input(start)
    return Finding("ends-swapped", name=ast.unparse(ends["inputs"])) if late and is_input(end) else None


@rule(Stage.CALL, "model-starts-late")
def model_starts_late(call: Call) -> Finding | None:
    """`Model(inputs=x, …)`, where `x` is a layer's result, or no result at all."""
    ends = _ends(call)
    if not ends:
        return None
    written, start = ast.unparse(ends["inputs"]), resolve(ends["inputs"], call.variables)
    if isinstance(start, tuple | list):
        return Finding("model-starts-late", name=written, kind="a shape" if ".shape" in written else "a tuple")
    late = is_tensor(start) and is_tensor(resolve(ends["outputs"], call.variables)) and not is_input(start)
    return Finding("model-starts-late", name=written, kind="a layer's result") if late else None
