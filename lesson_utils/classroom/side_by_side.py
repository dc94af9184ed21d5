"""The learner's network drawn as a row of layers, and beside the task's in a table; a plain value as two cells."""

from dataclasses import dataclass
from html import escape

from lesson_utils.checking import Layer, Networks, Row, Values

MARK = "▸"


@dataclass(frozen=True)
class SideBySide:
    """What was found beside what the task asks for."""

    comparison: Networks | Values

    def as_text(self) -> str:
        """Two lines that can be read one below the other."""
        if isinstance(self.comparison, Values):
            return f"Yours:    {self.comparison.found}\nThe task: {self.comparison.expected}"
        rows = list(enumerate(self.comparison.rows))
        mine = [_in_line(row.found, index == self.comparison.marked) for index, row in rows if row.found]
        task = [_in_line(row.expected, index == self.comparison.marked) for index, row in rows if row.expected]
        return f"Yours:    {' → '.join(mine)}\nThe task: {' → '.join(task)}"

    def as_html(self) -> str:
        """The drawing and the table."""
        if isinstance(self.comparison, Values):
            return _values(self.comparison)
        return _drawing(self.comparison) + _table(self.comparison)


def _in_line(layer: Layer, is_marked: bool) -> str:
    return f"{MARK + ' ' if is_marked else ''}{layer.kind} {layer.shape}"


def _values(values: Values) -> str:
    head = '<tr><th class="cnn-head" scope="col">Yours</th><th class="cnn-head" scope="col">The task</th></tr>'
    cells = "".join(f'<td class="cnn-cell"><code>{escape(one)}</code></td>' for one in (values.found, values.expected))
    return f'<table class="cnn-table"><thead>{head}</thead><tbody><tr>{cells}</tr></tbody></table>'


def _drawing(networks: Networks) -> str:
    """A real list: a screen reader counts the layers, and without styles it is a numbered list."""
    boxes = [_box(row, index == networks.marked) for index, row in enumerate(networks.rows)]
    layers = "".join(boxes)
    title = '<p class="cnn-title">Your network</p>'
    return f'{title}<ol class="cnn-network" role="list" aria-label="Your network, from its input on">{layers}</ol>'


def _box(row: Row, is_marked: bool) -> str:
    if row.found is None:
        if not is_marked or row.expected is None:
            return ""
        inside = f'<span class="cnn-flag">{MARK} missing here</span><br><strong>{escape(row.expected.kind)}</strong>'
        return f'<li class="cnn-layer"><span class="cnn-box cnn-gap">{inside}</span></li>'
    flag = f'<span class="cnn-flag">{MARK} {_difference(row)}</span><br>' if is_marked else ""
    lines = [f"<strong>{escape(row.found.kind)}</strong>", escape(row.found.settings), _shape(row.found)]
    inside = flag + "<br>".join(line for line in lines if line)
    return f'<li class="cnn-layer"><span class="cnn-box{" cnn-marked" if is_marked else ""}">{inside}</span></li>'


def _table(networks: Networks) -> str:
    rows = "".join(_line(number, row, number == networks.marked) for number, row in enumerate(networks.rows))
    head = "".join(f'<th class="cnn-head" scope="col">{word}</th>' for word in ("Yours", "The task", "Compared"))
    table = f'<table class="cnn-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<details class="cnn-details" open><summary>Layer by layer, beside the task</summary>{table}</details>'


def _line(number: int, row: Row, is_marked: bool) -> str:
    style = "cnn-cell cnn-marked-cell" if is_marked else "cnn-cell"
    word = f"{MARK} {_difference(row)}" if is_marked else _compared(row)
    yours, task = _cell(row.found, is_marked), _cell(row.expected, is_marked)
    last = f"<strong>{word}</strong>" if is_marked else word
    return "<tr>" + "".join(f'<td class="{style}">{cell}</td>' for cell in (yours, task, last)) + "</tr>"


def _cell(layer: Layer | None, with_settings: bool) -> str:
    if layer is None:
        return "none"
    settings = f" {escape(layer.settings)}" if with_settings and layer.settings else ""
    return f"{escape(layer.kind)}{settings} {_shape(layer)}"


def _difference(row: Row) -> str:
    if row.expected is None:
        return "one too many"
    return "missing" if row.found is None else "different"


def _compared(row: Row) -> str:
    if not row.same or row.found is None or row.expected is None:
        return f"also {_difference(row)}"
    return "same" if row.found.shape == row.expected.shape else "same layer, other shape"


def _shape(layer: Layer) -> str:
    return f'<span class="cnn-shape">{escape(layer.shape)}</span>'
