"""What a learner's saved notebook keeps of panels and visualisers: what can be seen without a kernel."""

from pathlib import Path

from traitlets.config import PyFileConfigLoader

import lesson_utils

FOLDER = Path(lesson_utils.__file__).parent / "commands" / "jupyter"
WIDGET = "application/vnd.jupyter.widget-view+json"


def saved(outputs: list[dict]) -> list[dict]:
    hook = PyFileConfigLoader("jupyter_server_config.py", path=str(FOLDER)).load_config().ContentsManager.pre_save_hook
    model = {"type": "notebook", "content": {"cells": [{"cell_type": "code", "outputs": outputs}]}}
    hook(model=model, path="x.ipynb", contents_manager=None)
    return model["content"]["cells"][0]["outputs"]


def test_a_widget_with_words_beside_it_is_saved_as_the_words() -> None:
    output = {"output_type": "display_data", "data": {WIDGET: {"model_id": "1"}, "text/html": "<p>Correct</p>"}}
    assert saved([output])[0]["data"] == {"text/html": "<p>Correct</p>"}


def test_other_widgets_and_outputs_stay_as_they_are() -> None:
    slider = {"output_type": "display_data", "data": {WIDGET: {"model_id": "1"}, "text/plain": "IntSlider()"}}
    printed = {"output_type": "stream", "name": "stdout", "text": "(40000, 32, 32, 3)"}
    assert saved([dict(slider), dict(printed)]) == [slider, printed]


def test_files_that_are_no_notebooks_pass() -> None:
    hook = PyFileConfigLoader("jupyter_server_config.py", path=str(FOLDER)).load_config().ContentsManager.pre_save_hook
    model = {"type": "file", "content": "text"}
    hook(model=model, path="x.txt", contents_manager=None)
    assert model == {"type": "file", "content": "text"}
