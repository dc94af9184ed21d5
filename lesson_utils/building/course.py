"""Build the course's own notebooks and figures, and see whether they are up to date."""

from pathlib import Path

import nbformat

from lesson_utils.building.execution import ExecutionError, unstable_outputs
from lesson_utils.building.foreign import COURSE_FRONT
from lesson_utils.building.instructor import typical_mistakes
from lesson_utils.building.notebook_file import bytes_of, replace_notebook
from lesson_utils.building.pair import Pair, pair_of
from lesson_utils.episodes import EpisodeError, read_episode


def build_course(root: Path) -> list[Path]:
    """Draw the figures, then make the notebooks of every episode.

    Parameters
    ----------
    root : Path
        The checkout: holds `episodes/`, `notebooks/`, `fig/`.

    Returns
    -------
    list of Path
        The notebooks written.

    Raises
    ------
    EpisodeError
        With the problems of all episodes.
    ExecutionError
        When a solution does not run, or shows something that differs from computer to computer.
    """
    from lesson_utils.figures import draw_all

    draw_all(root / "fig")
    typical_mistakes.write_expected(root)
    written = []
    for pair in pairs_of(root):
        learners, solutions = _places(root, pair.episode.name)
        solutions.parent.mkdir(parents=True, exist_ok=True)
        pair.execute_solutions(solutions.parent)
        if problems := unstable_outputs(pair.solutions, pair.solution_cells, pair.episode.path):
            raise ExecutionError("\n".join(problems))
        replace_notebook(learners, pair.learners)
        replace_notebook(solutions, pair.solutions)
        written += [learners, solutions]
    return written


def train_course(root: Path) -> list[str]:
    """Train what the solutions train, for real, and record it; recordings that nobody needs any more go.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        The recordings, by their file names.

    Raises
    ------
    EpisodeError, ExecutionError
        As `build_course`.
    """
    from lesson_utils.training.recordings import FOLDER

    before = {path: path.stat().st_mtime_ns for path in FOLDER.glob("*.npz")}
    for pair in pairs_of(root):
        if pair.trains:
            pair.train(_places(root, pair.episode.name)[1].parent)
    for path, written in before.items():
        if path.stat().st_mtime_ns == written:
            path.unlink()
    return sorted(path.name for path in FOLDER.glob("*.npz"))


def stale_files(root: Path) -> list[str]:
    """What no longer follows from the episodes, each as `file: why`; nothing is executed."""
    from lesson_utils.figures import stale_figures

    stale = [f"fig/{Path(name).name}: is not what lesson_utils/figures draws" for name in stale_figures(root / "fig")]
    if typical_mistakes.is_stale(root):
        stale.append(f"{typical_mistakes.FILE.name}: differs from the tables of answers, or from what they are told")
    expected = set()
    for pair in pairs_of(root):
        learners, solutions = _places(root, pair.episode.name)
        expected |= {learners, solutions}
        if not learners.is_file() or learners.read_bytes() != bytes_of(pair.learners):
            stale.append(f"{learners.relative_to(root)}: differs from its episode")
        if why := _why_stale(solutions, pair):
            stale.append(f"{solutions.relative_to(root)}: {why}")
    for notebook in sorted((root / "notebooks").rglob("*.ipynb")):
        if notebook not in expected and ".ipynb_checkpoints" not in notebook.parts:
            stale.append(f"{notebook.relative_to(root)}: no episode gives this notebook")
    return stale


def pairs_of(root: Path) -> list[Pair]:
    """The notebooks of all episodes, none executed.

    Parameters
    ----------
    root : Path
        The checkout.

    Raises
    ------
    EpisodeError
        With the problems of all episodes.
    """
    pairs, problems = [], []
    for path in sorted((root / "episodes").glob("*.md")):
        try:
            episode = read_episode(path)
        except EpisodeError as error:
            problems += error.problems
            continue
        pairs.append(pair_of(episode, "../fig", None if episode.setup else COURSE_FRONT))
    if problems:
        raise EpisodeError(problems)
    return pairs


def _places(root: Path, name: str) -> tuple[Path, Path]:
    return root / "notebooks" / f"{name}.ipynb", root / "notebooks" / "solutions" / f"{name}.ipynb"


def _why_stale(solutions: Path, pair: Pair) -> str:
    """Why a stored solutions notebook does not fit its episode; outputs are compared by nbval, not here."""
    if not solutions.is_file():
        return "missing"
    try:
        stored = nbformat.reads(solutions.read_text(encoding="utf-8-sig"), as_version=nbformat.NO_CONVERT)
    except ValueError:
        return "not a notebook"
    never_run = any(cell.cell_type == "code" and not cell.get("execution_count") for cell in stored.get("cells", []))
    for cell in stored.get("cells", []):
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    if stored != pair.solutions:
        return "differs from its episode"
    return "has cells that were never run" if never_run else ""
