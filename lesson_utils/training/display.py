"""The training display in a notebook: shown at the start, kept up to date, and left as a figure with words."""

import contextlib
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from lesson_utils.training import words
from lesson_utils.training.examples import Examples
from lesson_utils.training.interrupts import FirstInterrupt
from lesson_utils.training.network import first_filters, predictions
from lesson_utils.training.run import Run, State
from lesson_utils.training.view import TrainingView


class Display:
    """One run of `fit` on the screen.

    Parameters
    ----------
    run : Run
        What is known of it; kept up to date by the callback.
    model : keras.Model
        The network that learns.
    examples : Examples or None
        Images whose predictions are shown.
    interrupt : FirstInterrupt
        Released here when the run never comes to its end.
    """

    def __init__(self, run: Run, model: Any, examples: Examples | None, interrupt: FirstInterrupt) -> None:
        self.run, self.model, self.examples, self.interrupt = run, model, examples, interrupt
        self.view = TrainingView(run, examples)
        self.view.on_msg(self._heard)
        self.seen = False
        self._look()
        self.handle = display(self.view, display_id=True)
        self._watch_the_cell()

    def progress(self) -> None:
        """Show how far the run is."""
        self.view.show_progress(self.run)
        self._look()

    def epoch(self) -> None:
        """Show an epoch that has ended."""
        self.view.show_epochs(self.run)
        self._look()

    def end(self) -> None:
        """Show that the run has ended, and leave a figure behind."""
        self.view.show_epochs(self.run)
        self._leave_figure()
        if not self.seen and (self.run.is_lost or self.run.state is not State.FINISHED):
            print(words.ending(self.run))

    def _look(self) -> None:
        """Look into the network: what its first filters are, and what it says of the images."""
        probabilities = predictions(self.model, self.examples.images) if self.examples is not None else None
        self.view.show_network(first_filters(self.model), probabilities)

    def _heard(self, _: Any, content: dict[str, Any], __: Any) -> None:
        """A message of the browser's: it shows the live view."""
        if content.get("do") == "seen" and not self.seen:
            self.seen = True
            self._leave_figure()

    def _leave_figure(self) -> None:
        """Put the finished figure into the notebook: once, and only where a browser had the live view.

        Elsewhere an updated output would differ from run to run.
        """
        ended = self.run.state is not State.RUNNING
        if ended and self.seen and not self.view.with_figure:
            self.view.with_figure = True
            if self.handle is not None:
                self.handle.update(self.view)

    def _watch_the_cell(self) -> None:
        """Notice a run that never comes to its end: Keras tells a callback nothing of an interrupt or an error."""
        shell = get_ipython()
        if shell is None:
            return

        def cell_ended(*_: Any) -> None:
            with contextlib.suppress(ValueError):  # taken off already
                shell.events.unregister("post_run_cell", cell_ended)
            self.interrupt.release()
            if self.run.state is State.RUNNING:
                self.run.ended(State.BROKEN_OFF)
                self.end()

        shell.events.register("post_run_cell", cell_ended)
