"""Cell ids that stay the same from build to build, so that merging an update keeps what learners wrote."""

from collections import Counter

from lesson_utils.episodes.ids import valid_id


class UniqueIds:
    """Hands out ids; the second cell that needs the same one gets `-2` appended."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def take(self, place: str, role: str = "") -> str:
        """The id for the cell that plays `role` at `place`."""
        wanted = name = valid_id(place, role)
        while self._given[name]:
            self._given[wanted] += 1
            name = valid_id(place, f"{role}-{self._given[wanted]}".lstrip("-"))
        self._given[name] += 1
        return name
