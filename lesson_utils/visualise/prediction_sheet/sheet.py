"""What a network says of one image, in numbers and words. Its twin in the browser is ``sheet.js``."""

from collections.abc import Sequence

from lesson_utils.visualise.kit.words import number

Said = Sequence[tuple[int, float]]  # the classes with the largest probabilities of an image, the answer first
SHOWN = 3  # of each image


def largest(probabilities: Sequence[float]) -> list[tuple[int, float]]:
    """List the classes with the largest probabilities, and these; of equals the first comes first.

    Figure, words and browser all take a network's answer from here.

    Examples
    --------
    >>> largest([0.1, 0.5, 0.1, 0.3])
    [(1, 0.5), (3, 0.3), (0, 0.1)]
    """
    return sorted(enumerate(probabilities), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]


def count_right(truths: Sequence[int], said: Sequence[Said]) -> int:
    """Count the images of which the network says what they show.

    Examples
    --------
    >>> count_right([0, 1], [[(0, 0.9), (1, 0.1)], [(0, 0.6), (1, 0.4)]])
    1
    """
    return sum(label == truth for truth, ((label, _), *_) in zip(truths, said, strict=True))


def image_in_words(names: Sequence[str], true: int, said: Said) -> str:
    """Say what an image shows, and what the network says.

    Examples
    --------
    >>> image_in_words(["cat", "dog"], 0, [(1, 0.75), (0, 0.25)])
    'Shows cat. The network says dog with 0.75: wrong.'
    """
    best, probability = said[0]
    verdict = "right" if best == true else "wrong"
    return f"Shows {names[true]}. The network says {names[best]} with {number(probability, 2)}: {verdict}."


def right_in_words(right: int, whole: int) -> str:
    """Say how many images are classified rightly.

    Examples
    --------
    >>> right_in_words(1, 10)
    '1 of these 10 images is classified rightly.'
    >>> right_in_words(0, 1)
    'This image is not classified rightly.'
    """
    if whole == 1:
        return f"This image is {'' if right else 'not '}classified rightly."
    return f"{right} of these {whole} images {'is' if right == 1 else 'are'} classified rightly."
