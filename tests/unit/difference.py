"""What a comparison of the checker finds, and that it can be told to a learner."""

from collections.abc import Callable
from typing import Any

from lesson_utils.checking.comparing.functions import compare_functions
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.messages.formatting import message_for


def difference_of(compare: Callable[..., Finding | None], name: str, *compared: Any) -> Finding | None:
    """The finding that `compare(name, *compared)` gives, with a short message; else None."""
    found = compare(name, *compared)
    if found is not None:
        message = message_for(found)
        assert len(message.split()) <= 40, message
        assert f"`{name}" in message
    return found


def label_of(function: Callable[..., Any], expected: Callable[..., Any] = lambda: 1) -> str:
    """What the checker finds in a function that differs from the published one."""
    return compare_functions("f", function, expected, {}).difference.finding.label
