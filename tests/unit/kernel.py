"""A learner's kernel for tests: cells typed into a real IPython shell, started again at will, with small images."""

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

import lesson_utils
from lesson_utils.checking import find_challenge
from lesson_utils.episodes import course
from lesson_utils.episodes.ids import valid_id

FIRST_CELL = "from lesson_utils import catch_up, check, hint, progress, solution"
INPUT = "inputs_intro = keras.Input(shape=train_images.shape[1:])"
CONV = "x_intro = keras.layers.Conv2D(filters=16, kernel_size=(3,3), activation='relu')(inputs_intro)"
POOL = "x_intro = keras.layers.MaxPooling2D(pool_size=(2,2))(x_intro)"
DENSE = "x_intro = keras.layers.Dense(units=64, activation='relu')(x_intro)"
FLATTEN = "x_intro = keras.layers.Flatten()(x_intro)"
OUTPUT = "outputs_intro = keras.layers.Dense(units=10, activation='softmax')(x_intro)"
OF_CLASSROOM = ("check", "hint", "solution", "catch_up", "progress")


@dataclass
class Shown:
    """What a cell left behind: how it ended, all the text that the learner sees, and the HTML of each output."""

    success: bool
    text: str
    html: list[str]


class Notebook:
    """A kernel with the course in it."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.callbacks = {event: list(known) for event, known in shell.events.callbacks.items()}

    def start(self) -> None:
        """Start the kernel, or start it again: no variables, and the course imported anew."""
        self.stop()
        import keras

        small = np.zeros((40, 32, 32, 3), "float32")
        self.shell.user_ns.update(keras=keras, train_images=small)
        assert self.run(FIRST_CELL).success

    def stop(self) -> None:
        """Take the course out of the shell and out of Python's list of modules."""
        self.shell.user_ns.clear()
        self.shell.init_user_ns()
        self.shell.ast_transformers.clear()
        vars(self.shell).pop("_showtraceback", None)
        for event, known in self.callbacks.items():
            self.shell.events.callbacks[event] = list(known)
        for name in [name for name in sys.modules if name.startswith("lesson_utils.classroom")]:
            del sys.modules[name]
        for name in OF_CLASSROOM:
            vars(lesson_utils).pop(name, None)

    def run(self, *cells: str, cell_id: str | None = None) -> Shown:
        """Run cells one after the other; what the last one shows. JupyterLab tells a cell's id, nbclient does not."""
        from IPython.utils.capture import capture_output

        for cell in cells:
            with capture_output() as captured:
                result = self.shell.run_cell(cell, cell_id=cell_id)
        shown = [output.data for output in captured.outputs]
        plain = [data.get("text/plain", "") for data in shown]
        html = [data["text/html"] for data in shown if "text/html" in data]
        return Shown(result.success, "\n".join([*plain, captured.stdout, captured.stderr]), html)

    def answer(self, challenge: str, cell: str) -> Shown:
        """Run a cell as the answer's cell of the notebook in JupyterLab."""
        return self.run(cell, cell_id=valid_id(challenge, "answer"))

    def check(self, challenge: str) -> str:
        """What `check` says."""
        shown = self.run(f'check("{challenge}")')
        assert shown.success, shown.text
        return shown.text

    def variables(self) -> dict[str, int]:
        """The learner's variables, and which object each of them holds."""
        return {name: id(value) for name, value in self.shell.user_ns.items() if not name.startswith("_")}

    def __getitem__(self, name: str) -> Any:
        return self.shell.user_ns[name]

    def __contains__(self, name: str) -> bool:
        return name in self.shell.user_ns


def solution_of(challenge_id: str) -> str:
    return find_challenge(challenge_id)[1].solution or ""


def template_of(challenge_id: str) -> str:
    return find_challenge(challenge_id)[1].answer_template


def all_ids() -> list[str]:
    episode = next(one for one in course() if any(each.id == "conv2d" for each in one.challenges))
    return [one.id for one in episode.challenges if one.solution]


def is_correct(text: str) -> bool:
    return "✓ Correct" in text
