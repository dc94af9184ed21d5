"""Downloads CIFAR-10's archive, through pooch: whole and with the published checksum, or not at all."""

import errno
import os
from pathlib import Path
from urllib.parse import urlsplit

from lesson_utils.datasets.files import remove_abandoned
from lesson_utils.datasets.home import course_home

from . import reading
from .finding import ARCHIVE, DOWNLOADS

PUBLISHED_AT = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
ATTEMPTS = 2  # at each address: a connection that broke once may hold the next time
TIME_OUTS = (10.0, 30.0)  # seconds to connect, and from one piece of data to the next

WHAT_TO_DO = """What to do: try again later with
    python3 -m lesson_utils data cifar10
or bring the file cifar-10-python.tar.gz on a stick or a shared drive, and give its place:
    python3 -m lesson_utils data cifar10 --from PATH
or name another address in the environment variable LESSON_CIFAR10_URL.
The course goes on with its drawings: load_data("drawings")."""


class DownloadError(RuntimeError):
    """CIFAR-10 could not be downloaded; nothing of it was kept."""


def addresses() -> list[str]:
    """Give the addresses to try in turn: those in `LESSON_CIFAR10_URL`, separated by spaces, else the published one."""
    return os.environ.get("LESSON_CIFAR10_URL", "").split() or [PUBLISHED_AT]


def download_cifar10() -> Path:
    """Download the archive into the course's own folder, with a progress bar.

    It is written under a temporary name and gets its own only after its checksum was verified.

    Returns
    -------
    pathlib.Path
        The archive.

    Raises
    ------
    DownloadError
        If no address gave the published file. The message says why, and what to do.
    """
    failures = []
    for address in addresses():
        if not _is_of_the_web(address):
            failures.append(f"{address}: {_NO_ADDRESS}")
            continue
        for _ in range(ATTEMPTS):
            try:
                return _download(address)
            except (OSError, ValueError) as error:  # requests' exceptions are OSErrors, a wrong checksum a ValueError
                failures.append(f"{address}: {_in_words(error)}")
                if _is_disk(error):
                    raise DownloadError(_message(failures)) from error
    raise DownloadError(_message(failures))


def _download(address: str) -> Path:
    import pooch

    pooch.get_logger().setLevel("WARNING")
    folder = course_home() / DOWNLOADS
    remove_abandoned(folder, r"tmp\w{8}")  # pooch's names for files in the making
    got = pooch.retrieve(
        address,
        known_hash=f"sha256:{reading.ARCHIVE_SHA256}",
        fname=ARCHIVE,
        path=folder,
        downloader=pooch.HTTPDownloader(progressbar=True, timeout=TIME_OUTS),
    )
    return Path(got)


def _message(failures: list[str]) -> str:
    tried = "\n".join(f"    {failure}" for failure in dict.fromkeys(failures))
    return f"CIFAR-10 could not be downloaded, and nothing half-finished was kept.\n{tried}\n{WHAT_TO_DO}"


def _is_of_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_disk(error: BaseException) -> bool:
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS)


def _in_words(error: BaseException) -> str:
    """Say what went wrong. pooch downloads with requests, which wraps what happened in several layers: look at all."""
    kinds = {type(each).__name__ for each in _layers(error)}
    response = getattr(error, "response", None)
    if response is not None:
        return f"the server answered {response.status_code} {response.reason}."
    for kind, words in _WORDS.items():
        if kind in kinds:
            return words
    if _POOCHS_WORDS in str(error):
        return "what arrived is not the published file (its checksum is different), so it was thrown away."
    # Of errors that nobody thought of, only their own words are surely true.
    if isinstance(error, ValueError) or "RequestException" in {kind.__name__ for kind in type(error).__mro__}:
        return f"{type(error).__name__}: {error}"
    return f"the file could not be written here ({getattr(error, 'strerror', None) or error})."


def _layers(error: object) -> list[BaseException]:
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 20:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found


_NO_ADDRESS = (
    "this is not an address that begins with http:// or https:// and names a server. "
    "Of a file on a stick or a share give the path, with --from as below."
)
_POOCHS_WORDS = "does not match the known hash"  # pooch has no class of its own for a wrong checksum

# From the most telling to the least; urllib3's and Python's own names.
_WORDS = {
    "ReadTimeoutError": f"the server stopped sending: nothing came for {TIME_OUTS[1]:.0f} seconds.",
    "ReadTimeout": f"the server stopped sending: nothing came for {TIME_OUTS[1]:.0f} seconds.",
    "IncompleteRead": "the connection broke before the whole file was there.",
    "ProtocolError": "the connection broke before the whole file was there.",
    "NameResolutionError": "this address cannot be found: is there a network connection?",
    "ConnectionRefusedError": "the server refused the connection.",
    "SSLError": "the server's certificate was not accepted (a proxy, or this computer's clock?).",
    "ConnectTimeoutError": "the server does not answer.",
    "NewConnectionError": "no connection: is there a network?",
}
