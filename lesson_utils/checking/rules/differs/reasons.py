"""Why a learner may have written a wrong number: where else in the task the same number stands."""

from typing import Any

from lesson_utils.episodes import Episode


def reason_for(setting: str, found: Any, expected: Any, episode: Episode) -> str:
    """One short sentence on where a wrong number may come from; empty when it tells nothing."""
    number, wanted = _single(found), _single(expected)
    if isinstance(expected, tuple) and isinstance(wanted, int) and number == wanted**2:
        return f"{wanted}x{wanted} means {wanted} high and {wanted} wide, not their product."
    if not isinstance(number, int) or isinstance(number, bool):
        return ""
    for name, given in episode.given.items():
        places = {given.shape[0]: f"{number} is the number of images in `{name}`."}
        if len(given.shape) == 4:
            places[given.shape[-1]] = f"{number} is the number of colour channels."
        if number in places and setting in ("units", "filters"):
            return places[number]
    return ""


def _single(value: Any) -> Any:
    """3 for (3, 3)."""
    return value[0] if isinstance(value, tuple) and value and len(set(value)) == 1 else value
