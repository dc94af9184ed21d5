"""What classes are called: the lesson's ten, or any names that the caller gives."""

from collections.abc import Sequence

# As in lesson_utils.datasets, which a visualiser does without; a test holds the two together.
LESSON_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def usual_names(count: int) -> tuple[str, ...]:
    """The names of `count` classes where nobody gives any: ten are the lesson's.

    Examples
    --------
    >>> usual_names(2)
    ('class 0', 'class 1')
    >>> usual_names(10)[0]
    'airplane'
    """
    return LESSON_CLASSES if count == len(LESSON_CLASSES) else tuple(f"class {label}" for label in range(count))


def names_of(class_names: Sequence[str]) -> tuple[str, ...]:
    """Read the names that a caller gives.

    Raises
    ------
    TypeError
        If one of them is no text, or an empty one.

    Examples
    --------
    >>> names_of(["cat", "dog"])
    ('cat', 'dog')
    """
    names = (class_names,) if isinstance(class_names, str) else tuple(class_names)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise TypeError(f"class_names must be texts, such as ['cat', 'dog']; these are {list(names)!r}.")
    return names


def names_for(given: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """The names of `count` outputs: those that a caller gives, or the usual ones.

    Raises
    ------
    ValueError
        If there is not one for each output.

    Examples
    --------
    >>> names_for(["cat", "dog"], 2), names_for(None, 1)
    (('cat', 'dog'), ('class 0',))
    """
    if given is None:
        return usual_names(count)
    names = tuple(map(str, given))
    if isinstance(given, str) or len(names) != count:
        raise ValueError(f"class_names must hold one name for each of the {count} outputs; these are {len(names)}.")
    return names
