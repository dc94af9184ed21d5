"""ModelScope without a browser: the image, some maps of each layer, the prediction, the parameters as formulas."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.visualise.kit.parameters import parameter_formula
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from lesson_utils.visualise.model_scope.verdict import Verdict
from lesson_utils.visualise.model_scope.words import by, field_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, TOP, ROOM = 960, 104, 292  # page pixels: the figure's width, where the maps begin and how high they may get
IMAGE, BARS = 164, 184  # widths of the first and the last column
VECTOR = 0.62  # the share of a column that a vector gets
MOST_COLUMNS, MAPS, LONG = 7, 4, 64  # layers drawn, maps of each, and the longest vector that is drawn as it is
MOST_FORMULAS = 12
LINE_HEIGHT = 22
TINY = 7.5


def model_scope_figure(
    layers: Sequence[Layer],
    values: Sequence[NDArray],
    where: Sequence[int],
    facts: Mapping[str, Any],
    verdicts: Sequence[Verdict],
    version: str = "",
) -> "Figure":
    """Draw a network at work on one image.

    Parameters
    ----------
    layers : sequence of Layer
        In the order in which they compute.
    values : sequence of numpy.ndarray
        The output of each layer, the image first.
    where : sequence of int
        The place of the explained unit's layer, then the unit.
    facts : mapping
        What ModelScope tells the browser about the model.
    verdicts : sequence of Verdict
        What each version says of the image.
    version : str
        The one whose values these are.

    Returns
    -------
    matplotlib.figure.Figure
    """
    formulas = [layer for layer in layers if layer.parameters]
    lines = (min(len(formulas), MOST_FORMULAS) + 1) // 2
    compared = verdicts if facts["versions"] and facts["scores"] else []
    below = TOP + ROOM + 62 + LINE_HEIGHT * (lines + 1)
    height = below + (LINE_HEIGHT * ((len(compared) + 1) // 2 + 1) + 10 if compared else 0)
    figure, axes = style.card(height, "ModelScope", WIDTH)
    style.text(axes, 24, 30, "ModelScope", size=style.LARGE, weight="bold", ha="left")
    style.text(axes, 172, 31, f"{facts['model']} at work on one image", colour=style.MUTED, ha="left")
    _draw_image(figure, axes, values[0], layers, where, facts["top"])
    end = WIDTH - 24 - (BARS + 24 if facts["scores"] else 0)
    shown = _columns(layers)
    shares = [1.0 if values[place].ndim == 3 else VECTOR for place in shown]
    wide = min(120.0, (end - 24 - IMAGE - 24) / sum(shares)) if shown else 0.0
    x = 24.0 + IMAGE + 28
    for place, share in zip(shown, shares, strict=True):
        _draw_layer(figure, axes, x, share * wide - 14, layers[place], values[place])
        x += share * wide
    if facts["scores"]:
        drawn = next(one for one in verdicts if one.version == version)
        _draw_bars(axes, WIDTH - 24 - BARS, drawn, facts["classes"])
    left_out = len(layers) - 1 - len(shown)
    if left_out:
        style.text(axes, end, 31, f"{left_out} more layers not drawn", size=style.SMALL, colour=style.MUTED, ha="right")
    _draw_formulas(axes, TOP + ROOM + 56, formulas, lines, facts["total"])
    _draw_verdicts(axes, below + 4, compared, version, facts["classes"])
    return figure


def _shortened(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _columns(layers: Sequence[Layer]) -> list[int]:
    """Which layers are drawn: all of a small network; of a larger one some, evenly spread, the last one always."""
    places = list(range(1, len(layers)))
    if len(places) <= MOST_COLUMNS:
        return places
    return sorted({places[round(at)] for at in np.linspace(0, len(places) - 1, MOST_COLUMNS)})


def _panel(figure: "Figure", x: float, y: float, across: float, down: float) -> "Axes":
    """Axes for a picture, at page pixels."""
    height = figure.get_figheight() * style.DPI
    panel = figure.add_axes((x / WIDTH, 1 - (y + down) / height, across / WIDTH, down / height))
    panel.set(xticks=[], yticks=[], anchor="NW")
    for spine in panel.spines.values():
        spine.set(color=style.LINE, linewidth=style.HAIRLINE)
    return panel


def _draw_image(
    figure: "Figure", axes: "Axes", image: NDArray, layers: Sequence[Layer], where: Sequence[int], top: float
) -> None:
    from matplotlib.patches import Rectangle

    height, width, channels = image.shape
    panel = _panel(figure, 24, TOP, IMAGE, IMAGE * min(1.4, height / width))
    shown = (image / top).clip(0, 1)
    panel.imshow(shown if channels == 3 else shown[..., 0], cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    style.text(axes, 24, 66, "image", weight="bold", ha="left", size=style.SMALL)
    style.text(axes, 24, 84, by(image.shape).replace("x", "×"), size=style.SMALL, colour=style.MUTED, ha="left")
    field = receptive_field(layers, where[0], where[1:])
    if field is None or where[0] == 0:
        return
    (first, last), (left, right) = field[:2]
    corner, size = (left - 0.5, first - 0.5), (right - left + 1, last - first + 1)
    for colour, line in ((style.PAPER, 4.5), (style.RED, 2.0)):
        panel.add_patch(Rectangle(corner, *size, fill=False, ec=colour, lw=line, clip_on=False))
    below = TOP + IMAGE * min(1.4, height / width) + 18
    size_in_words = field_in_words(layers, where).replace(" x ", " × ")
    style.text(axes, 24, below, "Red: what one unit of", size=style.SMALL, ha="left")
    style.text(axes, 24, below + 18, _shortened(layers[where[0]].name, 22), size=style.SMALL, ha="left", weight="bold")
    style.text(axes, 24, below + 36, f"sees: {size_in_words}", size=style.SMALL, ha="left")


def _draw_layer(figure: "Figure", axes: "Axes", x: float, across: float, layer: Layer, values: NDArray) -> None:
    fit = max(6, int((across + 6) / 6.3))
    style.text(axes, x, 66, _shortened(layer.name, fit), ha="left", size=TINY)
    style.text(axes, x, 84, by(layer.shape).replace("x", "×"), size=TINY, colour=style.MUTED, ha="left")
    if values.ndim != 3:
        _draw_vector(figure, x, values.reshape(-1))
        return
    rows, columns = values.shape[:2]
    down = min(across * rows / columns, ROOM / MAPS - 6)
    # The liveliest maps: those whose numbers differ most.
    chosen = sorted(np.argsort(-values.reshape(-1, values.shape[2]).std(axis=0), kind="stable")[:MAPS])
    for nth, at in enumerate(chosen):
        panel = _panel(figure, x, TOP + nth * ROOM / MAPS, across, down)
        _paint(panel, values[..., at], values)
    rest = values.shape[2] - len(chosen)
    if rest > 0:
        style.text(
            axes, x, TOP + len(chosen) * ROOM / MAPS + 8, f"+ {rest} more", size=TINY, colour=style.MUTED, ha="left"
        )


def _draw_vector(figure: "Figure", x: float, values: NDArray) -> None:
    """A short vector as one column, a long one as a block that is read row by row."""
    columns = 1 if values.size <= LONG else int(np.ceil(values.size / (3.2 * np.sqrt(values.size))))
    rows = -(-values.size // columns)
    block = np.full(rows * columns, np.nan)
    block[: values.size] = values
    down = min(ROOM - 8, 22 * rows)
    panel = _panel(figure, x, TOP, max(16, min(70, down * columns / rows)), down)
    _paint(panel, block.reshape(rows, columns), values)
    panel.set_aspect("auto")


def _paint(panel: "Axes", values: NDArray, whole: NDArray) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    low, high = float(whole.min()), float(whole.max())
    limit = max(-low, high) or 1.0
    signs = LinearSegmentedColormap.from_list("signs", style.DIVERGING)
    colours, floor = (signs, -limit) if low < 0 else ("gray", 0.0)
    # Grey goes by the square root, as in the browser: one strong map leaves the others visible.
    shown = values if low < 0 else limit * np.sqrt(values / limit)
    panel.imshow(shown, cmap=colours, vmin=floor, vmax=limit, interpolation="nearest")


def _draw_bars(axes: "Axes", x: float, verdict: Verdict, classes: Sequence[str]) -> None:
    from matplotlib.patches import Rectangle

    probabilities = verdict.probabilities
    shown = np.sort(np.argsort(-probabilities, kind="stable")[:10])
    title = f"“{_shortened(verdict.version, 20)}” says" if verdict.version else "prediction"
    style.text(axes, x, 66, title, weight="bold", ha="left", size=style.SMALL)
    style.text(axes, x, 84, "from 0 to 1", size=style.SMALL, colour=style.MUTED, ha="left")
    step = min(26.0, ROOM / len(shown))
    for nth, at in enumerate(shown):
        middle = TOP + (nth + 0.5) * step
        best = at == int(probabilities.argmax())
        style.text(
            axes,
            x,
            middle,
            _shortened(classes[at], 12),
            size=style.SMALL - 0.5,
            ha="left",
            weight="bold" if best else "normal",
        )
        long = 56 * float(probabilities[at])
        axes.add_patch(Rectangle((x + 80, middle - 7), 56, 14, fc=style.TINT, ec=style.LINE, lw=style.HAIRLINE))
        axes.add_patch(Rectangle((x + 80, middle - 7), long, 14, fc=style.ORANGE if best else style.MUTED))
        style.text(axes, x + BARS, middle, f"{probabilities[at]:.3f}", size=style.SMALL - 0.5, ha="right")


def _draw_formulas(axes: "Axes", y: float, formulas: Sequence[Layer], lines: int, total: int) -> None:
    style.text(axes, 24, y, "Numbers to learn", weight="bold", ha="left", size=style.SMALL)
    more = f"; of {len(formulas)} layers the first {MOST_FORMULAS}" if len(formulas) > MOST_FORMULAS else ""
    style.text(axes, 168, y, f"{total:,} in all{more}", colour=style.MUTED, ha="left", size=style.SMALL)
    scale = "maps: black is 0, white the layer's highest; with negative numbers blue − to orange +"
    style.text(axes, WIDTH - 24, y, scale, colour=style.MUTED, ha="right", size=TINY)
    for nth, layer in enumerate(formulas[: 2 * lines]):
        x = 24 + (WIDTH - 48) / 2 * (nth // lines)
        row = y + (1 + nth % lines) * LINE_HEIGHT
        style.text(axes, x, row, _shortened(layer.name, 17), ha="left", size=style.SMALL)
        formula = parameter_formula(layer.parameters).replace(" x ", " × ")
        style.text(axes, x + 150, row, formula, ha="left", size=style.SMALL, colour=style.MUTED)


def _draw_verdicts(axes: "Axes", y: float, verdicts: Sequence[Verdict], version: str, classes: Sequence[str]) -> None:
    """What each version says, one below the other in two columns; that of the picture above in bold."""
    from matplotlib.patches import Rectangle

    if not verdicts:
        return
    lines = (len(verdicts) + 1) // 2
    style.text(axes, 24, y, "What each version says", weight="bold", ha="left", size=style.SMALL)
    for nth, one in enumerate(verdicts):
        x, row = 24 + (WIDTH - 48) / 2 * (nth // lines), y + (1 + nth % lines) * LINE_HEIGHT
        best = int(one.probabilities.argmax())
        share = float(one.probabilities[best])
        weight = "bold" if one.version == version else "normal"
        style.text(axes, x, row, _shortened(one.version, 22), ha="left", size=style.SMALL, weight=weight)
        style.text(axes, x + 170, row, _shortened(classes[best], 14), ha="left", size=style.SMALL, weight=weight)
        axes.add_patch(Rectangle((x + 280, row - 7), 84, 14, fc=style.TINT, ec=style.LINE, lw=style.HAIRLINE))
        axes.add_patch(Rectangle((x + 280, row - 7), 84 * share, 14, fc=style.MUTED))
        style.text(axes, x + 410, row, f"{share:.3f}", ha="right", size=style.SMALL, weight=weight)
