"""Build the notebooks of any Carpentries episode into a folder of their own."""

import json
import shutil
import tempfile
from pathlib import Path

from lesson_utils import VISUALISERS
from lesson_utils.building.execution import unstable_outputs
from lesson_utils.building.figure_files import copy_figures
from lesson_utils.building.files import replace_file
from lesson_utils.building.notebook_file import bytes_of, keep_what_was_saved
from lesson_utils.building.pair import pair_of
from lesson_utils.episodes import Episode, read_episode

_NAMES = sorted(VISUALISERS)
_VISUALISERS = "\n".join(
    f"from lesson_utils import {', '.join(_NAMES[start : start + 4])}" for start in range(0, len(_NAMES), 4)
)
# For episodes without a first import cell: what the course's own episodes begin with.
COURSE_FRONT = f"""\
# lesson_utils comes first: it sets TensorFlow up before Keras loads it
from lesson_utils import catch_up, check, hint, load_data, progress, solution
{_VISUALISERS}
from lesson_utils.datasets import prepare_dataset
import keras
import numpy as np

(train_images, train_labels), (test_images, test_labels) = load_data()
train_images, val_images, train_labels, val_labels = prepare_dataset(train_images, train_labels)"""
VOCABULARY = "from lesson_utils import catch_up, check, hint, progress, solution\n"


def build_file(source: Path, folder: Path, setup: str | None) -> tuple[list[Path], list[str]]:
    """Make both notebooks of an episode, with its figures and a copy of the episode, which `check` needs.

    Everything is made in a temporary folder first: when something is wrong, `folder` stays as it was.

    Parameters
    ----------
    source : Path
        A Markdown file in the Carpentries Workbench format.
    folder : Path
        Where to write; made if need be.
    setup : str or None
        Code for the first cell, instead of the course's own.

    Returns
    -------
    notebooks, warnings : list of Path, list of str
        What was written, and what a reader should know, as `file:line: message`.

    Raises
    ------
    EpisodeError
        With every problem of the file.
    ExecutionError
        When a solution does not run.
    """
    episode = read_episode(source, ours=False)
    pair = pair_of(episode, "fig", front_of(episode, setup))
    with tempfile.TemporaryDirectory() as temporary:
        workshop = Path(temporary)
        (workshop / "solutions").mkdir()
        shutil.copyfile(source, workshop / source.name)
        copy_figures(episode, workshop / "fig")
        pair.execute_solutions(workshop / "solutions")
        (workshop / f"{episode.name}.ipynb").write_bytes(bytes_of(pair.learners))
        (workshop / "solutions" / f"{episode.name}.ipynb").write_bytes(bytes_of(pair.solutions))
        made = sorted(path.relative_to(workshop) for path in workshop.rglob("*") if path.is_file())
        for name in made:
            keep_what_was_saved(folder / name)
            replace_file(folder / name, (workshop / name).read_bytes())
    warnings = [str(warning) for warning in episode.warnings]
    warnings += unstable_outputs(pair.solutions, pair.solution_cells, source)
    return [folder / name for name in made if name.suffix == ".ipynb"], warnings


def front_of(episode: Episode, setup: str | None) -> str:
    """The first cell of an episode from elsewhere: what it lacks to run, and where `check` finds the episode.

    An episode that imports what it needs only gets the learner's vocabulary; the course's own set-up would load images
    that it does not use.
    """
    code = setup or (VOCABULARY if episode.setup else COURSE_FRONT)
    if "lesson_utils" not in code:
        code = VOCABULARY + code
    name = json.dumps(episode.path.name, ensure_ascii=False)
    return f"{code.strip()}\n\nfrom lesson_utils.classroom import open_episode\n\nopen_episode({name})"
