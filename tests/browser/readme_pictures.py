"""The README's pictures of the visualisers: fig/readme/*.png. Run: python -m tests.browser.readme_pictures

Each is taken on a bare page in the light theme, after "Show me". They need a Chromium and differ a little from computer
to computer (fonts), so `lesson_utils build` neither makes nor compares them: take them anew when a visualiser's looks
have changed, and look at them.
"""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from lesson_utils import visualise
from tests.browser import trained
from tests.browser.bare_page import bare_page, show_me
from tests.browser.conftest import QUIET, ROOT, find_browser

FOLDER = ROOT / "fig" / "readme"
WIDTH = 940  # CSS pixels: as wide as a visualiser becomes, and a margin
SHARPNESS = 1.25
CAPTION_MS = 700  # captions are written half a second after the last change


def steps(count: int) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        for _ in range(count):
            page.get_by_role("button", name="Step").click()
        show_me(page)

    return go


def as_it_was(page: Page) -> None:
    page.get_by_role("button", name="Start again").click()


# Those that show a network's training and its results; the others are made without anything.
OF_A_TRAINING: dict[str, Callable[[], Any]] = {
    "ConfusionGrid": trained.confusion_grid,
    "LiveTraining": lambda: trained.training(trained.examples())[0],
    "PredictionSheet": trained.prediction_sheet,
}
# What is done after "Show me", so that the picture shows what its visualiser is about.
STATES: dict[str, Callable[[Page], None]] = {
    "ChannelMixer": steps(0),
    "ConfusionGrid": steps(0),
    "DenseSoftmax": as_it_was,
    "EdgeLab": steps(0),
    "FlattenMap": steps(0),
    "LiveTraining": steps(0),
    "ModelScope": steps(0),
    "NeuronDial": steps(0),
    "PoolStep": steps(4),
    "PredictionSheet": steps(0),
    "SlideStep": steps(9),
}


def file_name(visualiser: str) -> str:
    """EdgeLab's picture is called edge_lab.png."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", visualiser).lower() + ".png"


def take(browser: Browser, visualiser: str, folder: Path) -> Path:
    """Take the picture of one visualiser."""
    widget = OF_A_TRAINING[visualiser]() if visualiser in OF_A_TRAINING else getattr(visualise, visualiser)()
    with bare_page(browser, widget, width=WIDTH, device_scale_factor=SHARPNESS) as page:
        show_me(page)
        STATES[visualiser](page)
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(CAPTION_MS)
        picture = page.locator(".course-widget").screenshot()
    path = folder / file_name(visualiser)
    with Image.open(BytesIO(picture)) as image:  # 256 colours: a third of the size, and the eye sees no difference
        few = image.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    return path


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, "--no-sandbox"])
        for visualiser in STATES:
            path = take(browser, visualiser, FOLDER)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} KB")
        browser.close()


if __name__ == "__main__":
    main()
