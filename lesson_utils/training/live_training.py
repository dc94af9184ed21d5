"""LiveTraining: a Keras callback that shows how a network learns, and can end the training early."""

import logging
import os
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import ArrayLike

from lesson_utils.training.cell_end import when_cell_ended
from lesson_utils.training.display import Display
from lesson_utils.training.examples import Examples
from lesson_utils.training.interrupts import FirstInterrupt
from lesson_utils.training.left_behind import LeftBehind
from lesson_utils.training.playback import Recorder
from lesson_utils.training.run import Run, State

PLAYBACK = "LESSON_PLAYBACK"  # set while the website is built: what is replayed can be played there
_LOG = logging.getLogger(__name__)


class LiveTraining(keras.callbacks.Callback):
    """Show loss, accuracy, first filters and a few predictions while `fit` runs, with a button that ends it.

    The button, or the first interrupt of the kernel, ends the training after its batch, and model and history are kept.
    Keras' own progress bar stays away. The display is brought up to date at most five times a second, and less often
    where that would take more than 2 % of the training's time: an epoch too short for an update shows with the next
    one. The last state is always shown. Without a browser (in a script, under nbval) it is one line, the same every
    time.

    Parameters
    ----------
    images : array_like of shape (images, height, width, channels), optional
        Up to five images, as the network gets them, whose predictions are shown.
    labels : array_like of shape (images, classes), (images, 1) or (images,), optional
        What they show: one-hot, or whole numbers.
    class_names : sequence of str, optional
        A name for each class.

    Attributes
    ----------
    run : Run
        What is known of the latest training.

    Raises
    ------
    ValueError
        If images and labels do not fit together.

    Examples
    --------
    >>> import keras, numpy as np
    >>> model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    >>> model.compile(loss="mse")
    >>> history = model.fit(np.zeros((64, 2)), np.zeros(64), epochs=3, callbacks=[LiveTraining()])
    LiveTraining: 3 epochs of 2 batches each
    """

    def __init__(
        self,
        images: ArrayLike | None = None,
        labels: ArrayLike | None = None,
        class_names: Sequence[str] | None = None,
    ) -> None:
        super().__init__()
        self.examples = None if images is None else Examples(np.asarray(images), labels, class_names)
        self.run = Run(0, None)
        self.display: Display | LeftBehind | Recorder | None = None
        self.interrupt = FirstInterrupt(self._stop)

    def set_params(self, params: dict[str, Any]) -> None:
        """Take Keras' parameters of this run, and switch its progress bar off: it reads them after us."""
        params["verbose"] = 0
        super().set_params(params)

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        """Keras is about to train."""
        self.over()  # the run before this one may have broken off in the same cell
        self.run = Run(self.params["epochs"], self.params["steps"])
        self._safely(lambda: setattr(self, "display", self._shown()))
        if "replayed" not in self.params:  # a replay is over at once, and hears of no flag: an interrupt is as always
            when_cell_ended(self.over)
            self.interrupt.watch()

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """An epoch begins; the first one may have another number than 0."""
        if not self.run.measured:
            self.run.first = epoch

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """A batch has ended."""
        self.run.batch_ended(batch, logs)
        if self.display is not None:
            self._safely(self.display.progress)

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """An epoch has ended, its validation included."""
        self.run.epoch_ended(logs)
        if self.display is not None:
            self._safely(self.display.progress)

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        """The training has ended: all epochs are done, or somebody asked it to stop."""
        self.over(State.STOPPED if self.model.stop_training else State.FINISHED)

    def over(self, state: State = State.BROKEN_OFF) -> None:
        """Take note that nothing trains any more; once it has ended, this changes nothing.

        Parameters
        ----------
        state : State
            How it ended. Whoever calls this does not know of another ending, so that it must have broken off.
        """
        self.interrupt.release()
        if self.run.state is not State.RUNNING:
            return
        self.run.ended(state)
        if self.display is not None:
            self._safely(self.display.end)

    def _stop(self) -> None:
        self.model.stop_training = True

    def _shown(self) -> Display | LeftBehind | Recorder:
        recording = self.params.get("replayed")  # `replay.py` says so
        if recording is not None and os.environ.get(PLAYBACK):
            return Recorder(self.run, self.model, self.examples, recording)
        if recording is not None:
            return LeftBehind(self.run)
        return Display(self.run, self.model, self.examples)

    def _safely(self, step: Any) -> None:
        """Do something with the display. Should it fail, training goes on without one."""
        try:
            step()
        except Exception:  # noqa: BLE001 - whatever it is, training goes on
            _LOG.exception("The training display failed; the training goes on without it.")
            self.display = None
