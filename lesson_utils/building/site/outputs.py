"""What a cell has shown, as a part of a page."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from lesson_utils.building.site.live import LiveWidgets
from lesson_utils.building.site.run import Shown

_PICTURE = Markup('<img class="plot" alt="{}" src="data:image/png;base64,{}">')
_LIVE = Markup(
    '<div class="live" data-widget="{}"><div class="still">{}</div>'
    '<noscript><p class="remark">A picture: with JavaScript switched on it comes to life.</p></noscript></div>'
)


def outputs_html(outputs: Iterable[Shown], live: LiveWidgets, alt: str) -> Markup:
    """Show the outputs of a cell, one below the other.

    Parameters
    ----------
    outputs : iterable of Shown
        What the cell gave when it ran.
    live : LiveWidgets
        Takes the widgets among them along.
    alt : str
        What its plots show, in words.

    Returns
    -------
    Markup
        Empty where there is nothing to see.
    """
    return Markup("\n").join(_one(shown, live, alt) for shown in outputs)


def has_widget(outputs: Iterable[Shown]) -> bool:
    """Whether a widget is among some outputs."""
    return any(shown.widget for shown in outputs)


def is_plot(shown: Shown) -> bool:
    """Whether an output is a picture that brings no words along, as matplotlib's."""
    return not shown.widget and "image/png" in shown.data and not shown.data.get("text/html", "").startswith("<img ")


def _one(shown: Shown, live: LiveWidgets, alt: str) -> Markup:
    html, text = shown.data.get("text/html", ""), shown.data.get("text/plain", "")
    if shown.widget:
        picture = html.partition("<p>")[0]  # without the line that asks to run the cell
        return _LIVE.format(live.add(shown.widget), Markup(picture))
    if html.startswith("<img "):  # our own pictures, which bring their words along
        return Markup('<div class="still">{}</div>').format(Markup(html))
    if is_plot(shown):
        return _PICTURE.format(alt, shown.data["image/png"].replace("\n", ""))
    if not text.strip():
        return Markup()
    return Markup('<pre class="printed" tabindex="0" role="group" aria-label="Output">{}</pre>').format(
        escape(text.rstrip("\n"))
    )
