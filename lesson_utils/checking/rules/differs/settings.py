"""A setting that differs: told by where its value comes from."""

import ast

from lesson_utils.checking.comparing.activations import activation_of
from lesson_utils.checking.facts.beside import Call, calls_of_kind
from lesson_utils.checking.facts.calls import resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.positions import misplaced
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "batch-shape")
def batch_shape(case: Differing) -> Finding | None:
    """`Input(batch_shape=…)` counts the images too."""
    if not (case.is_about_input or (case.label == "wrong-value" and case.values["setting"] == "batch_size")):
        return None
    given = [keyword.value for call in case.calls for keyword in call.keywords if keyword.arg == "batch_shape"]
    return Finding("batch-shape", found=ast.unparse(given[0])) if given else None


@rule(Stage.DIFFERS, "set-for-tuple")
def curly_brackets(case: Differing) -> Finding | None:
    """`Input({32, 32, 3})`: a set forgets repeated numbers and their order."""
    curly = next(iter(nodes_of(case.tree, ast.Set)), None)
    if curly is None or not case.is_about_input:
        return None
    return Finding("set-for-tuple", found=ast.unparse(curly), line=curly.lineno)


@rule(Stage.DIFFERS, "linear-activation")
def linear_activation(case: Differing) -> Finding | None:
    """An activation is written out, but it changes nothing."""
    if case.label != "missing-activation":
        return None
    alike = _alike(case)
    for call in alike:
        given = call.arguments.get("activation")
        if given is not None and _is_linear(given, case, only=len(alike) == 1):
            layer, expected = case.values["layer"], case.values["expected"]
            return Finding("linear-activation", layer=layer, found=ast.unparse(given), expected=expected)
    return None


def _is_linear(given: ast.expr, case: Differing, only: bool) -> bool:
    if isinstance(given, ast.Constant):
        return given.value is not None and activation_of(given.value) is None
    function = resolve(given, case.answer.variables)
    return activation_of(function) is None if function is not None else only


@rule(Stage.DIFFERS, "misspelt-argument", explains_itself=True)
def misspelt_name(case: Differing) -> Finding | None:
    """`Model(…, names="…")`: Keras takes whatever it is given."""
    models = [call for call in case.calls if ast.unparse(call.func).endswith("Model")]
    for keyword in (keyword for call in models for keyword in call.keywords if case.label == "missing-name"):
        if keyword.arg not in (None, "inputs", "outputs", "name", "trainable"):
            return Finding("misspelt-argument", function="Model", found=keyword.arg, close="name")
    return None


@rule(Stage.DIFFERS, "sets-attribute")
def set_by_a_line(case: Differing) -> Finding | None:
    """`model.trainable = False`: the setting is changed by a line of its own, not by the layer's."""
    for node in case.assignments if case.label == "unasked-setting" else ():
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == case.values["setting"]:
            return Finding("sets-attribute", line=target.lineno, found=ast.unparse(target))
    return None


@rule(Stage.DIFFERS, "values-swapped")
def values_swapped(case: Differing) -> Finding | None:
    """Two settings of one layer have each other's value."""
    if case.label != "wrong-value":
        return None
    swapped = [call.exchanged for call in _alike(case) if call.exchanged]
    return Finding("values-swapped", layer=case.values["layer"], **swapped[0]) if swapped else None


@rule(Stage.DIFFERS, "argument-in-wrong-place", explains_itself=True)
def argument_in_wrong_place(case: Differing) -> Finding | None:
    """A value without a name has landed in a setting that it was not meant for."""
    finding = _misplaced(case)
    return finding if finding is not None and finding.label == "argument-in-wrong-place" else None


@rule(Stage.DIFFERS, "value-too-many", "values-swapped")
def value_too_many(case: Differing) -> Finding | None:
    """A value without a name is one too many, so that it lands where it makes no sense."""
    return _misplaced(case)


def _misplaced(case: Differing) -> Finding | None:
    if case.label != "wrong-value":
        return None
    return misplaced(_alike(case), case.values["setting"])


@rule(Stage.DIFFERS, "swapped-between")
def swapped_between(case: Differing) -> Finding | None:
    """Two layers of a kind have each other's value."""
    chains, setting = case.difference.chains, case.values.get("setting")
    if case.label != "wrong-value" or chains is None or setting is None:
        return None
    layer = case.values["layer"].name
    found, expected = ([step.settings.get(setting) for step in chain if step.name == layer] for chain in chains)
    if len(expected) != 2 or found == expected or found != expected[::-1]:
        return None
    first, second = expected
    return Finding("swapped-between", layer=layer, setting=setting, expected=first, expected_second=second)


def _alike(case: Differing) -> list[Call]:
    """The answer's calls of the layer that the difference speaks of."""
    return calls_of_kind(case.answer.calls, case.values["layer"].name)
