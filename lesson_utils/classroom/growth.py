"""What a right answer is rewarded with: the learner's network so far, one block larger than before."""

import contextlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking import targets_of, untouched
from lesson_utils.classroom.quiet import nothing_displayed
from lesson_utils.episodes import Challenge
from lesson_utils.visualise.network_picture.growing import GrowingNetwork, growing_network


@dataclass(frozen=True)
class Growth:
    """The picture, as something that stands below a message; the live panel asks for its newest block first."""

    picture: GrowingNetwork

    def as_text(self) -> str:
        """Nothing: it is a picture, and in words it would give its question away."""
        return ""

    def as_html(self) -> str:
        """The picture with everything shown, and the same in words."""
        return f'<div class="cnn-growing">{self.picture.html}</div>'


def growth_after(challenge: Challenge, variables: Mapping[str, Any]) -> tuple[Growth, ...]:
    """Draw the network that a right answer has left behind.

    Parameters
    ----------
    challenge : Challenge
    variables : mapping of str to object
        The learner's variables.

    Returns
    -------
    tuple of Growth
        One, or none where the challenge leaves no network behind. The picture is a present: when it cannot be drawn,
        the answer is right all the same.
    """
    for name in reversed(targets_of(challenge.solution or "")):
        with contextlib.suppress(Exception):
            if picture := growing_network(_network(variables.get(name))):
                return (Growth(picture),)
    return ()


def _network(value: Any) -> Any:
    """The value itself; of a function that can be called without arguments, what it returns."""
    if not inspect.isfunction(value):
        return value
    with nothing_displayed(), untouched():  # layers made for a picture must not count in Keras' names
        return value()
