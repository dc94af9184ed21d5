"""What is done, kept in one small file of the learner's own; where that cannot be, until the kernel stops."""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lesson_utils.episodes import Episode, course
from lesson_utils.set_aside import set_aside

DONE, CAUGHT_UP, SEEN = "done", "caught up", "solution seen"
_RANKS = ("", SEEN, CAUGHT_UP, DONE)  # a later state never takes an earlier, better one away
_LARGEST = 1_000_000  # bytes; a file beyond that is not ours
_only_here: dict[str, dict[str, str]] = {}  # what could not be written
_PATIENCE = 1.0  # seconds to wait for another notebook that is writing; a lock older than that was left behind


def progress_file() -> Path:
    """Where the progress is kept."""
    from lesson_utils.datasets.home import course_home

    return course_home() / "progress.json"


def key_of(episode: Episode) -> str:
    """Under which name an episode's progress is kept: a lesson from elsewhere may be called like one of ours."""
    if any(episode is ours for ours in course()):
        return episode.name
    return f"{episode.name} {hashlib.sha256(os.fsencode(episode.path.resolve())).hexdigest()[:8]}"


def of_this_kernel() -> bool:
    """Whether progress begins and ends with the kernel, as for notebooks that are built or compared.

    The environment variable `BUILD_A_CNN_PROGRESS` says so with the value "kernel": then what such a notebook shows
    does not depend on what has run before, and nobody's own progress changes.
    """
    return os.environ.get("BUILD_A_CNN_PROGRESS") == "kernel"


def read_progress() -> dict[str, dict[str, str]]:
    """How each challenge stands, by episode. A file that is missing, damaged or not ours counts as empty."""
    kept = {} if of_this_kernel() else _read() or {}
    for key, states in _only_here.items():
        for challenge, how in states.items():
            _note(kept, key, challenge, how)
    return kept


def _read() -> dict[str, dict[str, str]] | None:
    try:
        path = progress_file()
        if not path.is_file() or path.stat().st_size > _LARGEST:  # reading a pipe would wait for ever
            return None
        kept = json.loads(path.read_text(encoding="utf-8-sig"))
        return {str(name): {str(key): str(value) for key, value in states.items()} for name, states in kept.items()}
    except (OSError, ValueError, AttributeError, RecursionError):
        return None


def states_of(episode: Episode) -> dict[str, str]:
    """`DONE`, `CAUGHT_UP`, `SEEN` or nothing for each challenge of an episode that can be checked, in order."""
    kept = read_progress().get(key_of(episode), {})
    counted = [one.id for one in episode.challenges if one.can_be_checked]
    return {name: kept.get(name, "") if kept.get(name) in _RANKS else "" for name in counted}


def record(episode: Episode, challenge: str, how: str) -> bool:
    """Note how a challenge stands now; what the learner did alone is never overwritten.

    Returns
    -------
    bool
        Whether it is kept when the kernel stops: the folder may be read-only, the disk full.
    """
    key = key_of(episode)
    if of_this_kernel():
        _note(_only_here, key, challenge, how)
        return True
    try:
        with _alone():
            kept = read_progress()
            if _note(kept, key, challenge, how) or _only_here:
                _write(json.dumps(kept, indent=1, sort_keys=True))
                _only_here.clear()
    except OSError:
        _note(_only_here, key, challenge, how)
        return False
    return True


def _note(kept: dict[str, dict[str, str]], key: str, challenge: str, how: str) -> bool:
    """Set a state unless there is a better one; whether it was set."""
    states = kept.setdefault(key, {})
    before = states.get(challenge, "")
    if before in _RANKS and _RANKS.index(before) >= _RANKS.index(how):
        return False
    states[challenge] = how
    return True


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Keep other notebooks from writing meanwhile: what they note must not be lost. Nobody waits long for it."""
    lock = progress_file().with_suffix(".lock")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > until:
                break
            time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.rmdir()


def _write(text: str) -> None:
    path = Path(os.path.realpath(progress_file()))  # a link stays a link
    if os.path.lexists(path) and not path.is_dir() and _read() is None:
        set_aside(path)  # damaged, or somebody else's
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="progress-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(name, path)  # atomic: two notebooks never leave half a file
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
