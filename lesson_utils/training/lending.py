"""Lends large arrays to TensorFlow instead of letting Keras copy them: half the memory of a training.

`fit` copies the arrays that it is given, 600 MB for the lesson's images, and once more in the next call before the
first copy is freed. A tensor made through DLPack shares the array's own memory. It holds the same numbers, so that the
training is the same to the last digit.
"""

from typing import Any

import numpy as np

LARGE = 50_000_000  # bytes; below, a copy is not worth a thought
ALIGNED = 64  # bytes: where TensorFlow may read an array that it has not made itself


def lend(value: Any) -> Any:
    """Lend what `fit` is given: large arrays, also inside tuples and lists; anything else comes back as it is.

    Parameters
    ----------
    value : object
        An array, a tuple such as `validation_data`, or anything else.

    Returns
    -------
    object
        The same with tensors in place of large arrays.

    Examples
    --------
    >>> lend("anything"), lend((1, 2))
    ('anything', (1, 2))
    """
    if type(value) in (tuple, list):
        return type(value)(lend(part) for part in value)
    return _as_tensor(value) if _can_be_lent(value) else value


def _can_be_lent(value: Any) -> bool:
    return (
        isinstance(value, np.ndarray)
        and value.nbytes >= LARGE
        and value.dtype == np.float32
        and value.flags.c_contiguous
        and value.flags.writeable  # NumPy lends nothing that must not be written to
        and value.ctypes.data % ALIGNED == 0
    )


def _as_tensor(array: np.ndarray) -> Any:
    import tensorflow as tf

    try:
        return tf.experimental.dlpack.from_dlpack(np.asarray(array).__dlpack__())
    except (AttributeError, BufferError, RuntimeError, TypeError, ValueError):
        return array  # another TensorFlow, or memory that it does not take: then Keras copies, as it always does
