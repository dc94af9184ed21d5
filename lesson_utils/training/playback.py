"""A recorded training that can be played in the browser: for the website, where no kernel is."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from lesson_utils.browser.modules import browser_module
from lesson_utils.training import words
from lesson_utils.training.examples import Examples
from lesson_utils.training.figure import training_figure
from lesson_utils.training.network import first_filters, predictions
from lesson_utils.training.recordings import Recording
from lesson_utils.training.run import Run
from lesson_utils.training.view import numbers_of, plan_of, progress_of, seen_of
from lesson_utils.visualise.kit.static_picture import picture_bundle
from lesson_utils.visualise.kit.style_sheet import style_sheet


class Playback(anywidget.AnyWidget):
    """The display of a training with a player: one moment before it, and one after each epoch.

    Parameters
    ----------
    run : Run
        Finished.
    plan : dict
        What does not change, as `plan_of` gives it.
    moments : list of dict
        What the training view holds at each moment: `_now`, `_epochs`, `_network`, `_said` and `_ending`.
    """

    _esm = browser_module(Path(__file__).with_name("playback.js"))
    _css = style_sheet(Path(__file__).with_name("live_training.css"))

    _plan = traitlets.Dict().tag(sync=True)
    _moments: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, run: Run, plan: dict[str, Any], moments: list[dict[str, Any]]) -> None:
        self.run = run
        super().__init__(_plan=plan, _moments=moments)

    def __repr__(self) -> str:
        return words.one_line(self.run)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        picture = picture_bundle(training_figure(self.run), words.description(self.run), repr(self))
        return {**data, **picture}, metadata


class Recorder:
    """Looks on while a recording is replayed, and shows a `Playback` in the end.

    Parameters
    ----------
    run : Run
        Kept up to date by the callback.
    model : keras.Model
        The one that gets the recorded weights.
    examples : Examples or None
        The images whose predictions are shown.
    recording : Recording
        Its snapshots say what the network looked like on the way. Between two of them the last look stays.
    """

    def __init__(self, run: Run, model: Any, examples: Examples | None, recording: Recording) -> None:
        self.run, self.model, self.examples, self.recording = run, model, examples, recording
        self.looks: dict[str, Any] = {}
        self.moments: list[dict[str, Any]] = []
        self.progress()

    def progress(self) -> None:
        """Note the moment before the training, or after an epoch: a replay tells of no batches."""
        weights = self.recording.snapshots.get(len(self.run.measured))
        if weights is not None:
            self._look(weights)
        self._note()

    def end(self) -> None:
        """Note how the network is in the end, and show it all."""
        self._look(self.recording.weights)
        self.moments.pop()
        self._note()
        display(Playback(self.run, plan_of(self.run, self.examples), self.moments))

    def _look(self, weights: list[Any]) -> None:
        now = self.model.get_weights()
        self.model.set_weights(weights)
        seen = predictions(self.model, self.examples.images) if self.examples is not None else None
        self.looks = seen_of(first_filters(self.model), seen)
        self.model.set_weights(now)

    def _note(self) -> None:
        run = self.run
        now = progress_of(run) | {"secondsLeft": None}
        said = words.milestone(run) or "Before the training. Press Play, or Step for the next epoch."
        epochs = [numbers_of(epoch) for epoch in run.measured]
        ending = words.ending(run)
        self.moments.append({"_now": now, "_epochs": epochs, "_network": self.looks, "_said": said, "_ending": ending})
