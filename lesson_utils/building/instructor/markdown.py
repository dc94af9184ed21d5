"""Markdown of an episode as HTML for what instructors read: no links to follow, no figures."""

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from lesson_utils.building.prose import cleaned
from lesson_utils.episodes import Block, Episode

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\([^()\s]+\)")


def html_of(text: str, episode: Episode) -> Markup:
    """Render Markdown.

    Parameters
    ----------
    text : str
        Markdown of the episode; its links become their words, its figures are left out.
    episode : Episode
        Whose reference links it may use.
    """
    plain = cleaned(text, episode.links, lambda figure: "")
    return Markup(_PARSER.render(_LINK.sub(r"\1", plain)))


def line_of(text: str) -> Markup:
    """Render a line without a paragraph around it."""
    return Markup(_PARSER.renderInline(text))


def inside(block: Block, episode: Episode) -> Markup:
    """Render what stands in a div, its headings one below the other left out, its nested divs too."""
    parts = []
    for child in block.children:
        if child.kind == "prose":
            parts.append(html_of(child.text, episode))
        elif child.kind in ("code", "output"):
            parts.append(Markup("<pre>{}</pre>").format(child.text))
        else:
            parts.append(inside(child, episode))
    return Markup("").join(parts)
