"""What a comparison of the checker finds, and that it can be told to a learner."""

from collections.abc import Callable
from typing import Any

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.messages.formatting import message_for


def difference_of(compare: Callable[..., Any], name: str, *compared: Any) -> Finding | None:
    """The finding that `compare(name, *compared)` raises, with a short message; else None."""
    try:
        compare(name, *compared)
    except Finding as found:
        message = message_for(found)
        assert len(message.split()) <= 40, message
        assert f"`{name}" in message
        return found
    return None
