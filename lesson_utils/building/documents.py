"""The documents for a class, into a folder of one's own: HTML with everything inside, and PDFs for both papers."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from lesson_utils.building.files import replace_file
from lesson_utils.building.plain_html import line_of
from lesson_utils.building.printing import PAPERS, printed
from lesson_utils.set_aside import set_aside

_OURS = (b'<meta name="generator" content="lesson_utils build">', b"Skia/PDF")  # how our HTML and our PDFs are known


def rendered(package: str, template: str, **values: object) -> Markup:
    """Fill a template of a package's folder `templates`; the filter `inline` renders a line of Markdown."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["inline"] = line_of
    source = files(package).joinpath("templates", template).read_text(encoding="utf-8")
    return Markup(environment.from_string(source).render(**values))


def write_document(path: Path, content: bytes) -> Path:
    """Write a document; a file of that name that was not made here is kept under another name."""
    if path.is_file() and not any(mark in path.read_bytes() for mark in _OURS):
        print(f"kept: {path} was not made here; it is now {set_aside(path).name}")
    replace_file(path, content)
    return path


def write_for_print(folder: Path, name: str, html: str) -> Iterator[Path]:
    """Write `name.html`, then its PDFs: `name-a4.pdf` and `name-letter.pdf`."""
    yield write_document(folder / f"{name}.html", html.encode("utf-8"))
    for short, paper in PAPERS.items():
        yield write_document(folder / f"{name}-{short}.pdf", printed(html, paper))
