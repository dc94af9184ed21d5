"""An episode's figures: where their files are, where they go, how a notebook or a page refers to them."""

import shutil
from base64 import b64encode
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lesson_utils.building import boxes
from lesson_utils.episodes import Episode
from lesson_utils.episodes.markdown import Figure, figures_in

WIDEST = 700  # pixels of the page


def shown_from(episode: Path, fig: str) -> Callable[[Figure], str]:
    """How a notebook shows the figures of an episode.

    Parameters
    ----------
    episode : Path
        The episode file; its figures are beside it or one folder up.
    fig : str
        The figures' folder as seen from the notebook, such as `../fig`.

    Returns
    -------
    callable
        Figure -> Markdown: an image, or its alt text where the file is missing.
    """

    def shown(figure: Figure) -> str:
        if "://" in figure.source:
            return boxes.figure(figure, figure.source, None)
        file = file_of(episode, figure.source)
        if file is None:
            return boxes.figure_in_words(figure)
        return boxes.figure(figure, quote(f"{fig}/{_name_in_fig(figure.source)}"), _width(file))

    return shown


def figure_files(episode: Episode) -> dict[str, Path]:
    """The figures that are here: name below the notebooks' `fig` folder -> file."""
    lines = episode.path.read_text(encoding="utf-8-sig").splitlines()
    sources = {figure.source for _, figure in figures_in(lines) if "://" not in figure.source}
    found = {_name_in_fig(source): file_of(episode.path, source) for source in sorted(sources)}
    return {name: file for name, file in found.items() if file is not None}


def copy_figures(episode: Episode, fig: Path) -> None:
    """Copy the figures that are here into the folder `fig`."""
    for name, file in figure_files(episode).items():
        target = fig / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def file_of(page: Path, source: str) -> Path | None:
    """Where a figure of a page is: beside it or one folder up; None where it is missing."""
    folder = page.resolve().parent
    return next((base / source for base in (folder, folder.parent) if (base / source).is_file()), None)


def data_url(file: Path) -> str:
    """A figure as an address that holds all of it."""
    return f"data:{guess_type(file.name)[0]};base64,{b64encode(file.read_bytes()).decode('ascii')}"


def _name_in_fig(source: str) -> str:
    parts = [part for part in PurePosixPath(source).parts if part not in ("..", "/", "fig")]
    return "/".join(parts)


def _width(file: Path) -> int:
    if file.suffix.lower() == ".svg":
        return WIDEST
    from PIL import Image  # comes with matplotlib; only needed here

    with Image.open(file) as image:
        return min(WIDEST, image.width)
