"""Make what some solutions stand on: the part of their episode's first cell whose results are missing or used up."""

import ast
from typing import Any

from lesson_utils.checking import names_bound, names_needed, targets_of
from lesson_utils.episodes import Episode, names_brought


def cells_to_run(episode: Episode, codes: list[str], variables: dict[str, Any]) -> list[ast.stmt]:
    """The statements of an episode's first cell that have to run before some code of the episode can.

    Parameters
    ----------
    episode : Episode
        Whose first cell it is.
    codes : list of str
        What is to run: solutions, and cells between them.
    variables : dict
        What is there already.

    Returns
    -------
    list of ast.stmt
        Imports of what is needed; and what makes names that are missing, or that the code changes in place: a model
        that is compiled and trained has to be a new one. All of it where an array is missing or another.
    """
    setup = ast.parse(episode.setup or "").body
    if not all(_is_as_given(variables.get(name), given.dtype, given.shape) for name, given in episode.given.items()):
        return setup
    needed: set[str] = set().union(*map(names_needed, codes))
    changed = {name for code in codes for name in targets_of(code) if name in needed}
    wanted = {name for name in needed if name not in variables} | changed
    kept: list[ast.stmt] = []
    for statement in reversed(setup):
        made = names_bound(statement) | names_brought(statement)
        is_import = isinstance(statement, ast.Import | ast.ImportFrom)
        if made & (needed if is_import else wanted):
            kept.insert(0, statement)
            read = names_needed(ast.unparse(statement))
            needed |= read
            wanted = (wanted - made) | {name for name in read if name not in variables}
    return kept


def _is_as_given(value: Any, dtype: str, shape: tuple[int, ...]) -> bool:
    """Whether an array has its declared type and, but for the number of examples, its shape."""
    found = getattr(value, "shape", None)
    return isinstance(found, tuple) and found[1:] == shape[1:] and str(getattr(value, "dtype", "")) == dtype
