"""How a notebook looks: boxes, figures and folded sections, in JupyterLab's two themes and on GitHub.

JupyterLab keeps inline styles but no CSS variables, GitHub keeps neither styles nor classes. So a box is a blockquote,
which both set apart, tinted by a translucent colour that suits a light and a dark page alike, and it opens with a sign
and a word, so that nothing depends on the colour.
"""

from dataclasses import dataclass
from html import escape

from lesson_utils import style
from lesson_utils.episodes.markdown import Figure

ACTIVITY = "Try it"  # how the heading of a callout begins in which something is to be done
MEASURE = "50em"  # about 90 letters a line; as wide as a figure in JupyterLab


@dataclass(frozen=True)
class BoxLook:
    """A kind of box: its sign, the word beside it and its colour."""

    sign: str
    word: str
    colour: str


LOOKS = {
    "overview": BoxLook("◎", "In this episode", style.BLUE),
    "challenge": BoxLook("✎", "Challenge", style.ORANGE),
    "callout": BoxLook("✦", "Good to know", style.BLUE),
    "spoiler": BoxLook("＋", "More", style.MUTED),
    "keypoints": BoxLook("★", "Key points", style.GREEN),
    "instructor": BoxLook("◆", "For instructors", style.MUTED),
    "prereq": BoxLook("☑", "Before you start", style.BLUE),
    "checklist": BoxLook("☑", "Checklist", style.GREEN),
    "discussion": BoxLook("❝", "Discuss", style.BLUE),
    "testimonial": BoxLook("❝", "In someone's own words", style.MUTED),
    "caution": BoxLook("⚠", "Careful", style.RED),
    "solution": BoxLook("✓", "Solution", style.GREEN),
    "hint": BoxLook("?", "Hint", style.BLUE),
}


def look_of(kind: str) -> BoxLook:
    """The look of a kind of div; one nobody foresaw gets a plain box with its own name."""
    return LOOKS.get(kind) or BoxLook("▪", kind.capitalize(), style.MUTED)


def box(kind: str, heading: str, body: str) -> str:
    """A box: a heading line, then Markdown. The blank lines let Markdown live inside the HTML."""
    look = _box_style(look_of(kind).colour, bottom="0.1em")
    return f'<blockquote style="{look}">\n\n{heading}\n\n{body.strip()}\n\n</blockquote>'


def titled_box(kind: str, title: str, body: str) -> str:
    """A box whose heading is its sign and word, and its title if it has one."""
    return box(kind, f"**{label(kind, title)}**", body)


def label(kind: str, title: str = "") -> str:
    """The sign, the word and the title of a box in one line; a title that starts with "Try it" needs no other word."""
    look = look_of(kind)
    if title.startswith(ACTIVITY):
        return f"{look.sign} {title}"
    return f"{look.sign} {look.word}: {title}" if title else f"{look.sign} {look.word}"


def folded(summary: str, body: str) -> str:
    """A box that opens on a click or a key press."""
    look = _box_style(look_of("spoiler").colour, bottom="0.8em")
    return _details(look, f"<strong>{summary}</strong>", body)


def folded_inside(summary: str, body: str) -> str:
    """A part of a box that opens on a click or a key press; plain, for it is framed already."""
    return _details("margin: 0 0 1em 0", summary, body)


def _details(look: str, summary: str, body: str) -> str:
    return f'<details style="{look}">\n<summary>{summary}</summary>\n\n{body.strip()}\n\n</details>'


def figure(shown: Figure, address: str, width: int | None) -> str:
    """An image with its alt text, and its caption in small italics below."""
    size = f' width="{width}"' if width else ""
    image = f'<img src="{escape(address)}" alt="{escape(shown.alt)}"{size}>'
    return f"{image}\n\n<small>*{shown.caption}*</small>" if shown.caption else image


def figure_in_words(shown: Figure) -> str:
    """What is written where a figure's file is missing: its alt text, readable by everyone."""
    return f"*A figure belongs here. It shows: {shown.alt or shown.caption or 'nothing we know of'}*"


def listing(fence: str) -> str:
    """A code block that is only to be read, set apart from the prose around it."""
    look = "margin: 0 0 1em 0; padding-left: 1em; border-left: 2px solid rgba(127, 127, 127, 0.4)"
    return f'<div style="{look}">\n\n{fence.strip()}\n\n</div>'


def readable(markdown: str) -> str:
    """Prose held to a readable line length; headings stay outside, where the table of contents finds them."""
    return f'<div style="max-width: {MEASURE}">\n\n{markdown.strip()}\n\n</div>'


def _box_style(colour: str, bottom: str) -> str:
    # Paler than the border: dark colours would vanish on a dark page.
    red, green, blue = (int(0.6 * int(colour[at : at + 2], 16) + 0.4 * 255) for at in (1, 3, 5))
    return (
        f"max-width: {MEASURE}; box-sizing: border-box; margin: 0.4em 0; padding: 0.9em 1.3em {bottom} 1.3em; "
        f"border-left: 4px solid {colour}; border-radius: 4px; background-color: rgba({red}, {green}, {blue}, 0.15)"
    )
