"""The README's moving picture: fig/readme/recording.webp. Run: python -m tests.browser.readme_recording

Three visualisers are operated on a bare page, then a training that the course has recorded is shown epoch by epoch. It
plays once. Like the still pictures it needs a Chromium and is taken by hand: take it anew when the looks of what it
shows, the drawings or the classes have changed, and look at it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, sync_playwright

from lesson_utils import EdgeLab, ModelScope, NeuronDial, training_steps
from lesson_utils.datasets import class_names, load_data
from lesson_utils.training.examples import Examples, one_of_each
from lesson_utils.training.fingerprint import layers_of
from lesson_utils.training.network import first_filters, predictions
from lesson_utils.training.recordings import Recording, with_snapshots
from lesson_utils.training.run import Run, State
from lesson_utils.training.view import TrainingView
from lesson_utils.visualise.model_scope.example import example_model
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.conftest import QUIET, ROOT, find_browser
from tests.browser.readme_pictures import CAPTION_MS

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


def _training(examples: Examples) -> Scene:
    """A recorded training as `fit` would have shown it: the widget, with what it was told after each epoch."""
    model = example_model()
    recording = recorded()[1]
    run = Run(recording.epochs, recording.steps // recording.epochs, clock=lambda: 0)
    view = TrainingView(run, examples)
    told = []
    for epoch in range(run.epochs + 1):
        if epoch:
            run.epoch_ended({name: values[epoch - 1] for name, values in recording.history.items()})
        if epoch == run.epochs:
            run.ended(State.FINISHED)
        weights = recording.weights if epoch == run.epochs else recording.snapshots.get(epoch)
        if weights is not None:  # between two that were kept the last look stays
            model.set_weights(weights)
            view.show_network(first_filters(model), predictions(model, examples.images))
        view.show_epochs(run)
        told.append({name: value for name, value in view.get_state().items() if re.fullmatch("_[a-z]+", name)})

    def play(page: Page) -> Iterator[int]:
        for state in told:
            traits = {name: state[name] for name in ("_now", "_epochs", "_network", "_said", "_ending")}
            page.evaluate(
                "(told) => { for (const [name, value] of Object.entries(told)) model.python(name, value); }", traits
            )
            yield STEP

    return Scene(view, play)


def recorded() -> tuple[Path, Recording]:
    """The recorded training that is shown, and its file."""
    built = layers_of(example_model())
    return next((path, one) for path, one in with_snapshots().items() if one.layers == built)


def made_of() -> str:
    """What the recording shows, in words that are kept in the picture: where they have changed, it is stale."""
    return f"EdgeLab, NeuronDial, ModelScope, LiveTraining; {', '.join(class_names)}; {recorded()[0].stem}"


def scenes() -> list[Scene]:
    """What the recording shows, one after the other."""
    test_images, test_labels = load_data("drawings")[1]
    few = one_of_each(test_images / np.float32(255), test_labels, class_names)
    assert few is not None, "the drawings are no arrays any more"
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
