"""What a replayed training leaves in a notebook: the finished curves with their words, once."""

from typing import Any

from IPython.display import display

from lesson_utils.training import words
from lesson_utils.training.figure import training_figure
from lesson_utils.training.run import Run
from lesson_utils.visualise.kit.static_picture import picture_bundle


class LeftBehind:
    """In place of the live view, which nobody could follow: a replay takes a moment, and no browser may be there.

    Parameters
    ----------
    run : Run
        Kept up to date by the callback.
    """

    def __init__(self, run: Run) -> None:
        self.run = run

    def progress(self) -> None:
        """Nothing to show yet."""

    def end(self) -> None:
        """Show the curves."""
        display(self)

    def __repr__(self) -> str:
        return words.one_line(self.run)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return picture_bundle(training_figure(self.run), words.description(self.run), repr(self))
