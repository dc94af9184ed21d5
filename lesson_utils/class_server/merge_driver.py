"""What git calls to merge a notebook, its "merge driver": `python -m …merge_driver BASE MINE NEW PATH`.

`.gitattributes` says for which files, the learner's server how it is called. It always succeeds: a learner's notebook
that cannot be read stays as it is, and the course's new one is put beside it under a name of its own.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from lesson_utils.class_server.notebook_merge import CannotMergeError, merge_notebooks, text_cell

_BESIDE = (
    "**This is the course's new version of `{name}`.** It could not be put together with yours ({reason}), so yours "
    "stays as it was. Go on in whichever you like."
)


def main() -> int:
    """Merge the files that git names; what is in `MINE` afterwards is what git takes."""
    base, mine, new = (Path(name) for name in sys.argv[1:4])
    path = Path(sys.argv[4])
    try:
        merged = merge_notebooks(_read(base), _read(mine), _read(new))
    except (CannotMergeError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, CannotMergeError) else "it is no notebook that can be read"
        print(f"{path} stays as it is; the new one is {put_beside(path, new, reason).name}")
        return 0
    write_notebook(mine, merged)
    return 0


def put_beside(path: Path, new: Path, reason: str) -> Path:
    """Write the course's new version next to a learner's notebook, under a name that nothing has yet.

    Parameters
    ----------
    path
        The learner's notebook.
    new
        A file with the course's version.
    reason
        Why the two are not one, in words.

    Returns
    -------
    Path
        The new file, which begins with a word about itself.
    """
    notebook = _read(new)
    notebook["cells"].insert(0, text_cell("new-version", _BESIDE.format(name=path.name, reason=reason)))
    number = 1
    while os.path.lexists(beside := path.with_stem(f"{path.stem}-new-{number}")):
        number += 1
    write_notebook(beside, notebook)
    return beside


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def write_notebook(path: Path, notebook: dict[str, Any]) -> None:
    """Write a file as JupyterLab does; importing nbformat for that would cost each notebook of each learner time."""
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
