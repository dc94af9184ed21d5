"""What is done, kept in one small file of the learner's own. Losing it costs the bar, never the lesson."""

import contextlib
import json
import os
import tempfile
from pathlib import Path

from lesson_utils.episodes import Episode

DONE, CAUGHT_UP = "done", "caught up"
_WIDTH = 24


def progress_file() -> Path:
    """Where the progress is kept."""
    from lesson_utils.datasets.home import course_home

    return course_home() / "progress.json"


def read_progress() -> dict[str, dict[str, str]]:
    """Which challenges are done, by episode. A file that is missing or damaged counts as empty."""
    try:
        kept = json.loads(progress_file().read_text(encoding="utf-8"))
        return {str(name): {str(key): str(value) for key, value in done.items()} for name, done in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def record(episode: str, challenge: str, how: str) -> None:
    """Note that a challenge is `DONE` or `CAUGHT_UP`; what the learner did alone is never overwritten by the latter."""
    kept = read_progress()
    done = kept.setdefault(episode, {})
    if done.get(challenge) in (how, DONE):
        return
    done[challenge] = how
    with contextlib.suppress(OSError):  # a read-only or full disk: the bar is lost, the lesson goes on
        _write(json.dumps(kept, indent=1, sort_keys=True))


def _write(text: str) -> None:
    path = progress_file()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="progress-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(name, path)  # atomic: two notebooks never leave half a file
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def progress_text(episode: Episode) -> str:
    """The bar and one line per challenge."""
    kept = read_progress().get(episode.name, {})
    challenges = [challenge for challenge in episode.challenges if challenge.solution]
    done = sum(kept.get(challenge.id) == DONE for challenge in challenges)
    filled = round(_WIDTH * done / len(challenges)) if challenges else 0
    lines = [f"{'█' * filled}{'░' * (_WIDTH - filled)}  {done} of {len(challenges)} challenges done", ""]
    marks = {DONE: "✓", CAUGHT_UP: "↷"}
    for challenge in challenges:
        state = kept.get(challenge.id, "")
        ending = "  (solution used)" if state == CAUGHT_UP else ""
        lines.append(f"{marks.get(state, '○')} {challenge.number}. {challenge.title}{ending}")
    return "\n".join(lines)
