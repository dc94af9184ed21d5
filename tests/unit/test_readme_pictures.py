"""Every visualiser is shown, and the README has its moving picture. Whether a picture still looks like what it shows,
no test can say: fonts and browsers differ from computer to computer. Take them anew, and look at them: python -m
tests.browser.readme_pictures, and tests.browser.readme_recording."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from lesson_utils import visualise
from tests.browser.readme_pictures import FOLDER, STATES, file_name
from tests.browser.readme_recording import FILE, HEIGHT, WIDTH, made_of

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 120_000  # bytes
LARGEST_RECORDING = 1_000_000
LONGEST, SHORTEST = 15_000, 334  # milliseconds: of the recording, and of one picture in it


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
    return _Section((ROOT / "reference" / "visualisers.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("visualiser", STATES)
def test_every_visualiser_has_its_picture_words_and_sentence(visualiser, section):
    source = f"../fig/readme/{file_name(visualiser)}"
    assert source in section.alts, f"{visualiser} is missing in reference/visualisers.md"
    assert len(section.alts[source]) >= 60
    name, _, sentence = section.words[source].partition(" ")
    assert name.strip() == visualiser
    assert len(sentence) >= 40
    assert ". " not in sentence.strip()  # one sentence
    assert sentence.strip().endswith(".")


@pytest.mark.parametrize("visualiser", STATES)
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
    pictures = {f"../fig/readme/{path.name}" for path in FOLDER.iterdir() if path != FILE}
    assert pictures == set(section.alts)
    assert set(STATES) == {*visualise.__all__, "LiveTraining"}


def test_the_recording_shows_what_the_course_is_today():
    with Image.open(FILE) as image:
        stale = "fig/readme/recording.webp is stale: python -m tests.browser.readme_recording"
        assert image.getexif().get(ExifTags.Base.ImageDescription) == made_of(), stale


def test_the_recording_is_small_short_and_flashes_at_nobody():
    assert FILE.stat().st_size <= LARGEST_RECORDING
    with Image.open(FILE) as image:
        assert image.size == (WIDTH, HEIGHT)
        assert image.info["loop"] == 1  # it plays once: nobody has to stop it
        assert image.n_frames >= 25
        times = []
        for frame in range(image.n_frames):
            image.seek(frame)
            image.load()
            times.append(image.info["duration"])
    assert sum(times) <= LONGEST
    assert min(times) >= SHORTEST  # at most three changes a second


def test_the_readme_shows_the_recording_and_a_still_picture_to_whom_movement_disturbs():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = _Section(text.partition("<picture>")[2].partition("</picture>")[0])
    (source,) = picture.alts
    assert ROOT / source == FILE
    assert all(name in picture.alts[source] for name in ("EdgeLab", "NeuronDial", "ModelScope", "LiveTraining"))
    assert 'media="(prefers-reduced-motion: reduce)" srcset="fig/readme/model_scope.png"' in text
