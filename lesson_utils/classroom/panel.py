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
from lesson_utils.classroom.options import Options
from lesson_utils.classroom.quiet import running_shell
from lesson_utils.classroom.standing import standing_html
from lesson_utils.visualise.network_picture.style_sheet import network_picture_style

WELL_DONE = "Well done."
_STATIC = Path(__file__).parent / "static"
BUTTONS = {"check": "Check again", "hint": "Hint", "solution": "Solution", "catch_up": "Catch up"}


class Panel:
    """What stands below a message: the challenge it belongs to, and what its buttons do.

    Attributes
    ----------
    actions : mapping of str to callable
        The buttons' actions, those that a feedback's choices name, and of a question `choose`.
    buttons : tuple of str
        Which actions have a button at all times.
    choices : dict
        What the browser needs to ask a question with options; otherwise empty.
    """

    def __init__(
        self,
        title: str,
        actions: Mapping[str, Callable[..., Feedback]],
        buttons: tuple[str, ...] = tuple(BUTTONS),
        choices: dict[str, Any] | None = None,
    ) -> None:
        self.title, self.actions, self.choices = title, actions, choices or {}
        self.buttons = tuple(name for name in buttons if name in actions)


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
        buttons=_buttons((action, BUTTONS[action]) for action in panel.buttons) if panel is not None else [],
        question=panel.choices if panel is not None else {},
    )

    folded = [part for part in feedback.parts if isinstance(part, Folded)]  # the error below it stays as well

    def pressed(_: object, message: object, __: object) -> None:
        told = message if isinstance(message, dict) else {}
        action = str(told.get("action", ""))
        if action in actions:
            widget.send({"received": True})  # the answer may take a while; the button need not look dead meanwhile
            answer = actions[action](*([told.get("chosen")] if action == "choose" else []))
            stays = replace(answer, parts=(*answer.parts, *folded))
            widget.content = _content(stays, widget.content["turn"] + 1)

    widget.on_msg(pressed)
    return {key: value for key, value in widget._repr_mimebundle_()[0].items() if "widget-view" in key}


def _content(feedback: Feedback, turn: int) -> dict[str, Any]:
    """All that changes, in one message: the panel announces it once. `turn` tells the same words said again."""
    growing = next((part.picture.content for part in feedback.parts if isinstance(part, Growth)), None)
    asks = growing is not None and growing["question"] is not None
    told = replace(feedback, text=WELL_DONE) if asks else feedback  # the rest would give the answer away
    parts = tuple(part for part in feedback.parts if not isinstance(part, Options))  # these are there to be chosen
    return {
        "turn": turn,
        "tone": feedback.tone,
        "message": told.as_html(),
        "part": replace(feedback, parts=parts).parts_as_html(),
        "growing": growing,
        "below": feedback.below.as_html() if feedback.below is not None else "",
        "offers": _buttons(feedback.offers),
        "choices": _buttons(feedback.choices),
        "chosen": [{"letter": letter, "right": right} for letter, right in feedback.chosen],
    }


def _buttons(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"action": action, "text": text} for action, text in pairs]


def _style_sheet() -> str:
    own = "".join((_STATIC / name).read_text(encoding="utf-8") for name in ("panel.css", "choosing.css"))
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
        question: Any = traitlets.Dict().tag(sync=True)

    return PanelWidget
