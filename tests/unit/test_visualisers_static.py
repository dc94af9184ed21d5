"""What is left of a visualiser where no browser runs it: on GitHub, in exported HTML, on paper, under nbval.

LaTeX is written from the code cells alone: Markdown cells need pandoc, and a PDF needs TeX, neither of which the course
asks for.
"""

from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter, LatexExporter
from PIL import Image

from lesson_utils import visualise

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = ROOT / "notebooks" / "solutions" / "03-build-cnn.ipynb"
PNG_HEADER = "data:image/png;base64,"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
RUNS_OR_LOADS = {"script", "iframe", "object", "embed", "link", "video", "audio"}


class _Page(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    @property
    def images(self) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == "img"]


# One visualiser by itself


@pytest.fixture(scope="module", params=visualise.VISUALISERS)
def bundles(request) -> tuple[dict, dict]:
    """What two instances of a visualiser hand to a notebook."""
    make = getattr(visualise, request.param)
    return make()._repr_mimebundle_()[0], make()._repr_mimebundle_()[0]


def test_the_html_is_one_picture_with_words_and_the_way_to_bring_it_to_life(bundles):
    (tag, image), (line, _) = _Page(bundles[0]["text/html"]).tags
    assert (tag, line) == ("img", "p")
    assert "run its cell to bring it to life" in bundles[0]["text/html"]
    assert image["src"] == PNG_HEADER + bundles[0]["image/png"]
    alt = image["alt"]
    assert len(alt) >= 60
    assert alt.endswith(".")
    assert alt[0].isupper()
    for sign_of_code in ("array(", "0x", "nan", "None,", "<", "  ", "\n", ".0,"):
        assert sign_of_code not in alt


def test_the_picture_is_small_readable_and_not_empty(bundles):
    assert len(bundles[0]["image/png"]) <= 120_000
    with Image.open(BytesIO(b64decode(bundles[0]["image/png"]))) as image:
        assert image.format == "PNG"
        assert image.width >= 600  # a notebook's column
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0, "outside its card, the page shows: dark or light"
        assert image.convert("RGBA").getpixel((image.width // 2, 8))[3] == 255, "what is read stands on the card"
        colours = image.convert("RGB").getcolors(maxcolors=257)
    assert len(colours) > 20
    assert max(colours)[0] < 0.95 * image.width * image.height


def test_words_and_picture_are_the_same_every_time(bundles):
    one, other = bundles
    for kind in ("text/plain", "text/html", "image/png"):
        assert one[kind] == other[kind]
    assert "\n" not in one["text/plain"]
    assert " at 0x" not in one["text/plain"]


def test_only_the_view_refers_to_the_live_widget(bundles):
    """So that nothing is missed when `store_widget_state=False` leaves the widgets' state out of a notebook."""
    one, other = bundles
    assert set(one) == {WIDGET_VIEW, "text/html", "image/png", "text/plain"}
    assert one[WIDGET_VIEW]["model_id"] != other[WIDGET_VIEW]["model_id"]
    assert one[WIDGET_VIEW]["model_id"] not in str([one["text/plain"], one["text/html"]])


# All of them in the solved notebook


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    return nbformat.read(SOLUTIONS, as_version=4)


@pytest.fixture(scope="module")
def shown(notebook) -> dict[str, dict[str, str]]:
    """What the notebook keeps of each visualiser, by name."""
    results = [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    found = {}
    for name in visualise.VISUALISERS:
        (found[name],) = [data for data in results if data["text/plain"].startswith(name)]
    return found


def test_it_keeps_picture_and_words_and_no_state(notebook, shown):
    assert "widgets" not in notebook.metadata
    for name, data in shown.items():
        assert set(data) == {"text/html", "image/png", "text/plain"}, name


def test_exported_html_has_pictures_and_words_and_asks_for_nothing(notebook, shown):
    html, _ = HTMLExporter().from_notebook_node(notebook)
    alts = {image["src"]: image["alt"] for image in _Page(html).images}
    for name, data in shown.items():
        (image,) = _Page(data["text/html"]).images
        assert alts[PNG_HEADER + data["image/png"]] == image["alt"], name
    # What nbconvert's own page asks for (MathJax, require.js) none of our outputs needs.
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    tags = [one for data in outputs for one in _Page(data.get("text/html", "")).tags]
    assert len(tags) > len(shown)
    assert not [tag for tag, _ in tags if tag in RUNS_OR_LOADS]
    assert not [image for tag, image in tags if tag == "img" and not image["src"].startswith("data:")]


def test_latex_takes_the_pictures_in_order(notebook, shown):
    code = nbformat.v4.new_notebook(cells=[cell for cell in notebook.cells if cell.cell_type == "code"])
    source, resources = LatexExporter().from_notebook_node(code)
    names = {data: name for name, data in resources["outputs"].items()}
    for name, data in shown.items():
        picture = b64decode(data["image/png"])
        assert f"{{{names[picture]}}}" in source, name
    assert len(names) == len(shown)
    assert "<img" not in source
