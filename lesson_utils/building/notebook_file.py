"""Cells into a notebook, and a notebook into the bytes of its file: the same every time."""

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils.building.cells import Cell
from lesson_utils.building.files import replace_file
from lesson_utils.building.slide_types import slide_type
from lesson_utils.set_aside import set_aside

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_of(cells: list[Cell]) -> NotebookNode:
    """A notebook without outputs."""
    make = {"markdown": new_markdown_cell, "code": new_code_cell}
    made = [
        make[cell.kind](cell.source, id=cell.id, metadata={"slideshow": {"slide_type": slide_type(cell)}})
        for cell in cells
    ]
    notebook = new_notebook(cells=made, metadata=nbformat.from_dict(METADATA))
    nbformat.validate(notebook)
    return notebook


def bytes_of(notebook: NotebookNode) -> bytes:
    """What is written to disk: UTF-8, Unix line ends on every system."""
    return (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode("utf-8")


def replace_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook in the place of an older one; one that somebody worked in is kept under another name."""
    keep_what_was_saved(path)
    replace_file(path, bytes_of(notebook))


def keep_what_was_saved(path: Path) -> None:
    """Give a notebook that somebody worked in another name, before another is written in its place."""
    if path.suffix == ".ipynb" and path.is_file() and not _is_as_built(path):
        print(f"kept: {path} was saved by somebody; it is now {set_aside(path).name}")


def _is_as_built(path: Path) -> bool:
    """Whether a notebook was written here and never saved since: every editor notes the kernel's version in it."""
    try:
        return bool(json.loads(path.read_text(encoding="utf-8-sig"))["metadata"] == METADATA)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
