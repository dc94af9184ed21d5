"""What a network says of one image, in numbers and words. Its twin in the browser is ``sheet.js``."""

from collections.abc import Sequence

from lesson_utils.visualise.kit.words import number

SHOWN = 3  # probabilities of each image


def largest(probabilities: Sequence[float], shown: int = SHOWN) -> list[int]:
    """List the classes with the largest probabilities; of equals the first comes first.

    Examples
    --------
    >>> largest([0.1, 0.6, 0.3], 2)
    [1, 2]
    """
    return sorted(range(len(probabilities)), key=lambda label: (-probabilities[label], label))[:shown]


def image_in_words(names: Sequence[str], true: int, probabilities: Sequence[float]) -> str:
    """Say what an image shows, and what the network says.

    Examples
    --------
    >>> image_in_words(["cat", "dog"], 0, [0.25, 0.75])
    'Shows cat. The network says dog with 0.75: wrong.'
    """
    best = largest(probabilities, 1)[0]
    verdict = "right" if best == true else "wrong"
    sure = number(float(probabilities[best]), 2)
    return f"Shows {names[true]}. The network says {names[best]} with {sure}: {verdict}."


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
