"""A short name for what is installed: a parent with another stamp is older than the lock, and forks no kernel."""

import hashlib
import site
import sys
from pathlib import Path


def stamp() -> str:
    """Sum up this Python and all packages installed beside it, as they are on the disk now.

    Returns
    -------
    str
        Twelve letters and digits; others as soon as any package was installed, replaced or removed.
    """
    installed = [
        (folder.name, folder.stat().st_mtime_ns)
        for place in site.getsitepackages()
        for folder in sorted(Path(place).glob("*.dist-info"))
    ]
    return hashlib.sha256(repr((sys.version, sys.prefix, installed)).encode()).hexdigest()[:12]
