"""Show feedback: as a panel with buttons in a notebook, as text in a terminal, in a stored notebook as both."""

import contextlib
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils.classroom.feedback import Feedback
from lesson_utils.style import BLUE, GREEN, MUTED, ORANGE

_STATIC = Path(__file__).parent / "static"
_MARKS = {"correct": GREEN, "change": ORANGE, "earlier": MUTED, "note": BLUE}
_STANDING = (
    "max-width: 46em; margin: 0.4em 0; padding: 0.6em 1.2em 0.2em 1.2em; border-radius: 4px; "
    "background-color: rgba(127, 127, 127, 0.1)"
)
BUTTONS = {"check": "Check again", "hint": "Hint", "solution": "Solution", "catch_up": "Catch up"}


class Panel:
    """What stands below a message: the challenge it belongs to, and what its buttons do."""

    def __init__(self, title: str, actions: Mapping[str, Callable[[], Feedback]]) -> None:
        self.title, self.actions = title, actions


def show(feedback: Feedback, panel: Panel | None = None) -> None:
    """Show feedback where the learner is.

    Parameters
    ----------
    feedback : Feedback
        What to say.
    panel : Panel, optional
        The buttons to put below it.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        print(feedback.as_text())
        return
    from IPython.display import display

    bundle = {"text/plain": feedback.as_text(), "text/html": _standing_html(feedback)}
    with contextlib.suppress(Exception):  # no widgets here: the text says it all
        bundle = {**_widget_of(feedback, panel), **bundle}
    display(bundle, raw=True)


def _standing_html(feedback: Feedback) -> str:
    """The panel without its buttons, for stored notebooks and front ends without widgets.

    Its look is all in the element's own style, the only one that an untrusted notebook keeps.
    """
    style = f"border-left: 4px solid {_MARKS[feedback.tone]}; {_STANDING}"
    return f'<blockquote style="{style}">{feedback.as_html()}</blockquote>'


def _widget_of(feedback: Feedback, panel: Panel | None) -> dict[str, Any]:
    widget = _panel_class()(
        tone=feedback.tone,
        html=feedback.as_html(),
        label=panel.title if panel else "Advice",
        buttons=[{"action": action, "text": BUTTONS[action]} for action in panel.actions] if panel else [],
    )

    def pressed(_: object, message: object, __: object) -> None:
        action = message.get("action") if isinstance(message, dict) else None
        if panel is not None and action in panel.actions:
            answer = panel.actions[str(action)]()
            widget.tone, widget.html = answer.tone, answer.as_html()

    widget.on_msg(pressed)
    return {key: value for key, value in widget._repr_mimebundle_()[0].items() if "widget-view" in key}


@cache
def _panel_class() -> Any:
    """The widget behind a panel; made on first use, since anywidget takes a quarter of a second to import."""
    import anywidget
    import traitlets

    class PanelWidget(anywidget.AnyWidget):
        _esm = _STATIC / "panel.js"
        _css = _STATIC / "panel.css"
        tone = traitlets.Unicode().tag(sync=True)
        html = traitlets.Unicode().tag(sync=True)
        label = traitlets.Unicode().tag(sync=True)
        buttons: Any = traitlets.List().tag(sync=True)

    return PanelWidget
