"""What `fit`, `evaluate` and `predict` are given, where Keras refuses it in words that help nobody."""

import ast
from collections.abc import Iterator

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import name_called
from lesson_utils.checking.facts.methods import MethodCall, are_other_data, held, method_calls
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_IMAGES, _LABELS = "x", "y"
_METHODS = {  # what each is for, in the words of a message
    "fit": "trains a model",
    "evaluate": "measures a model: its loss and its metrics",
    "predict": "gives the probabilities for each image",
}
# What the methods are called in other libraries.
_ELSEWHERE = {"train": "fit", "learn": "fit", "fit_generator": "fit", "score": "evaluate", "test": "evaluate"}
_ELSEWHERE |= {"forward": "predict", "predict_proba": "predict", "predict_classes": "predict"}


@rule(Stage.RAISED, "other-method", explains_itself=True)
def method_named_otherwise(raised: Raised) -> Finding | None:
    """`model.train()`, `model.score()`: the method has another name in Keras."""
    asked = [method for method in _METHODS if f".{method}(" in (raised.answer.challenge.solution or "")]
    for call in raised.calls:
        method = call.node.func.attr if isinstance(call.node.func, ast.Attribute) else ""
        wanted = _ELSEWHERE.get(method)
        if wanted in asked:
            return Finding("other-method", found=method, expected=wanted, asks=_METHODS[wanted])
    return None


@rule(Stage.RAISED, "pair-wanted", explains_itself=True)
def pair_wanted(raised: Raised) -> Finding | None:
    """`validation_data=val_images`, `validation_data={val_images: val_labels}`."""
    for call in _calls(raised):
        for setting, expected in call.expected_arguments.items():
            found = call.arguments.get(setting)
            alone = isinstance(found, ast.Name) and hasattr(held(found, raised.answer), "shape")
            alone |= isinstance(found, ast.Tuple | ast.List) and len(found.elts) != len("xy")
            if isinstance(expected, ast.Tuple) and (alone or isinstance(found, ast.Dict | ast.Set)):
                return Finding("pair-wanted", setting=setting, found=ast.unparse(found))  # type: ignore[arg-type]
    return None


@rule(Stage.RAISED, "pair-too-many", explains_itself=True)
def pair_too_many(raised: Raised) -> Finding | None:
    """`evaluate((val_images, val_labels))`."""
    for call in _calls(raised):
        found = call.arguments.get(_IMAGES)
        if isinstance(found, ast.Tuple) and not isinstance(call.expected_arguments.get(_IMAGES), ast.Tuple):
            return Finding("pair-too-many", function=call.method, found=ast.unparse(found))
    return None


@rule(Stage.RAISED, "labels-missing", explains_itself=True)
def labels_missing(raised: Raised) -> Finding | None:
    """`evaluate(val_images)`."""
    for call in _calls(raised):
        expected = call.expected_arguments.get(_LABELS)
        if expected is not None and _LABELS not in call.arguments and _IMAGES in call.arguments:
            return Finding("labels-missing", function=call.method, expected=ast.unparse(expected))
    return None


@rule(Stage.RAISED, "labels-missing", explains_itself=True)
def split_without_labels(raised: Raised) -> Finding | None:
    """`train_test_split(train_images, test_size=0.2)`: two parts come back where four are taken."""
    for call in raised.calls:
        asked = call.expected_call
        forgotten = asked.args[len(call.node.args) :] if asked is not None else []
        if name_called(call.node) == "train_test_split" and call.node.args and forgotten:
            expected = ast.unparse(forgotten[0])
            known = expected in raised.variables
            return Finding("labels-missing", function="train_test_split", expected=expected) if known else None
    return None


@rule(Stage.RAISED, "data-swapped", explains_itself=True)
def data_swapped(raised: Raised) -> Finding | None:
    """`fit(x=train_labels, y=train_images)`, `validation_data=(val_labels, val_images)`."""
    for call in _calls(raised):
        for setting, found, expected in _pairs(call):
            values = [held(one, raised.answer) for one in (*found, *expected)]
            if all(hasattr(one, "shape") for one in values) and _exchanged(*values):
                return Finding("data-swapped", function=call.method, setting=setting, found=ast.unparse(found[0]))
    return None


@rule(Stage.RAISED, "number-in-quotes", explains_itself=True)
def number_in_quotes(raised: Raised) -> Finding | None:
    """`epochs="10"`."""
    for call in _calls(raised):
        for setting, found in call.arguments.items():
            text = found.value if isinstance(found, ast.Constant) else None
            if isinstance(text, str) and text.strip().isdecimal():
                return Finding("number-in-quotes", function=call.method, setting=setting, found=text)
    return None


@rule(Stage.RAISED, "wrong-data", explains_itself=True)
def wrong_data(raised: Raised) -> Finding | None:
    """`validation_data=(test_images, test_labels)`; `y=train_labels.argmax(axis=1)`, made of the right data."""
    for call in _calls(raised):
        for setting, expected in call.expected_arguments.items():
            found = call.arguments.get(setting)
            if found is None:
                continue
            other = are_other_data(found, expected, raised.answer) or _is_no_array(found, expected, raised.answer)
            if other or _is_made_of(found, expected):
                values = {"found": ast.unparse(found), "expected": ast.unparse(expected)}
                return Finding("wrong-data", function=call.method, setting=setting, **values)
    return None


def _calls(raised: Raised) -> Iterator[MethodCall]:
    """The calls of a model's methods in the line that raised, each beside the solution's."""
    nodes = [call.node for call in raised.calls]
    return (call for call in method_calls(raised.answer) if call.node in nodes)


def _pairs(call: MethodCall) -> Iterator[tuple[str, tuple[ast.expr, ...], tuple[ast.expr, ...]]]:
    """Images and labels, as they are given and as the solution gives them."""
    found, expected = (
        tuple(one[name] for name in (_IMAGES, _LABELS) if name in one)
        for one in (call.arguments, call.expected_arguments)
    )
    if len(found) == len(expected) == len("xy"):
        yield "x", found, expected
    for setting, wanted in call.expected_arguments.items():
        given = call.arguments.get(setting)
        if isinstance(given, ast.Tuple | ast.List) and isinstance(wanted, ast.Tuple) and len(given.elts) == len("xy"):
            yield setting, tuple(given.elts), tuple(wanted.elts)


def _exchanged(images: object, labels: object, expected_images: object, expected_labels: object) -> bool:
    return images is expected_labels and labels is expected_images


def _is_no_array(found: ast.expr, expected: ast.expr, answer: Answer) -> bool:
    """`y=class_names`."""
    return type(held(found, answer)) in (list, str, dict) and hasattr(held(expected, answer), "shape")


def _is_made_of(found: ast.expr, expected: ast.expr) -> bool:
    """Whether an expression works something out from the very array that is asked for."""
    if not isinstance(expected, ast.Name) or isinstance(found, ast.Name | ast.Tuple):
        return False
    return any(isinstance(node, ast.Name) and node.id == expected.id for node in ast.walk(found))
