"""What a played learner runs: the cells of a filled-in notebook, with a hint and a restart where people need them."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from lesson_utils.checkout import NOTEBOOKS

_ANSWER = "-answer"  # how the id of a cell ends that answers a challenge
_CHECK = re.compile(r'check\("([a-z0-9-]+)"')


@dataclass(frozen=True)
class Step:
    """One thing that a learner does.

    Parameters
    ----------
    kind
        "cell", "check", "hint", "restart" or "train".
    code
        What is run; nothing for a restart.
    cell_id
        The cell's id.
    expected
        How the answer of a check begins in the notebook that was filled in.
    """

    kind: str
    code: str = ""
    cell_id: str = ""
    expected: str = ""

    @property
    def challenge(self) -> str:
        """The challenge that the cell answers or checks; nothing for other cells."""
        found = _CHECK.match(self.code)
        return found[1] if found else self.cell_id.removesuffix(_ANSWER) if self.cell_id.endswith(_ANSWER) else ""


def steps(episode: str) -> list[Step]:
    """Give what a learner does in an episode.

    Before the first check of each notebook stands a hint. After half of the checks the kernel is restarted, and the
    first cell, `catch_up` and the given cells bring back what was there.

    Parameters
    ----------
    episode
        The notebook's name without its ending, for example "03-build-cnn".

    Returns
    -------
    list of Step
    """
    file = NOTEBOOKS / "solutions" / f"{episode}.ipynb"
    notebook = nbformat.read(file, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    played = [_step(cell) for cell in code]
    checks = [number for number, step in enumerate(played) if step.kind == "check"]
    if not checks:
        return played
    middle = checks[len(checks) // 2]
    for_hint = Step("hint", f'hint("{played[checks[0]].challenge}")', "rehearsal-hint")
    given = [step for step in played[1:middle] if step.kind == "cell" and not step.challenge]
    after_restart = [Step("restart"), played[0], _catching_up(played[middle]), *given]
    return [*played[: checks[0]], for_hint, *played[checks[0] : middle + 1], *after_restart, *played[middle + 1 :]]


def episodes() -> list[str]:
    """The names of the episodes that can be played."""
    return sorted(path.stem for path in Path(NOTEBOOKS / "solutions").glob("*.ipynb"))


def _step(cell: nbformat.NotebookNode) -> Step:
    if _CHECK.match(cell.source):
        return Step("check", cell.source, cell.id, _first_line(cell.outputs))
    trains = ".fit(" in cell.source and cell.id.endswith(_ANSWER)
    return Step("train" if trains else "cell", cell.source, cell.id)


def _catching_up(check: Step) -> Step:
    return Step("cell", f'catch_up("{check.challenge}")', "rehearsal-catch-up")


def _first_line(outputs: list[nbformat.NotebookNode]) -> str:
    words = [output.data.get("text/plain", "") for output in outputs if "data" in output]
    return "".join(words).partition("\n")[0]
