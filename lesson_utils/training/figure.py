"""The training display without a browser: two panels of curves, loss and accuracy."""

from typing import TYPE_CHECKING

from lesson_utils import style
from lesson_utils.training.run import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Line, marker and place of the name tell the two curves apart without their colours.
_CURVES = (("training", "", style.BLUE, "-", "o"), ("validation", "val_", style.ORANGE, "--", "s"))
_PANELS = (("Loss", "loss"), ("Accuracy", "accuracy"))


def training_figure(run: Run) -> "Figure":
    """Draw what a run has measured.

    Parameters
    ----------
    run : Run
        Finished, stopped, or still going on.

    Returns
    -------
    matplotlib.figure.Figure
        Made without pyplot.

    Examples
    --------
    >>> training_figure(Run(10, 1250)).get_label()
    'LiveTraining'
    """
    from matplotlib import rc_context

    with rc_context({"font.family": style.FONT, "text.color": style.INK, "font.size": style.SMALL}):
        figure, _ = style.card(270, "LiveTraining", headed=True)
        for (title, name), left in zip(_PANELS, (0.085, 0.585), strict=True):
            _draw(figure.add_axes((left, 0.17, 0.38, 0.58)), run, title, name)
    return figure


def _draw(axes: "Axes", run: Run, title: str, name: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_title(title, loc="left", fontsize=style.BODY, fontweight="bold")
    for label, prefix, colour, line, marker in _CURVES:
        points = [
            (at, value)
            for at, epoch in enumerate(run.measured, run.first + 1)
            if (value := getattr(epoch, prefix + name)) is not None
        ]
        if points:
            axes.plot(*zip(*points, strict=True), color=colour, ls=line, marker=marker, ms=4, label=label)
    axes.set_xlabel("Epoch", color=style.MUTED)
    axes.set_xlim(run.first + 0.5, max(run.epochs, run.first + 1) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(colors=style.MUTED)
    axes.grid(color=style.LINE, lw=style.HAIRLINE, alpha=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    if axes.get_legend_handles_labels()[1]:
        axes.legend(frameon=False)
