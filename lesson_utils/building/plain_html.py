"""Markdown of an episode as HTML for what is read on paper or in the notes: its links become their words."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markupsafe import Markup

from lesson_utils.building.prose import cleaned
from lesson_utils.episodes import Block, Episode
from lesson_utils.episodes.markdown import Figure

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\([^()\s]+\)")


def html_of(text: str, episode: Episode, shown: Callable[[Figure], str] = lambda figure: "") -> Markup:
    """Render Markdown.

    Parameters
    ----------
    text : str
        Markdown of the episode.
    episode : Episode
        Whose reference links it may use.
    shown : callable
        What to write for a figure; figures are left out without it.
    """
    return Markup(_PARSER.render(without_addresses(cleaned(text, episode.links, shown))))


def line_of(text: str) -> Markup:
    """Render a line without a paragraph around it."""
    return Markup(_PARSER.renderInline(without_addresses(text)))


def without_addresses(text: str) -> str:
    """Markdown whose links are only their words.

    Examples
    --------
    >>> without_addresses("a [tensor](../reference/glossary.md#tensor)")
    'a tensor'
    """
    return _LINK.sub(r"\1", text)


def inside(block: Block, episode: Episode) -> Markup:
    """Render what stands in a div, its nested divs too."""
    parts = []
    for child in block.children:
        if child.kind == "prose":
            parts.append(html_of(child.text, episode))
        elif child.kind in ("code", "output"):
            parts.append(Markup("<pre>{}</pre>").format(child.text))
        else:
            parts.append(inside(child, episode))
    return Markup("").join(parts)
