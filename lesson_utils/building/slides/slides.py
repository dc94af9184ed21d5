"""Slides: the episodes' notebooks through nbconvert's reveal, each one file that needs no network."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import nbformat
from nbconvert.exporters import SlidesExporter

from lesson_utils.building.documents import write_document
from lesson_utils.building.slides.deck import deck_of
from lesson_utils.episodes import Episode, course, course_folder

_HERE = Path(__file__).parent


def write_slides(folder: Path) -> Iterator[Path]:
    """Write the slides of every episode: `03-build-cnn.slides.html` and so on.

    Raises
    ------
    OSError
        If a solutions notebook is missing.
    """
    for episode in course():
        yield write_document(folder / f"{episode.name}.slides.html", slides_of(episode).encode("utf-8"))


def slides_of(episode: Episode) -> str:
    """The slides of one episode as HTML with everything inside."""
    root = course_folder().parent
    solved = nbformat.read(root / "notebooks" / "solutions" / f"{episode.name}.ipynb", as_version=4)
    exporter = SlidesExporter(
        template_name="build-a-cnn-slides", extra_template_basedirs=[str(_HERE / "templates")], reveal_number="c/t"
    )
    reveal = {path.name: path.read_text(encoding="utf-8") for path in (_HERE / "reveal").iterdir()}
    own = {name: files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("slides.css", "slides.js")}
    resources = {"build_a_cnn": reveal | own}
    html, _ = exporter.from_notebook_node(deck_of(episode, solved, root / "fig"), resources=resources)
    return str(html)
