"""Cells into a notebook, and a notebook into the bytes of its file: the same every time."""

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils.building.cells import Cell

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_of(cells: list[Cell]) -> NotebookNode:
    """A notebook without outputs."""
    make = {"markdown": new_markdown_cell, "code": new_code_cell}
    notebook = new_notebook(
        cells=[make[cell.kind](cell.source, id=cell.id) for cell in cells], metadata=nbformat.from_dict(METADATA)
    )
    nbformat.validate(notebook)
    return notebook


def bytes_of(notebook: NotebookNode) -> bytes:
    """What is written to disk: UTF-8, Unix line ends on every system."""
    return (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode("utf-8")
