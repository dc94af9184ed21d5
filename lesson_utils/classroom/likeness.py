"""Which challenge a cell is most like, where no id tells: by the words that few challenges share."""

import re
from collections import Counter
from collections.abc import Sequence

from lesson_utils.episodes import Challenge

_TOO_LITTLE = 0.1  # a cell that shares less with a challenge has another subject


def most_alike(source: str, challenges: Sequence[Challenge], least: float = _TOO_LITTLE) -> Challenge | None:
    """The challenge whose template or solution a cell is most like; None when it is like none of them.

    Parameters
    ----------
    source : str
        The cell's text.
    challenges : sequence of Challenge
        Those that come into question.
    least : float
        The share of words, from 0 to 1, that must agree.
    """
    texts = {one.id: [_words(text) for text in _texts_of(one)] for one in challenges}
    everywhere = Counter(word for known in texts.values() for word in set().union(*known))
    written = _words(source)
    alike = {one.id: max(_shared(written, text, everywhere) for text in texts[one.id]) for one in challenges}
    best = max(challenges, key=lambda one: alike[one.id], default=None)
    return best if best is not None and alike[best.id] >= least else None


def _texts_of(challenge: Challenge) -> list[str]:
    solutions = [challenge.solution or "", *challenge.alternatives]
    return [challenge.answer_template, *solutions, *(re.sub(r"#.*", "", text) for text in solutions)]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _shared(one: Counter[str], other: Counter[str], everywhere: Counter[str]) -> float:
    """The share of words in common; a word that every challenge uses says little about one of them."""

    def weight(words: Counter[str]) -> float:
        return sum(count / max(1, everywhere[word]) for word, count in words.items())

    return weight(one & other) / max(weight(one | other), 1e-9)
