"""The panel without its buttons, for stored notebooks and front ends without widgets.

An untrusted notebook keeps an element's own style and nothing else of its looks, so each class becomes a style here.
GitHub strips even that: the elements themselves (a quotation, a numbered list, a table) must be enough to read it.
"""

import re

from lesson_utils.classroom.feedback import Feedback
from lesson_utils.style import BLUE, GREEN, MUTED, ORANGE

_MARKS = {"correct": GREEN, "change": ORANGE, "earlier": MUTED, "note": BLUE}
_GREY = "rgba(127, 127, 127, 0.1)"  # reads on a light and on a dark page
_LINE = "rgba(127, 127, 127, 0.5)"
_STYLES = {
    "cnn-title": "margin: 0.8em 0 0.2em 0; font-weight: bold",
    "cnn-network": "margin: 0.4em 0; padding: 0; list-style: none",
    "cnn-layer": "display: inline-block; margin: 0 0.6em 0.4em 0; vertical-align: top",
    "cnn-box": f"display: inline-block; padding: 0.3em 0.7em; border: 1px solid {_LINE}; border-radius: 4px",
    "cnn-marked": f"border: 3px solid {ORANGE}",
    "cnn-gap": f"border: 3px dashed {ORANGE}",
    "cnn-flag": "font-weight: bold",
    "cnn-table": "margin: 0.4em 0; border-collapse: collapse",
    "cnn-head": f"padding: 0.2em 1em 0.2em 0; border-bottom: 1px solid {_LINE}; text-align: left",
    "cnn-cell": f"padding: 0.2em 1em 0.2em 0; border-bottom: 1px solid {_LINE}; text-align: left",
    "cnn-marked-cell": f"border-top: 2px solid {ORANGE}; border-bottom: 2px solid {ORANGE}",
    "cnn-steps": "margin: 0.6em 0 0.2em 0; padding: 0; list-style: none",
    "cnn-state": "display: inline-block; width: 14em",
    "cnn-colon": "display: none",  # only where styles are stripped
}


_TO_LIFE = "<p><small>Run this cell again to bring its buttons to life.</small></p>"


def standing_html(feedback: Feedback, has_buttons: bool = False) -> str:
    """The feedback as HTML that carries its looks with it; where buttons are missing, how to get them."""
    style = (
        f"border-left: 4px solid {_MARKS[feedback.tone]}; max-width: 56em; margin: 0.4em 0; "
        f"padding: 0.6em 1.2em 0.4em 1.2em; border-radius: 4px; background-color: {_GREY}"
    )
    below = feedback.below.as_html() if feedback.below is not None else ""
    whole = feedback.as_html() + feedback.parts_as_html() + below
    inside = re.sub(r'(<\w[^<>]*?) class="([\w -]+)"', _as_style, whole)
    return f'<blockquote style="{style}">{inside}{_TO_LIFE if has_buttons else ""}</blockquote>'


def _as_style(tag: re.Match[str]) -> str:
    styles = [_STYLES[name] for name in tag[2].split() if name in _STYLES]
    return tag[1] + (f' style="{"; ".join(styles)}"' if styles else "")
