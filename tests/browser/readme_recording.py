"""The README's moving picture: fig/readme/recording.webp. Run: python -m tests.browser.readme_recording

Three visualisers are operated on a bare page, then a training that the course has recorded is shown epoch by epoch. It
plays once. Like the still pictures it needs a Chromium and is taken by hand: take it anew when the looks of what it
shows, the drawings or the classes have changed, and look at it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, sync_playwright

from lesson_utils import EdgeLab, ModelScope, NeuronDial, training_steps
from lesson_utils.datasets import class_names
from lesson_utils.training.examples import Examples
from lesson_utils.visualise.model_scope.example import example_model
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.conftest import QUIET, ROOT, find_browser
from tests.browser.readme_pictures import CAPTION_MS
from tests.browser.trained import examples, recorded, training

FILE = ROOT / "fig" / "readme" / "recording.webp"
WIDTH, HEIGHT = 940, 668  # CSS pixels, and pixels of the picture: one screen of a visualiser
SHOWN = 2  # of the first test pictures of five classes the ship: wrong when untrained, right when trained
STEP, REST = 400, 1000  # milliseconds that a picture stands: nothing may flash more often than three times a second


@dataclass(frozen=True)
class Scene:
    """A widget, and what is done with it: each `yield` of `play` takes a picture and says how long it stands."""

    widget: Any
    play: Callable[[Page], Iterator[int]]


def _edges(page: Page) -> Iterator[int]:
    show_me(page)
    yield REST
    for preset in ("vertical edges", "outline", "blur", "sharpen"):
        page.locator("[data-part=preset]").select_option(preset)
        yield STEP
    page.get_by_label("kernel row 1 column 1").fill("2")
    yield REST


def _neuron(page: Page) -> Iterator[int]:
    show_me(page)
    bias = page.get_by_label("bias, slider")
    for value in ("-2.5", "-1.5", "-0.5", "0.5", "1.5"):
        bias.fill(value)
        yield STEP
    for activation in ("sigmoid", "tanh"):
        page.get_by_text(activation, exact=True).click()
        yield STEP


def _scope(page: Page) -> Iterator[int]:
    show_me(page)
    versions = page.locator(".versions tbody")
    for radio in versions.get_by_role("radio").all():
        radio.check(force=True)
        yield STEP


def _training(few: Examples) -> Scene:
    view, told = training(few)

    def play(page: Page) -> Iterator[int]:
        for state in told:
            traits = {name: state[name] for name in ("_now", "_epochs", "_network", "_said", "_ending")}
            page.evaluate(
                "(told) => { for (const [name, value] of Object.entries(told)) model.python(name, value); }", traits
            )
            yield STEP

    return Scene(view, play)


def made_of() -> str:
    """What the recording shows, in words that are kept in the picture: where they have changed, it is stale."""
    return f"EdgeLab, NeuronDial, ModelScope, LiveTraining; {', '.join(class_names)}; {recorded()[0].stem}"


def scenes() -> list[Scene]:
    """What the recording shows, one after the other."""
    few = examples()
    scope = ModelScope(training_steps(example_model()), few.images[SHOWN])
    return [Scene(EdgeLab(), _edges), Scene(NeuronDial(), _neuron), Scene(scope, _scope), _training(few)]


def pictures_of(browser: Browser, scene: Scene) -> Iterator[tuple[Image.Image, int]]:
    """Play a scene; gives its pictures with the milliseconds that each stands."""
    with bare_page(browser, scene.widget, width=WIDTH) as page:
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        for milliseconds in scene.play(page):
            settle(page)
            page.wait_for_timeout(CAPTION_MS)
            with Image.open(BytesIO(page.screenshot())) as picture:
                yield picture.convert("RGB"), milliseconds


def write(pictures: list[tuple[Image.Image, int]], file: Path) -> None:
    """Put pictures together to one that moves, and rests on the last."""
    (first, _), *others = pictures
    times = [milliseconds for _, milliseconds in pictures]
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = made_of()
    first.save(
        file,
        "WEBP",
        save_all=True,
        append_images=[picture for picture, _ in others],
        duration=[*times[:-1], REST],
        loop=1,
        quality=80,
        method=6,
        exif=exif,
    )


def main() -> None:
    """Take it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, "--no-sandbox"])
        write([picture for scene in scenes() for picture in pictures_of(browser, scene)], FILE)
        browser.close()
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
