"""A page that was open before an update and is saved after it: JupyterLab asks, and "Overwrite" writes the old version.

git would take the missing parts for deleted ones, and they would never come again. So before the next update such a
notebook is put together once more with what the last update brought.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from lesson_utils.class_server.merge_driver import write_notebook
from lesson_utils.class_server.notebook_merge import NEW, Cell, merge_notebooks, says

_PATIENCE = 30  # seconds for git


def bring_again(copy: Path) -> list[str]:
    """Give notebooks that were saved from an old page what the last update brought.

    Parameters
    ----------
    copy
        The learner's clone. git notes in ORIG_HEAD what there was before its last update.

    Returns
    -------
    list of str
        The notebooks' paths.
    """
    names = _git(copy, "diff", "--name-only", "--diff-filter=M", "-z", "ORIG_HEAD", "HEAD", "--", "*.ipynb").split("\0")
    return [name for name in names if name and _brought_again(copy, name)]


def _brought_again(copy: Path, name: str) -> bool:
    try:
        before, after = (json.loads(_git(copy, "show", f"{version}:{name}")) for version in ("ORIG_HEAD", "HEAD"))
        saved = json.loads((copy / name).read_text(encoding="utf-8-sig"))
        if not _is_stale(_cells(before), _cells(after), _cells(saved)):
            return False
        write_notebook(copy / name, merge_notebooks(before, saved, after))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False  # deleted, or no notebook that can be read: it stays as it is
    return True


def _is_stale(before: dict[str, Cell], after: dict[str, Cell], saved: dict[str, Cell]) -> bool:
    """Whether a notebook has nothing of what an update brought, and something of what it replaced."""
    names = [name for name in {**before, **after} if not name.startswith(NEW)]
    changed = [name for name in names if _text(before, name) != _text(after, name)]
    has_news = any(_text(saved, name) == _text(after, name) for name in changed)
    return not has_news and any(_text(saved, name) == _text(before, name) for name in changed)


def _text(cells: dict[str, Cell], name: str) -> tuple[str, str] | None:
    return says(cells[name]) if name in cells else None


def _cells(notebook: dict[str, Any]) -> dict[str, Cell]:
    return {cell["id"]: cell for cell in notebook["cells"]}


def _git(copy: Path, *words: str) -> str:
    command = ["git", "-C", str(copy), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False)
    return done.stdout if done.returncode == 0 else ""
