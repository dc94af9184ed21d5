"""A history that differs because the training was given other data."""

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.done import rehearsed
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "wrong-data", "part-of-data", explains_itself=True)
def other_data(case: Differing) -> Finding | None:
    """Another number of batches, since other images were trained with."""
    return rehearsed.other_data(case.answer) if case.label == "wrong-steps" else None
