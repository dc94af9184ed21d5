"""ModelScope in JupyterLab: what Python hears, and what Python computes for a model that the browser cannot run."""

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.notebook_page import NotebookPage, open_cells
from tests.browser.reading import numbers

UNKNOWN_LAYER = """import keras
inputs = keras.Input((16, 16, 1))
x = keras.layers.Flatten()(keras.layers.Lambda(keras.ops.square)(inputs))
odd = ModelScope(keras.Model(inputs, keras.layers.Dense(2)(x)), class_names=["cat", "dog"])
odd"""

VERSIONS = """import keras
before, after = ModelScope()._models[""], keras.models.clone_model(ModelScope()._models[""])
after.layers[-1].bias.assign([3.0] + 9 * [0.0])
both = ModelScope({"before": before, "after": after})
both"""


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    sources = [
        "from lesson_utils import ModelScope\nscope = ModelScope()\nscope",
        "print(scope.layer, scope.unit)",
        UNKNOWN_LAYER,
        "print(odd.image.mean().round(3), odd.prediction.round(3).tolist())",
        VERSIONS,
        "print(both.version, both.prediction.argmax())",
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    opened = open_cells(browser, lab_url, course_copy, "model_scope.ipynb", cells)
    opened.run(opened.code_cell("from lesson_utils import ModelScope"))
    opened.page.locator(".model-scope .cover").wait_for()
    yield opened
    opened.page.close()


def test_in_jupyterlab_python_hears_and_d_d_deletes_no_cell(notebook: NotebookPage) -> None:
    page = notebook.page
    box = page.locator(".model-scope")
    box.get_by_role("button", name="Not much above").focus()
    page.keyboard.press("Enter")
    expect(box.locator(".reply")).to_contain_text("Yes, that’s right.")
    cells = page.locator(".jp-CodeCell").count()
    for name in ("Picture, 32", "conv2d_1: 32 feature maps", "of conv2d_1"):
        box.get_by_role("application", name=name).focus()
        for key in ("d", "d", "ArrowRight"):
            page.keyboard.press(key)
    box.get_by_role("tab", selected=True).focus()
    for key in ("d", "d", "End", "Home", "ArrowRight"):
        page.keyboard.press(key)
    assert page.locator(".jp-CodeCell").count() == cells
    expect(box.locator("[data-part=caption]")).to_contain_text("conv2d, map")
    notebook.run_until(notebook.code_cell("print(scope.layer"), "conv2d (")  # Python hears of a place once it rests
    box.get_by_role("button", name="Read the weights again").click()
    expect(box.locator("[data-part=status]")).to_have_text("The weights have been read again.")


def test_in_jupyterlab_python_computes_what_the_browser_cannot(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell("Lambda"))
    box = notebook.page.locator(".model-scope", has_text="does not know how to compute lambda")
    box.get_by_role("button", name="Show me").click()
    logits = box.locator(".predicted tbody td:nth-child(4)")
    before = logits.all_inner_texts()
    box.get_by_role("application", name="Picture, 16").focus()
    notebook.page.keyboard.press("Shift+ArrowDown")
    expect(logits.first).not_to_have_text(before[0])
    expect(box.locator("[data-part=status]")).to_have_text("")
    printed = notebook.run(notebook.code_cell("print(odd.image"))
    expect(printed).to_contain_text("]")
    np.testing.assert_allclose(numbers(logits), json.loads(printed.inner_text().split(" ", 1)[1]), atol=0.01)


def test_in_jupyterlab_python_hears_of_the_version(notebook: NotebookPage) -> None:
    page = notebook.page
    notebook.run(notebook.code_cell("both = ModelScope"))
    box = page.locator(".model-scope", has_text="in 2 versions")
    box.get_by_role("button", name="airplane").click()
    expect(box.locator(".reply")).to_contain_text("The choice of “after” is airplane")
    cells = page.locator(".jp-CodeCell").count()
    box.get_by_role("radio", name="after").focus()
    for key in ("d", "d", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".jp-CodeCell").count() == cells
    expect(box.get_by_role("radio", name="before")).to_be_checked()
    chosen = box.locator(".versions tr", has_text="before").locator("td").first.inner_text()
    expect(box.locator(".predicted .best th")).to_have_text(chosen)
    notebook.run_until(notebook.code_cell("print(both.version"), "before ")
