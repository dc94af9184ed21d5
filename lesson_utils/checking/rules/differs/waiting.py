"""Functions that do not come to an end when they are called."""

import ast

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "images-stored")
def computes_with_all_images(case: Differing) -> Finding | None:
    """A function that stores the images themselves where an input belongs, and then computes with all of them."""
    given = [node for node in case.assignments if ast.unparse(node.value) in case.answer.episode.given]
    if case.label != "never-ends" or not given:
        return None
    return Finding("images-stored", name=ast.unparse(given[0].targets[0]), asked="keras.Input")


@rule(Stage.DIFFERS, "waits-for-typing")
def waits_for_typing(case: Differing) -> Finding | None:
    """A function that asks the user something."""
    asks = [call for call in case.calls if isinstance(call.func, ast.Name) and call.func.id == "input"]
    return Finding("waits-for-typing", line=asks[0].lineno) if case.label == "never-ends" and asks else None
