"""The commands that take the README's pictures still find the buttons they press."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import readme_recording
from tests.browser.readme_pictures import STATES, take


@pytest.mark.parametrize("visualiser", STATES)
def test_a_picture_can_be_taken(browser: Browser, visualiser: str, tmp_path: Path) -> None:
    with Image.open(take(browser, visualiser, tmp_path)) as image:
        assert image.width >= 900
        assert len(image.getcolors()) > 50


def test_the_recording_can_be_taken_and_something_happens_in_every_picture(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(readme_recording, "CAPTION_MS", 0)  # nobody looks at it
    taken = []
    for scene in readme_recording.scenes():
        pictures = list(readme_recording.pictures_of(browser, scene))
        assert len({picture.tobytes() for picture, _ in pictures}) >= 6
        taken += pictures[:2]
    readme_recording.write(taken, tmp_path / "short.webp")
    with Image.open(tmp_path / "short.webp") as image:
        assert image.n_frames >= 7  # two pictures that are alike become one
