"""Show feedback: as a panel with buttons in a notebook, as text in a terminal, in a stored notebook as both."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils.browser.card import card_rules
from lesson_utils.browser.modules import browser_module
from lesson_utils.classroom.feedback import Feedback, Folded
from lesson_utils.classroom.growth import Growth
from lesson_utils.classroom.quiet import running_shell
from lesson_utils.classroom.standing import standing_html
from lesson_utils.visualise.network_picture.style_sheet import network_picture_style

WELL_DONE = "Well done."
_STATIC = Path(__file__).parent / "static"
BUTTONS = {"check": "Check again", "hint": "Hint", "solution": "Solution", "catch_up": "Catch up"}


class Panel:
    """What stands below a message: the challenge it belongs to, and what its buttons do.

    `actions` holds the four buttons' actions and those that a feedback's choices name.
    """

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
    if running_shell() is None:
        print(feedback.as_text())
        return
    from IPython.display import display

    bundle = {"text/plain": feedback.as_text(), "text/html": standing_html(feedback, panel is not None)}
    with contextlib.suppress(Exception):  # no widgets here: the text says it all
        bundle = {**_widget_of(feedback, panel), **bundle}
    display(bundle, raw=True)


def _widget_of(feedback: Feedback, panel: Panel | None) -> dict[str, Any]:
    actions = panel.actions if panel is not None else {}
    widget = _panel_class()(
        content=_content(feedback, 0),
        label=panel.title if panel is not None else "Advice",
        buttons=[{"action": action, "text": text} for action, text in BUTTONS.items() if action in actions],
    )

    folded = [part for part in feedback.parts if isinstance(part, Folded)]  # the error below it stays as well

    def pressed(_: object, message: object, __: object) -> None:
        action = str(message.get("action")) if isinstance(message, dict) else ""
        if action in actions:
            widget.send({"received": True})  # the answer may take a while; the button need not look dead meanwhile
            answer = actions[action]()
            stays = replace(answer, parts=(*answer.parts, *folded))
            widget.content = _content(stays, widget.content["turn"] + 1)

    widget.on_msg(pressed)
    return {key: value for key, value in widget._repr_mimebundle_()[0].items() if "widget-view" in key}


def _content(feedback: Feedback, turn: int) -> dict[str, Any]:
    """All that changes, in one message: the panel announces it once. `turn` tells the same words said again."""
    growing = next((part.picture.content for part in feedback.parts if isinstance(part, Growth)), None)
    asks = growing is not None and growing["question"] is not None
    told = replace(feedback, text=WELL_DONE) if asks else feedback  # the rest would give the answer away
    return {
        "turn": turn,
        "tone": feedback.tone,
        "message": told.as_html(),
        "part": feedback.parts_as_html(),
        "growing": growing,
        "below": feedback.below.as_html() if feedback.below is not None else "",
        "offers": _buttons(feedback.offers),
        "choices": _buttons(feedback.choices),
    }


def _buttons(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"action": action, "text": text} for action, text in pairs]


def _style_sheet() -> str:
    own = (_STATIC / "panel.css").read_text(encoding="utf-8")
    return card_rules(".cnn-panel") + network_picture_style() + own


@cache
def _panel_class() -> Any:
    """The widget behind a panel; made on first use, since anywidget takes a quarter of a second to import."""
    import anywidget
    import traitlets

    class PanelWidget(anywidget.AnyWidget):
        _esm = browser_module(_STATIC / "panel.js")
        _css = _style_sheet()
        content: Any = traitlets.Dict().tag(sync=True)
        label = traitlets.Unicode().tag(sync=True)
        buttons: Any = traitlets.List().tag(sync=True)

    return PanelWidget
