"""What a comparison of the checker finds, and that it can be told to a learner."""

from collections.abc import Callable
from typing import Any

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
