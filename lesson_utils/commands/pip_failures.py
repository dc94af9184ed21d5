"""What pip's last words mean for a learner, and what to do about it."""

import re

from lesson_utils.problem import Problem

# The first that fits counts: pip says "no matching distribution" after a network error too.
_FAILURES = (
    (
        r"No space left on device|Errno 28|WinError 112|not enough space on the disk",
        "The disk is full.",
        "free about 4 GB, and type the same command again: it goes on from there.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package is not the one the course was tested with, so it was not installed.",
        "try once more, perhaps on another network. If it happens again, please report it; do not work around it.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "The package index did not prove who it is. Networks that inspect traffic do this.",
        "use another network, or set the environment variable PIP_CERT to the certificate file of this one.",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Read timed out|ProxyError|getaddrinfo"
        r"|Temporary failure in name resolution|Network is unreachable|Connection refused|ConnectionResetError"
        r"|Connection aborted|IncompleteRead|Could not fetch URL|HTTP error (?:407|429|5\d\d)",
        "The packages could not be downloaded: no connection to the package index.",
        "check the network (a proxy? the Wi-Fi's login page?), then type the same command again: it goes on.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "There is no {package} for this computer and this Python.",
        "use a 64-bit Python 3.12 from https://www.python.org/downloads/ and type the same command with it.",
    ),
    (
        r"Permission denied|Errno 13|WinError 5\b|Read-only file system",
        "A file in the course's folder .venv cannot be written.",
        "close every window that uses the course, check that the folder is yours, and type the same command again.",
    ),
)


def explain(log: str, where: str) -> Problem:
    """Turn pip's log into one problem with its remedy.

    Parameters
    ----------
    log
        Everything pip wrote.
    where
        The log's file name, for the failures not known here.

    Returns
    -------
    Problem
        To be raised.

    Examples
    --------
    >>> print(explain("OSError: [Errno 28] No space left on device", "set-up.log"))
    The disk is full.
    What to do: free about 4 GB, and type the same command again: it goes on from there.
    """
    for pattern, what, to_do in _FAILURES:
        found = re.search(pattern, log)
        if found:
            return Problem(what.format(**found.groupdict()), to_do)
    errors = re.findall(r"^ERROR: (.+)", log, re.MULTILINE)
    return Problem(
        f"pip could not install the packages: {errors[-1] if errors else 'it stopped without saying why'}",
        f"type the same command again. If it fails again, please report it with the file {where}.",
    )
