"""Which of the checker's labels no answer of the tables reaches, and why that is so."""

from collections.abc import Iterable

from lesson_utils.checking.messages.catalogue import catalogue
from tests.unit.answers.answer import Answer

OF_CHOICES = [label for label, entry in catalogue().entries.items() if entry.topic == "choices"]

# No cell that a learner could run leads to these; tests of their own reach them.
ALLOWED = {
    "checker-problem": "our own fault: something in the checker raised",
    "check-stopped": "somebody pressed stop while the checker looked",
    "reference-failed": "our own fault: the published solution does not run here",
    "cannot-compare": "the author's fault: the solution stores something that nobody can compare",
    "no-probe": "the author's fault: nothing fits the function's parameters, and the episode lists no calls",
    "unknown-challenge": "about the name that `check` was given, not about an answer",
    "not-there": "only without a cell before and after, as in a script",
    **dict.fromkeys(OF_CHOICES, "about what was chosen at a question, which is no cell of code"),
    "open-question": "a question without code",
    "only-shown": "a task that stores nothing",
    "model-disconnected": "only Keras before 3.10 builds such a model",
}
# The course asks for nothing that could be wrong in these ways. Whoever deletes such a rule takes its label out here.
WAITING = {
    "comma-too-many",
    "returns-wrong",
    "wrong-result",
    "wrong-metric-settings",
    "wrong-numbers",
    "wrong-setting",
    "other-case",
    "other-order",
    "returns-wrong-numbers",
    "returns-wrong-shape",
}


def unreached(answers: Iterable[Answer]) -> list[str]:
    """The labels with a message that no answer leads to, but for the allowed ones."""
    return sorted(set(catalogue().entries) - {answer.label for answer in answers} - set(ALLOWED) - WAITING)


def needlessly_allowed(answers: Iterable[Answer]) -> list[str]:
    """Allowed labels that an answer reaches all the same."""
    return sorted((set(ALLOWED) | WAITING) & {answer.label for answer in answers})
