"""Why an answer that ran left nothing, or nothing new, in the variable it was to fill."""

import ast

from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.cases import Stored
from lesson_utils.checking.facts.lost import never_called, swallowing_try
from lesson_utils.checking.facts.source import line_commented_out, names_bound
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.facts.steps import own_layer
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.stored.calls import unstored_call
from lesson_utils.checking.rules.stored.elsewhere import result_elsewhere, stored_elsewhere
from lesson_utils.keras_internals import is_tensor


@rule(Stage.STORED, "not-run", explains_itself=True)
def not_run(case: Stored) -> Finding | None:
    """Nobody knows of a cell, and there is no variable either."""
    return Finding("not-run", Status.NOT_ATTEMPTED, name=case.name) if case.answer.tree is None else None


@rule(Stage.STORED, "commented-out")
def line_behind_a_hash(case: Stored) -> Finding | None:
    """The line that would fill it stands behind a `#`."""
    hidden = None
    if case.name not in names_bound(case.tree):
        hidden = line_commented_out(case.answer.source or "", (case.name,))
    return Finding("commented-out", Status.NOT_ATTEMPTED, line=hidden) if hidden is not None else None


@rule(Stage.STORED, "other-name", "function-not-defined", explains_itself=True)
def no_such_function(case: Stored) -> Finding | None:
    """The function that is asked for is not defined, or under another name."""
    if case.is_gone or not is_function(case.expected):
        return None
    other = next((node.name for node in case.tree.body if isinstance(node, ast.FunctionDef)), None)
    if other is None:
        return Finding("function-not-defined", name=case.name)
    return Finding("other-name", found=other, expected=case.name)


@rule(Stage.STORED, "hidden-error", explains_itself=True)
def hidden_error(case: Stored) -> Finding | None:
    """A `try` hides what went wrong."""
    hiding = swallowing_try(case.tree)
    return Finding("hidden-error", line=hiding.lineno) if hiding is not None else None


@rule(Stage.STORED, "deleted", explains_itself=True)
def deleted(case: Stored) -> Finding | None:
    """`del x` in the answer itself."""
    for statement in case.answer.statements if case.is_gone else ():
        if isinstance(statement.node, ast.Delete) and case.name in statement.stores:
            return Finding("deleted", name=case.name, line=statement.line)
    return None


@rule(Stage.STORED, "never-called", explains_itself=True)
def function_never_called(case: Stored) -> Finding | None:
    """All is done in a function that nothing calls."""
    unused = never_called(case.tree, {case.name})
    return Finding("never-called", found=unused, name=case.name) if unused else None


@rule(Stage.STORED, "condition-not-met")
def condition_not_met(case: Stored) -> Finding | None:
    """The line that fills it stands under a condition, or in a loop, that was not entered."""
    for node in case.tree.body:
        if isinstance(node, ast.If | ast.For | ast.While) and case.name in names_bound(node):
            return Finding("condition-not-met", name=case.name, line=node.lineno)
    return None


@rule(Stage.STORED, "gone", "removed-since", "not-there")
def gone_since(case: Stored) -> Finding | None:
    """The cell would fill it, but there is no such variable now."""
    if not case.is_gone:
        return None
    maker = case.answer.reference.makers.get(case.name) if case.name in case.answer.needed else None
    if maker is not None:
        return Finding("gone", Status.EARLIER_STEP, name=case.name, restart=maker)
    if case.answer.before is not None:
        return Finding("removed-since", name=case.name)
    return Finding("not-there", Status.NOT_ATTEMPTED, name=case.name)


@rule(Stage.STORED, "missing-layer")
def unchanged(case: Stored) -> Finding | None:
    """A line fills it with what it held before: `x = x`."""
    assigned = any(case.name in names_bound(node) for node in case.tree.body if isinstance(node, ast.Assign))
    return Finding("missing-layer", layer=own_layer(case.answer, case.expected)) if assigned else None


@rule(Stage.STORED, "other-name", "other-name-overwrites", "other-alphabet", explains_itself=True)
def other_name(case: Stored) -> Finding | None:
    """The right result, or the only result there is, is stored under another name."""
    # What the solution stores there as well, such as a loop's variable, is no result under a wrong name.
    made, variables = names_bound(case.tree) - names_bound(case.answer.solution), case.answer.variables
    tensors = [name for name in made if is_tensor(variables.get(name))]
    other = result_elsewhere(made, variables, case.expected) or (tensors[0] if len(tensors) == 1 else None)
    return stored_elsewhere(other, case.name, case.answer.reference) if other else None


@rule(Stage.STORED, "own-model", explains_itself=True)
def own_model(case: Stored) -> Finding | None:
    """`model.add(…)` where one layer is asked for."""
    made = any(name_called(call) in ("Sequential", "add") for call in calls_of(case.tree))
    return Finding("own-model", name="Sequential") if made and is_tensor(case.expected) else None


@rule(Stage.STORED, "only-printed", explains_itself=True)
def only_printed(case: Stored) -> Finding | None:
    """A layer's result is handed to `print` and to nothing else."""
    for call in calls_of(case.tree):
        made = calls_of(ast.Tuple(call.args)) if name_called(call) == "print" else ()
        if any(
            isinstance(call_made.func, ast.Call) or name_called(call_made) in ("Input", "Model") for call_made in made
        ):
            return Finding("only-printed", name=case.name, line=call.lineno)
    return None


@rule(Stage.STORED, "own-returns-nothing", "call-not-stored")
def call_not_stored(case: Stored) -> Finding | None:
    """A line calls the answer's own function or layer by its name and stores nothing."""
    return unstored_call(case.name, case.tree, case.answer.variables)


@rule(Stage.STORED, "one-name-for-several", explains_itself=True)
def one_name_for_several(case: Stored) -> Finding | None:
    """`loss = model.evaluate(…)` where the solution takes apart what comes back."""
    for asked in statements_of(case.answer.solution):
        names = asked.target.elts if isinstance(asked.target, ast.Tuple) else []
        if case.name not in map(ast.unparse, names) or not isinstance(asked.value, ast.Call):
            continue
        for done in case.answer.statements:
            called = name_called(done.value) if isinstance(done.value, ast.Call) else ""
            if isinstance(done.target, ast.Name) and called == name_called(asked.value):
                wanted = ast.unparse(asked.target).strip("()")  # type: ignore[arg-type]
                return Finding(
                    "one-name-for-several", function=called, line=done.line, found=done.target.id, wanted=wanted
                )
    return None


@rule(Stage.STORED, "not-stored", explains_itself=True)
def not_stored(case: Stored) -> Finding | None:
    """Nothing in the cell fills it."""
    return Finding("not-stored", name=case.name)
