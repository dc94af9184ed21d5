"""The boxes of a page: what sets a part apart from the text, named by a sign and a word as in the notebooks."""

from markupsafe import Markup

from lesson_utils.building.boxes import label

_BOX = Markup('<section class="box {}"{}>{}{}</section>')
_FOLDED = Markup('<details class="{}"><summary>{}</summary><div class="unfolded">{}</div></details>')


def box(kind: str, title: str, level: int, body: Markup, anchor: str = "") -> Markup:
    """A box with a heading.

    Parameters
    ----------
    kind : str
        Of the div in the episode, such as "callout".
    title : str
        Without its sign and word.
    level : int
        Of the heading.
    body : Markup
    anchor : str
        Its id, by which it can be linked to.
    """
    heading = Markup("<h{}>{}</h{}>").format(level, label(kind, title), level)
    return _BOX.format(kind, Markup(' id="{}"').format(anchor) if anchor else "", heading, body)


def folded(kind: str, summary: str, body: Markup) -> Markup:
    """A part that unfolds on a click or a key press."""
    return _FOLDED.format(kind, summary, body)
