"""Whether an array lies in a file, or in memory."""

import numpy as np


def is_mapped(array: np.ndarray | None) -> bool:
    """Whether it is a view, or a view of a view, of a file."""
    while array is not None:
        if isinstance(array, np.memmap):
            return True
        array = getattr(array, "base", None)
    return False
