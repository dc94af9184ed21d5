"""Find a challenge by its id, in whatever episodes there are."""

import difflib
from collections.abc import Iterable

from lesson_utils.checking.findings import Finding, FindingError
from lesson_utils.episodes import Challenge, Episode, course


def find_challenge(challenge_id: str, episodes: Iterable[Episode] | None = None) -> tuple[Episode, Challenge]:
    """The challenge with an id, and its episode.

    Raises
    ------
    FindingError
        With the closest id, when there is none of that name.
    """
    everywhere = tuple(episodes) if episodes is not None else course()
    for episode in everywhere:
        for challenge in episode.challenges:
            if challenge.id == challenge_id:
                return episode, challenge
    known = [challenge.id for episode in everywhere for challenge in episode.challenges]
    close = difflib.get_close_matches(str(challenge_id), known, n=1, cutoff=0.0)
    raise FindingError(Finding("unknown-challenge", found=str(challenge_id), close=close[0] if close else ""))
