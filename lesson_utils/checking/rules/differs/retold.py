"""A difference in the network, told again by how the answer is written where that says more."""

import ast

from lesson_utils.checking.comparing.activations import activation_name
from lesson_utils.checking.comparing.kinds import is_layer_class
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.beside import calls_beside, calls_of_kind
from lesson_utils.checking.facts.calls import Variables, arguments_of, calls_of, name_called, resolve
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.source import line_commented_out, names_bound
from lesson_utils.checking.facts.wiring import (
    first_in_a_loop,
    layer_calls,
    model_ends_early,
    model_ends_swapped,
    model_starts_late,
    reads_other,
    reads_start_again,
    starts_late,
)
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs.reasons import reason_for
from lesson_utils.checking.rules.differs.returned import returned_instead
from lesson_utils.checking.rules.earlier.states import result_elsewhere
from lesson_utils.checking.rules.raised.connections import any_input_in_first_brackets
from lesson_utils.checking.rules.raised.model_ends import any_new_input
from lesson_utils.checking.rules.raised.positions import misplaced
from lesson_utils.checking.rules.stored.why import call_not_stored, stored_elsewhere
from lesson_utils.episodes import Episode
from lesson_utils.keras_internals import is_input, is_tensor

# Differences in a network of several layers that wrong wiring explains better.
_LOOSE_ENDS = frozenset(["missing-layer", "wrong-value", "wrong-layer", "wrong-input", "extra-layer", "wrong-order"])
_LOST = frozenset(["missing-layer", "missing-activation", "wrong-order"])


def retold(difference: Finding, name: str, answer: Answer) -> Finding:
    """The finding that names the mistake in the answer's own lines; the difference itself where none does.

    Parameters
    ----------
    name : str
        What the answer was to make.
    """
    tree, solution, variables = answer.tree, answer.solution, answer.variables
    if tree is None:
        return difference
    told = (
        _by_a_comma(tree)
        or _by_a_comment(difference, answer)
        or _by_an_input(name, tree, solution, variables)
        or _by_waiting(difference, tree, answer.episode)
        or _by_wiring(difference, name, tree, solution, variables)
        or _by_settings(difference, tree, answer)
        or _by_its_line(difference, name, tree, answer)
        or returned_instead(name, tree, difference)
    )
    again = len(layer_calls(solution)) == 1 and len(_attempts(name, tree)) > 1
    if again and told.label in ("wrong-value", "wrong-layer") and not told.values.get("note"):
        told.values["note"] = "Your cell holds several attempts; the last one counts."
    return told


def retold_tensor(difference: Finding, name: str, answer: Answer) -> Finding:
    """The same for a layer's result, which may be unconnected, or right under another name."""
    tree, variables = answer.tree, answer.variables
    if tree is None:
        return difference
    if difference.label == "layer-not-called":
        unstored = call_not_stored(name, tree, variables)
        return (
            unstored
            or any_input_in_first_brackets(calls_beside(tree, answer.solution, {**variables, **(answer.before or {})}))
            or difference
        )
    other = result_elsewhere(names_bound(tree) - {name}, variables, answer.reference.namespace[name])
    if other and difference.label.startswith("missing-"):
        return stored_elsewhere(other, name, answer.reference)
    return retold(difference, name, answer)


def _by_a_comma(tree: ast.Module) -> Finding | None:
    """`x = Layer(...)(y),` inside a chain: Keras takes the tuple of one and goes on."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Tuple) or len(node.value.elts) != 1:
            continue
        if isinstance(node.value.elts[0], ast.Call) and isinstance(node.targets[0], ast.Name):
            return Finding("stray-comma", name=node.targets[0].id, line=node.lineno)
    return None


def _by_a_comment(difference: Finding, answer: Answer) -> Finding | None:
    """The line of a layer that is missing stands behind a `#`."""
    if difference.label != "missing-layer":
        return None
    kind = str(difference.values["layer"]).split("`")[1]
    line = line_commented_out(answer.source or "", names_bound(answer.solution), kind)
    return Finding("commented-out", line=line) if line else None


def _by_an_input(name: str, tree: ast.Module, solution: ast.Module, variables: Variables) -> Finding | None:
    """A new input, and nothing else, where the task asks for a layer."""
    wanted, value = layer_calls(solution), variables.get(name)
    if not (wanted and is_tensor(value) and is_input(value)):
        return None
    made = [call for call in calls_of(tree) if name_called(call) == "Input"]
    return Finding("only-an-input", name=name, layer=wanted[-1].layer) if made else None


def _stores_of(name: str, tree: ast.Module) -> list[ast.Assign]:
    return [one for one in tree.body if isinstance(one, ast.Assign) and name in map(ast.unparse, one.targets)]


def _by_waiting(difference: Finding, tree: ast.Module, episode: Episode) -> Finding | None:
    """A function that does not end because it asks the user something, or computes with all the images."""
    if difference.label == "never-ends":
        stored = [
            one for one in ast.walk(tree) if isinstance(one, ast.Assign) and ast.unparse(one.value) in episode.given
        ]
        if stored:
            return Finding("images-stored", name=ast.unparse(stored[0].targets[0]), asked="keras.Input")
    asks = [call for call in calls_of(tree) if isinstance(call.func, ast.Name) and call.func.id == "input"]
    return Finding("waits-for-typing", line=asks[0].lineno) if difference.label == "never-ends" and asks else None


def _by_wiring(
    difference: Finding, name: str, tree: ast.Module, solution: ast.Module, variables: Variables
) -> Finding | None:
    label = difference.label
    if label == "wrong-input" and difference.values["found"] == difference.values["expected"]:
        return Finding("own-input", name=layer_calls(solution)[0].reads)
    if label == "wrong-input" and len(layer_calls(solution)) == 1:
        difference.values["note"] = f"That is in `{layer_calls(solution)[0].reads}`."
    late = starts_late(tree, solution)
    again = reads_start_again(tree) if len(layer_calls(solution)) > 1 else None
    if label in _LOOSE_ENDS and late:
        return Finding("starts-late", found=late[0], expected=late[1])
    if label in _LOOSE_ENDS and again:
        looped = again == first_in_a_loop(tree)
        return Finding(
            "loop-begins-again" if looped else "cut-off", layer=again.layer, name=again.reads, line=again.line
        )
    its_own = label == "wrong-layer" and difference.values["expected"] in [one.layer for one in layer_calls(solution)]
    other = reads_other(tree, solution) if label in _LOOSE_ENDS and not its_own else None
    if other:
        return Finding("reads-other", layer=other[0].layer, found=other[0].reads, expected=other[1])
    if label.startswith(("wrong-input-shape", "input-")) and (start := model_starts_late(tree)):
        return Finding("model-starts-late", name=start, kind="a layer's result")
    if label == "model-disconnected":
        return any_new_input(calls_beside(tree, solution, variables))
    if label == "missing-layer" and (swapped := model_ends_swapped(tree)):
        return Finding("ends-swapped", name=swapped)
    if label == "missing-layer" and (early := model_ends_early(tree)):
        return Finding("model-ends-early", found=early[0], expected=early[1], layer=early[2])
    if label in _LOST:
        return lost_result(tree, kept={name})
    if label in ("outer-tensors", "shared-layers"):
        return lost_result(tree, kept=names_bound(solution))
    return None


def _by_settings(difference: Finding, tree: ast.Module, answer: Answer) -> Finding | None:
    label, solution, variables = difference.label, answer.solution, answer.variables
    if "input-shape" in label or label.startswith("input-"):
        batch = next((one for call in calls_of(tree) for one in call.keywords if one.arg == "batch_shape"), None)
        if batch is not None:
            return Finding("batch-shape", found=ast.unparse(batch.value))
        curly = next((node for node in ast.walk(tree) if isinstance(node, ast.Set)), None)
        return Finding("set-for-tuple", found=ast.unparse(curly), line=curly.lineno) if curly else None
    if label == "missing-activation":
        return _linear(difference, tree, variables)
    if label == "missing-name":
        return _misspelt_name(tree)
    if label == "unasked-setting":
        return _set_by_a_line(str(difference.values["setting"]), tree)
    if label != "wrong-value":
        return None
    batch = next((one for call in calls_of(tree) for one in call.keywords if one.arg == "batch_shape"), None)
    if batch is not None and difference.values["setting"] == "batch_size":
        return Finding("batch-shape", found=ast.unparse(batch.value))
    kind, setting = str(difference.values["layer"]).split("`")[1], str(difference.values["setting"])
    swapped = next((call.exchanged for call in calls_of_kind(answer.calls, kind) if call.exchanged), {})
    if swapped:
        return Finding("values-swapped", layer=difference.values["layer"], **swapped)  # type: ignore[arg-type]
    slipped = misplaced(calls_of_kind(answer.calls, kind), setting) or _swapped_between(difference, kind, setting)
    if slipped:
        return slipped
    found, expected = difference.values["found"], difference.values["expected"]
    given = {name for call in calls_of(solution) for name in arguments_of(call, resolve(call.func, variables))}
    difference.values["default"] = setting not in given
    default = "" if setting in given else f"Leave `{setting}` out."
    difference.values["note"] = reason_for(setting, found, expected, answer.episode) or default
    return None


def _swapped_between(difference: Finding, kind: str, setting: str) -> Finding | None:
    """Two layers of a kind have each other's value."""
    if difference.chains is None:
        return None
    mine, wanted = ([one.settings.get(setting) for one in chain if one.kind == kind] for chain in difference.chains)
    if len(wanted) != 2 or mine == wanted or mine != wanted[::-1]:
        return None
    return Finding("swapped-between", layer=kind, setting=setting, expected=wanted[0], expected_second=wanted[1])


def _set_by_a_line(setting: str, tree: ast.Module) -> Finding | None:
    """`model.trainable = False`: the setting is changed by a line of its own, not by the layer's."""
    for node in ast.walk(tree):
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Attribute) and target.attr == setting:
            return Finding("sets-attribute", line=target.lineno, found=ast.unparse(target))
    return None


def _misspelt_name(tree: ast.Module) -> Finding | None:
    """`Model(…, names="…")`: Keras takes whatever it is given."""
    for call in calls_of(tree):
        for keyword in call.keywords if ast.unparse(call.func).endswith("Model") else ():
            if keyword.arg not in (None, "inputs", "outputs", "name", "trainable"):
                return Finding("misspelt-argument", function="Model", found=keyword.arg, close="name")
    return None


def _linear(difference: Finding, tree: ast.Module, variables: Variables) -> Finding | None:
    """An activation is written out, but it changes nothing."""
    kind = str(difference.values["layer"]).split("`")[1]
    alike = [call for call in calls_of(tree) if getattr(resolve(call.func, variables), "__name__", "") == kind]
    for call in alike:
        given = arguments_of(call, resolve(call.func, variables)).get("activation")
        if given is None or (isinstance(given, ast.Constant) and given.value is None):
            continue
        function = given.value if isinstance(given, ast.Constant) else resolve(given, variables)
        linear = activation_name(function) is None if function is not None else len(alike) == 1
        if linear:
            values = {"layer": difference.values["layer"], "expected": difference.values["expected"]}
            return Finding("linear-activation", found=ast.unparse(given), **values)  # type: ignore[arg-type]
    return None


def _by_its_line(difference: Finding, name: str, tree: ast.Module, answer: Answer) -> Finding | None:
    """Which line adds the layer too many, or the wrong one."""
    variables = answer.variables
    if difference.label in ("operation-for-layer", "wrong-layer"):
        return _wrong_in_line(difference, tree, variables)
    if difference.label != "extra-layer":
        return None
    kind = str(difference.values["layer"])
    lines = [
        call.lineno
        for call in calls_of(tree)
        if kind in (getattr(resolve(call.func, variables), "__name__", ""), ast.unparse(call.func).split(".")[-1])
    ]
    back = int(str(difference.values.pop("back", 0)))  # how many of its kind come after it
    if len(layer_calls(answer.solution)) == 1 == back and len(set(lines)) == len(_attempts(name, tree)) == 2:
        return Finding("two-attempts", layer=kind, line=lines[0], later=lines[1])
    loops = [one for one in ast.walk(tree) if isinstance(one, ast.For | ast.While)]
    looped = next((one for one in loops for line in lines if one.lineno < line <= (one.end_lineno or line)), None)
    if looped is not None:
        return Finding("extra-round", layer=kind, line=looped.lineno)
    if back < len(lines) == len(set(lines)):
        difference.values["line"] = lines[-1 - back]
    return None


def _wrong_in_line(difference: Finding, tree: ast.Module, variables: Variables) -> Finding | None:
    """`Dense(10) * (x)`, or the line in which the wrong layer stands."""
    for node in ast.walk(tree):
        left = node.left if isinstance(node, ast.BinOp) else None
        if isinstance(left, ast.Call) and is_layer_class(resolve(left.func, variables)):
            sign = ast.unparse(node)[len(ast.unparse(left)) :].strip().split(" ")[0]
            return Finding("sign-between", layer=name_called(left), found=sign)
    classes = {call: getattr(resolve(call.func, variables), "__name__", name_called(call)) for call in calls_of(tree)}
    lines = [call.lineno for call, name in classes.items() if name == difference.values["found"]]
    if len(set(lines)) == 1 and len(layer_calls(tree)) > 1:
        difference.values["line"] = lines[0]
    return None


def _attempts(name: str, tree: ast.Module) -> list[ast.Assign]:
    """The lines that store a layer's result under the name asked for."""
    return [one for one in _stores_of(name, tree) if layer_calls(one.value)]
