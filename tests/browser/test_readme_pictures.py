"""The command that takes the README's pictures still finds the buttons it presses."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.readme_pictures import STATES, take


@pytest.mark.parametrize("visualiser", STATES)
def test_a_picture_can_be_taken(browser: Browser, visualiser: str, tmp_path: Path) -> None:
    with Image.open(take(browser, visualiser, tmp_path)) as image:
        assert image.width >= 900
        assert len(image.getcolors()) > 50
