"""Puts a new version of a notebook together with the one that a learner has worked in, cell by cell.

The course's cells keep their ids from version to version, and JupyterLab gives a learner's own cells ids of their own:
so it is known which cell is which, wherever it stands and whatever it says. What a learner wrote always stays. Where
both have changed the same cell, the course's new version is put below the learner's, as text that nothing runs. (nbdime
merges notebooks too, but where both sides add or change something in one place it keeps one side and drops the other
without a word.)
"""

import hashlib
from collections.abc import Mapping
from typing import Any

Cell = dict[str, Any]
Notebook = dict[str, Any]
NEW = "new-"  # the ids of cells that show the course's version beside the learner's begin with it

_WORD = (
    "**New in the course.** You have changed the cell above, and so has the course. Yours stays as it is; the course's "
    "new version is:"
)


class CannotMergeError(ValueError):
    """Which cell is which cannot be known; the text says why."""


def merge_notebooks(base: Notebook, mine: Notebook, new: Notebook) -> Notebook:
    """Give a learner's notebook with what is new in the course's.

    Parameters
    ----------
    base
        The course's notebook that the learner began with, in Jupyter's format 4.5 or later, as JSON gives it.
    mine
        What the learner has made of it.
    new
        The course's new version.

    Returns
    -------
    dict
        A new notebook. A cell that only the course changed is the course's, without what its older version printed; one
        that only the learner changed is the learner's. A cell that the course took out stays where the learner changed
        it; one that the learner took out comes again only where the course changed it.

    Raises
    ------
    CannotMergeError
        When cells have no ids, or two have the same.
    """
    before, theirs, news = _by_id(base), _by_id(mine), _by_id(new)
    merged = {name: _merged(before.get(name), theirs.get(name), news.get(name)) for name in {**theirs, **news}}
    cells: list[Cell] = []
    for name in _order(list(before), list(theirs), list(news)):
        cells += [cell for cell in merged[name] if cell["id"] == name or cell["id"] not in theirs]
    return {**new, "metadata": _settings(base["metadata"], mine["metadata"], new["metadata"]), "cells": cells}


def _by_id(notebook: Notebook) -> dict[str, Cell]:
    cells = notebook["cells"]
    found = {cell["id"]: cell for cell in cells if cell.get("id")}
    if len(found) < len(cells):
        raise CannotMergeError("its cells have no ids of their own")
    return found


def _merged(before: Cell | None, mine: Cell | None, new: Cell | None) -> list[Cell]:
    """What becomes of one cell: nothing, the cell, or the cell with the course's new version below."""
    if mine is None:
        return [new] if new is not None and (before is None or says(new) != says(before)) else []
    if mine == before and new is not None:
        return [new]
    if new is None:
        return [] if before is not None and says(mine) == says(before) else [mine]
    settings = _settings((before or {}).get("metadata", {}), mine["metadata"], new["metadata"])
    if says(mine) == says(new) or (before is not None and says(new) == says(before)):
        return [{**mine, "metadata": settings}]
    if before is not None and says(mine) == says(before):
        return [{**new, "metadata": settings}]
    return [{**mine, "metadata": settings}, _beside(new)]


def says(cell: Cell) -> tuple[str, str]:
    """What is written in a cell, after its kind; what it printed is left out."""
    return cell["cell_type"], "".join(cell["source"])


def _beside(new: Cell) -> Cell:
    """The course's version of a cell as text; the same version has the same id, so that it never comes twice."""
    kind, source = says(new)
    told = f"````python\n{source}\n````" if kind == "code" else source
    number = hashlib.sha256(f"{new['id']} {source}".encode()).hexdigest()[:16]
    return text_cell(f"{NEW}{number}", f"{_WORD}\n\n{told}")


def text_cell(name: str, text: str) -> Cell:
    """A cell of Markdown, as JSON holds it.

    Parameters
    ----------
    name
        Its id.
    text
        What it says.
    """
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}


def _settings(before: Mapping[str, Any], mine: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata: the course's, and whatever the learner, or the learner's JupyterLab, set otherwise."""
    changed = {name: value for name, value in mine.items() if before.get(name) != value}
    removed = {name for name in before if name not in mine}
    return {name: value for name, value in {**new, **changed}.items() if name not in removed}


def _order(before: list[str], mine: list[str], new: list[str]) -> list[str]:
    """The learner's order, unless the course has moved cells; what only the other side has follows what it followed."""
    stayed = [name for name in before if name in new] == [name for name in new if name in before]
    return _woven(mine, new) if stayed else _woven(new, mine)


def _woven(order: list[str], more: list[str]) -> list[str]:
    woven = list(order)
    for place, name in enumerate(more):
        if name not in woven:
            ahead = next((other for other in reversed(more[:place]) if other in woven), None)
            woven.insert(woven.index(ahead) + 1 if ahead is not None else 0, name)
    return woven
