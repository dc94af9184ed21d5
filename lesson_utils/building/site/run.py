"""What the solutions of an episode show when they run: outputs by cell, and the widgets among them."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lesson_utils.building.execution import execute_with_widgets
from lesson_utils.building.pair import Pair

_VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Shown:
    """One output of a cell.

    Attributes
    ----------
    data : dict of str to str
        By its type: ``text/plain``, ``text/html``, ``image/png``.
    widget : dict or None
        A widget's state and binary data, as the notebook format stores them.
    """

    data: dict[str, str]
    widget: dict[str, Any] | None = None


Outputs = dict[str, list[Shown]]


def outputs_of(pair: Pair) -> Outputs:
    """Run the solved notebook of an episode in a folder of its own, which goes with what the solutions have saved.

    Parameters
    ----------
    pair : Pair
        The episode's notebooks; they stay as they are.

    Returns
    -------
    dict of str to list of Shown
        By the id of the cell. What a program says of itself while it runs (progress bars, warnings) is left out.

    Raises
    ------
    ExecutionError
        When a solution does not run.
    """
    notebook = deepcopy(pair.solutions)
    with TemporaryDirectory() as folder:
        widgets = execute_with_widgets(notebook, pair.solution_cells, pair.episode.path, Path(folder))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id: [_shown(output, widgets) for output in cell.outputs if _is_seen(output)] for cell in code}


def _is_seen(output: Any) -> bool:
    return not (output.output_type == "stream" and output.name == "stderr")


def _shown(output: Any, widgets: dict[str, Any]) -> Shown:
    if output.output_type == "stream":
        return Shown({"text/plain": output.text})
    data = {kind: text for kind, text in output.get("data", {}).items() if isinstance(text, str)}
    view = output.get("data", {}).get(_VIEW)
    return Shown(data, widgets.get(view["model_id"]) if view else None)
