"""Cell ids made from challenge ids: notebooks are built with them, and the classroom knows an answer's cell by them."""

import hashlib
import re

LONGEST = 64  # nbformat's limit; its pattern is ^[a-zA-Z0-9-_]+$


def valid_id(place: str, role: str = "") -> str:
    """An id nbformat accepts: `place-role`. A long place is cut and gets a hash of the whole, so that two stay two.

    Examples
    --------
    >>> valid_id("conv2d", "answer")
    'conv2d-answer'
    >>> valid_id("a-very-long-heading-" * 5, "code")
    'a-very-long-heading-a-very-long-heading-a-very-lon-a3a002ae-code'
    """
    plain = re.sub(r"[^a-zA-Z0-9_-]+", "-", place).strip("-") or "cell"
    ending = f"-{role}" if role else ""
    if len(plain) + len(ending) > LONGEST:
        digest = hashlib.sha256(place.encode()).hexdigest()[:8]
        plain = f"{plain[: LONGEST - len(ending) - len(digest) - 1]}-{digest}"
    return plain + ending
