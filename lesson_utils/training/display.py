"""The training display in a notebook: shown at the start, kept up to date, and left as a figure with words."""

from typing import Any

from IPython.display import display

from lesson_utils.training import words
from lesson_utils.training.budget import Budget
from lesson_utils.training.examples import Examples
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
    """

    def __init__(self, run: Run, model: Any, examples: Examples | None) -> None:
        self.run, self.model, self.examples = run, model, examples
        self.budget = Budget()
        self.view = TrainingView(run, examples)
        self.view.on_msg(self._heard)
        self.seen = False
        self._look()
        self.handle = display(self.view, display_id=True)
        self.told: Any = None  # the output below the view with the ending in words, if there is one

    def progress(self) -> None:
        """Show how far the run is, if there is time for it; else the next update shows this, too."""
        if self.budget.allows():
            with self.budget:
                self._show()

    def end(self) -> None:
        """Show that the run has ended, and leave a figure behind."""
        self._show()
        self._leave_figure()
        if not self.seen and (self.run.is_lost or self.run.state is not State.FINISHED):
            self._tell(words.LOST if self.run.is_lost else words.ending(self.run))

    def _tell(self, text: str) -> None:
        """Say it below the view as well, until it is known that a browser shows the view."""
        if self.handle is None:  # no notebook
            print(text)
        else:
            self.told = display({"text/plain": text}, raw=True, display_id=True)

    def _show(self) -> None:
        self.view.show_epochs(self.run)
        self._look()

    def _look(self) -> None:
        """Look into the network: what its first filters are, and what it says of the images."""
        probabilities = predictions(self.model, self.examples.images) if self.examples is not None else None
        self.view.show_network(first_filters(self.model), probabilities)

    def _heard(self, _: Any, content: dict[str, Any], __: Any) -> None:
        """A message of the browser's: it shows the live view."""
        if content.get("do") == "seen" and not self.seen:
            self.seen = True
            self._leave_figure()
            if self.told is not None:
                self.told.update({"text/plain": ""}, raw=True)

    def _leave_figure(self) -> None:
        """Put the finished figure into the notebook: once, and only where a browser had the live view.

        Elsewhere an updated output would differ from run to run.
        """
        ended = self.run.state is not State.RUNNING
        if ended and self.seen and not self.view.with_figure:
            self.view.with_figure = True
            if self.handle is not None:
                self.handle.update(self.view)
