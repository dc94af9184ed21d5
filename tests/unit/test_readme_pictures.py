"""The README shows every visualiser. Whether a picture still looks like its visualiser, no test can say: fonts and
browsers differ from computer to computer. Take them anew with python -m tests.browser.readme_pictures, and look."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from lesson_utils import visualise
from tests.browser.readme_pictures import FOLDER, STATES, file_name

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 120_000  # bytes


class _Section(HTMLParser):
    """The pictures of a page, and the words that follow each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.alts: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            given = dict(attributes)
            self.last = given["src"]
            self.alts[self.last] = given.get("alt") or ""
            self.words[self.last] = ""

    def handle_data(self, text):
        if self.alts:
            self.words[self.last] += text


@pytest.fixture(scope="module")
def section() -> _Section:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return _Section(text.partition("\n## See it\n")[2].partition("\n## ")[0])


@pytest.mark.parametrize("visualiser", visualise.VISUALISERS)
def test_every_visualiser_has_its_picture_words_and_sentence(visualiser, section):
    source = f"fig/readme/{file_name(visualiser)}"
    assert source in section.alts, f"{visualiser} is missing in the README's section “See it”"
    assert len(section.alts[source]) >= 60
    name, _, sentence = section.words[source].partition(" ")
    assert name.strip() == visualiser
    assert len(sentence) >= 40
    assert ". " not in sentence.strip()  # one sentence
    assert sentence.strip().endswith(".")


@pytest.mark.parametrize("visualiser", visualise.VISUALISERS)
def test_the_pictures_are_sharp_small_and_not_empty(visualiser):
    path = FOLDER / file_name(visualiser)
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.width >= 900
        assert image.height >= 400
        colours = image.convert("RGB").getcolors(maxcolors=257)
        assert len(colours) > 50
        most = max(colours)
        assert most[1] == (255, 255, 255)  # the light theme
        assert most[0] < 0.9 * image.width * image.height


def test_no_picture_is_left_over_and_the_command_takes_all(section):
    pictures = {f"fig/readme/{path.name}" for path in FOLDER.iterdir()}
    assert pictures == set(section.alts)
    assert set(STATES) == set(visualise.VISUALISERS)
