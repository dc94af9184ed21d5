"""How JupyterLab reads and writes notebooks: a saved one keeps what can be seen without a kernel, an opened one is not
called unsaved."""

import asyncio
import platform
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from lesson_utils.jupyter import notebook_files
from lesson_utils.jupyter.notebook_files import WIDGET, keep_what_stays, know_the_kernel


def saved(outputs: list[dict]) -> list[dict]:
    model = {"type": "notebook", "content": {"cells": [{"cell_type": "code", "outputs": outputs}]}}
    keep_what_stays(model=model, path="x.ipynb", contents_manager=None)
    return model["content"]["cells"][0]["outputs"]


def test_a_widget_with_words_beside_it_is_saved_as_the_words() -> None:
    output = {"output_type": "display_data", "data": {WIDGET: {"model_id": "1"}, "text/html": "<p>Correct</p>"}}
    assert saved([output])[0]["data"] == {"text/html": "<p>Correct</p>"}


def test_other_widgets_and_outputs_stay_as_they_are() -> None:
    slider = {"output_type": "display_data", "data": {WIDGET: {"model_id": "1"}, "text/plain": "IntSlider()"}}
    printed = {"output_type": "stream", "name": "stdout", "text": "(40000, 32, 32, 3)"}
    assert saved([dict(slider), dict(printed)]) == [slider, printed]


def test_files_that_are_no_notebooks_pass() -> None:
    model = {"type": "file", "content": "text"}
    keep_what_stays(model=model, path="x.txt", contents_manager=None)
    assert model == {"type": "file", "content": "text"}


def notebook(kernel: str) -> dict:
    return {"type": "notebook", "content": {"cells": [], "metadata": {"kernelspec": {"name": kernel}}}}


def test_an_opened_notebook_knows_this_python_and_no_other_kernel_is_told_so() -> None:
    opened = know_the_kernel(notebook("python3"))["content"]["metadata"]["language_info"]
    assert opened["version"] == platform.python_version()
    assert "language_info" not in know_the_kernel(notebook("ir"))["content"]["metadata"]


@pytest.mark.parametrize(
    "model",
    [
        {"type": "directory", "content": []},
        {"type": "notebook", "content": None},  # asked for without its content
        {"type": "notebook", "content": {"cells": [], "metadata": {}}},
        {"type": "file", "content": "text"},
    ],
)
def test_whatever_else_is_read_stays_as_it_is(model: dict) -> None:
    assert know_the_kernel({**model}) == model


@pytest.mark.parametrize("waits", [False, True])
def test_the_extension_adds_to_any_contents_manager_and_replaces_nothing(waits: bool) -> None:
    hooks: list = ["the learner's own"]

    async def later(path: str, content: bool = True) -> dict:
        return notebook("python3")

    def at_once(path: str, content: bool = True) -> dict:
        return notebook("python3")

    contents = SimpleNamespace(get=later if waits else at_once, register_pre_save_hook=hooks.append)
    notebook_files._load_jupyter_server_extension(SimpleNamespace(contents_manager=contents))
    assert hooks == ["the learner's own", keep_what_stays]
    with ThreadPoolExecutor(1) as elsewhere:  # a browser test before this one may have left its loop in this thread
        given = elsewhere.submit(asyncio.run, contents.get("x.ipynb", content=True)).result()
    assert given["content"]["metadata"]["language_info"]["name"] == "python"
