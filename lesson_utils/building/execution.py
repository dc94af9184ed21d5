"""Run a notebook and keep its outputs, without anything that would differ the next time."""

import os
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lesson_utils.building.cells import Cell

SECONDS_PER_CELL = 120
SECONDS_PER_TRAINING = 1200  # a cell may train several models, or have to share a busy computer
_OBJECT_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_WIDGET = "application/vnd.jupyter.widget-view+json"


class ExecutionError(RuntimeError):
    """A notebook that did not run to its end; the text says which cell, which line of the episode, and why."""


def execute(notebook: NotebookNode, cells: list[Cell], episode: Path, folder: Path, *, train: bool = False) -> None:
    """Run `notebook` in place.

    Parameters
    ----------
    notebook : NotebookNode
        Made from `cells`; gets outputs and execution counts.
    cells : list of Cell
        Name the line of the episode when one fails.
    episode : Path
        The file to name in errors.
    folder : Path
        The kernel's working folder: where the notebook will be.
    train : bool
        Train for real and record it, instead of replaying what was recorded before.

    Raises
    ------
    ExecutionError
        When a cell raises, takes too long or kills its kernel.
    """
    metadata = deepcopy(notebook.metadata)
    _run(notebook, cells, episode, folder, _environment(train), SECONDS_PER_TRAINING if train else SECONDS_PER_CELL)
    notebook.metadata = metadata  # without what the kernel added: the version of this computer's Python
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _stable(cell.outputs)


def execute_with_widgets(notebook: NotebookNode, cells: list[Cell], episode: Path, folder: Path) -> dict[str, Any]:
    """Run `notebook` in place as `execute` does, and keep what its widgets hold; replayed trainings can be played.

    Parameters
    ----------
    notebook, cells, episode, folder
        As for `execute`. Outputs keep the widgets they show.

    Returns
    -------
    dict of str to dict
        By its model's id, each widget as the notebook format stores it: `state`, and binary data as `buffers`.

    Raises
    ------
    ExecutionError
        As `execute`.
    """
    surroundings = _environment(train=False) | {"LESSON_PLAYBACK": "1"}
    _run(notebook, cells, episode, folder, surroundings, SECONDS_PER_TRAINING, store_widget_state=True)
    stored = notebook.metadata.pop("widgets", {})
    return dict(stored.get("application/vnd.jupyter.widget-state+json", {}).get("state", {}))


def _run(
    notebook: NotebookNode,
    cells: list[Cell],
    episode: Path,
    folder: Path,
    surroundings: dict[str, str],
    seconds_per_cell: int,
    store_widget_state: bool = False,
) -> None:
    client = NotebookClient(
        notebook,
        timeout=seconds_per_cell,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=store_widget_state,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute(env=surroundings)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise ExecutionError(_what_failed(notebook, cells, episode, error, seconds_per_cell)) from error


def _environment(train: bool) -> dict[str, str]:
    package_parent = str(Path(__file__).resolve().parents[2])
    search = os.pathsep.join(filter(None, [package_parent, os.environ.get("PYTHONPATH", "")]))
    fixed = {"PYTHONPATH": search, "CUDA_VISIBLE_DEVICES": "-1", "COLUMNS": "80"}
    # Without oneDNN the same numbers come out on every processor, only more slowly; learners have it on.
    how = {"LESSON_RECORD": "1"} if train else {"LESSON_FAST": "1", "TF_ENABLE_ONEDNN_OPTS": "0"}
    # What is done shows as in a fresh start, and is written into no file of the author's.
    return {**os.environ, **fixed, **how, "BUILD_A_CNN_PROGRESS": "kernel"}


def _what_failed(notebook: NotebookNode, cells: list[Cell], episode: Path, error: Exception, seconds: int) -> str:
    code = [(made, run) for made, run in zip(cells, notebook.cells, strict=True) if run.cell_type == "code"]
    # The one that raised says so; one that hung or killed its kernel is the last that was started.
    raised = [made for made, run in code if any(output.output_type == "error" for output in run.outputs)]
    started = [made for made, run in code if run.execution_count is not None]
    cell = (raised or started or [code[0][0]])[-1]
    where = f"the solution of challenge `{cell.challenge}`" if cell.challenge else f"the code cell `{cell.id}`"
    if isinstance(error, CellExecutionError):
        reason = f"raised {error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        reason = f"took longer than {seconds} seconds"
    else:
        reason = "ended its kernel (out of memory?)"
    return f"{episode}:{cell.line}: {where} {reason}"


def _stable(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs without widgets and progress bars, streams joined."""
    kept: list[NotebookNode] = []
    for output in outputs:
        output.pop("transient", None)
        if output.output_type == "stream":
            if output.name == "stderr":  # progress bars and warnings, which name paths and timings of one computer
                continue
            if kept and kept[-1].output_type == "stream":
                kept[-1].text += output.text
                continue
        elif "data" in output and output.data.pop(_WIDGET, None) is not None and not set(output.data) - {"text/plain"}:
            continue  # a bare widget: nothing of it can be shown later
        kept.append(output)
    return kept


def unstable_outputs(notebook: NotebookNode, cells: list[Cell], episode: Path) -> list[str]:
    """What in the outputs would differ on another computer or another day, as `file:line: message`."""
    own_paths = {str(Path.home()), str(Path.cwd()), str(Path(__file__).resolve().parents[2])} - {"/"}
    problems = []
    for made, run in zip(cells, notebook.cells, strict=True):
        text = "\n".join(_texts(run.get("outputs", [])))
        if address := _OBJECT_ADDRESS.search(text):
            problems.append(f"{episode}:{made.line}: cell `{made.id}` shows an object's address ({address[0]})")
        if any(path in text for path in own_paths):
            problems.append(f"{episode}:{made.line}: cell `{made.id}` shows a path of this computer")
    return problems


def _texts(outputs: list[NotebookNode]) -> list[str]:
    data = [value for output in outputs for kind, value in output.get("data", {}).items() if kind.startswith("text/")]
    return [str(text) for text in (*data, *(output.get("text", "") for output in outputs))]
