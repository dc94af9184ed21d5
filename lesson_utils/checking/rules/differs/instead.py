"""Something else than a layer's result: told by how it came there."""

import ast

from lesson_utils.checking.comparing.kinds import is_model, is_model_class
from lesson_utils.checking.facts.beside import calls_beside
from lesson_utils.checking.facts.calls import name_called, path_in, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.functions import silent_function
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.compiling import compile_stored_in
from lesson_utils.checking.rules.raised.connections import any_input_in_first_brackets
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.stored.calls import unstored_call
from lesson_utils.keras_internals import is_input


@rule(Stage.DIFFERS, "own-returns-nothing", "call-not-stored")
def called_and_not_stored(case: Differing) -> Finding | None:
    """A layer is stored, and a later line calls it by its name and stores nothing."""
    if case.label != "layer-not-called":
        return None
    return unstored_call(case.name, case.tree, case.answer.variables)


@rule(Stage.DIFFERS, "input-in-first-brackets", explains_itself=True)
def input_among_settings(case: Differing) -> Finding | None:
    """The layer got its input among its settings and did not complain."""
    if case.label != "layer-not-called":
        return None
    known = {**case.answer.variables, **(case.answer.before or {})}
    return any_input_in_first_brackets(calls_beside(case.tree, case.answer.solution, known))


@rule(Stage.DIFFERS, "stray-comma", explains_itself=True)
def stray_comma(case: Differing) -> Finding | None:
    """`x = Layer(...)(y),` makes a tuple of one. Inside a chain Keras takes it and goes on."""
    for node in case.assignments:
        if not isinstance(node.value, ast.Tuple) or len(node.value.elts) != 1:
            continue
        stored = case.label == "in-a-list" and node is case.last_stored
        if stored or (isinstance(node.value.elts[0], ast.Call) and isinstance(node.targets[0], ast.Name)):
            return Finding("stray-comma", name=ast.unparse(node.targets[0]), line=node.lineno)
    return None


@rule(Stage.DIFFERS, "in-a-list", "layer-beside-input", explains_itself=True)
def in_a_collection(case: Differing) -> Finding | None:
    """The result stands in a list or tuple, perhaps beside its layer."""
    if case.label not in ("in-a-list", "layer-beside-input"):
        return None
    return case.difference.finding.but(line=case.last_stored.lineno if case.last_stored else 0)


@rule(Stage.DIFFERS, "print-stored", explains_itself=True)
def print_stored(case: Differing) -> Finding | None:
    """`x = print(Layer(...)(y))`."""
    node = case.last_stored
    printed = node is not None and isinstance(node.value, ast.Call) and name_called(node.value) == "print"
    return Finding("print-stored", name=case.name, line=node.lineno) if node and printed and case.holds_none else None


@rule(Stage.DIFFERS, "own-returns-nothing")
def stores_what_returns_nothing(case: Differing) -> Finding | None:
    """`x = build(y)` where the answer's own `build` has no `return`."""
    value = case.last_stored.value if case.last_stored is not None else None
    called = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    if not case.holds_none or not silent_function(called, case.tree):
        return None
    return Finding("own-returns-nothing", name=case.name, found=called)


@rule(Stage.DIFFERS, "compile-stored", explains_itself=True)
def stores_what_compile_returns(case: Differing) -> Finding | None:
    """`model = model.compile(…)`."""
    return compile_stored_in(case.tree) if case.holds_none else None


@rule(Stage.DIFFERS, "other-file", "other-maker", explains_itself=True)
def made_by_another(case: Differing) -> Finding | None:
    """`model_dropout = create_model_intro()`: a cell that makes no layers of its own takes the wrong network."""
    made = case.last_stored
    wanted = [one.value for one in statements_of(case.answer.solution) if one.assigns(case.name)]
    if made is None or layer_calls(case.tree) or not wanted or not isinstance(wanted[-1], ast.Call):
        return None
    if (
        case.label in ("wrong-type", "tensor-not-model")
        or not is_model(case.expected)
        or _builds_layers(wanted[-1], case)
    ):
        return None  # of a model whose layers stand there, the layers tell more
    paths = [path_in(one) if isinstance(one, ast.Call) else "" for one in (made.value, wanted[-1])]
    if all(paths) and paths[0] != paths[1]:
        return Finding("other-file", function=name_called(wanted[-1]), found=paths[0], expected=paths[1])
    found, expected = (ast.unparse(one) for one in (made.value, wanted[-1]))
    return Finding("other-maker", name=case.name, found=found, expected=expected) if found != expected else None


def _builds_layers(made: ast.Call, case: Differing) -> bool:
    return is_model_class(resolve(made.func, case.answer.variables)) or bool(layer_calls(case.answer.solution))


@rule(Stage.DIFFERS, "called-on-images")
def called_on_images(case: Differing) -> Finding | None:
    """A layer was called on numbers, so that numbers came out."""
    if case.label != "images-stored" or type(case.found).__name__ != "EagerTensor" or not layer_calls(case.tree):
        return None
    if is_input(case.expected):
        return None
    asked = layer_calls(case.answer.solution)
    return Finding("called-on-images", name=case.name, reads=asked[0].reads if asked else "keras.Input")


@rule(Stage.DIFFERS, "function-not-called")
def lambda_not_called(case: Differing) -> Finding | None:
    """`x = lambda y: Layer(...)(y)`."""
    written = case.last_stored is not None and isinstance(case.last_stored.value, ast.Lambda)
    routine = case.label in ("function-not-called", "function-for-result")
    return Finding("function-not-called", name=case.name, found="lambda") if written and routine else None


@rule(Stage.DIFFERS, "only-an-input", explains_itself=True)
def only_an_input(case: Differing) -> Finding | None:
    """A new input, and nothing else, where the task asks for a layer."""
    asked = layer_calls(case.answer.solution)
    if not (asked and case.holds_an_input and any(name_called(call) == "Input" for call in case.calls)):
        return None
    return Finding("only-an-input", name=case.name, layer=asked[-1].layer)
