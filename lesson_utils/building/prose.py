"""The Markdown of an episode made ready for a notebook, where each cell is rendered alone and pandoc is not at hand."""

import re
from collections.abc import Callable

from lesson_utils.building import boxes
from lesson_utils.episodes.challenges import slug_of
from lesson_utils.episodes.markdown import Figure, replace_figures

# Fenced blocks first, then code spans: neither is prose.
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence)[`~]*[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.M | re.S,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]^]+\]:\s+\S+.*$", re.MULTILINE)
_HEADING_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)\s*\{[^}]*\}[ \t]*$", re.MULTILINE)
_LINK_ATTRIBUTES = re.compile(r"(\]\([^()]*\))\{[^}]*\}")
_EMPTY_LINE = re.compile(r"^[ \t]*&nbsp;[ \t]*\n?", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?(?![\[(:{])")
_HEADING = re.compile(r"^#{1,6} +(?P<title>.*?)\s*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*#*\s*$")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to everything but fenced blocks and code spans."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [change(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, change(text[end:])])


def plain_markdown(text: str, links: dict[str, str], shown: Callable[[Figure], str]) -> str:
    """Markdown as any program reads it.

    Parameters
    ----------
    text : str
        Markdown of the episode.
    links : dict of str to str
        The episode's reference links: label as markdown-it normalises it (upper case) -> address.
    shown : callable
        What to write for a figure.

    Returns
    -------
    str
        Without comments, link definitions and pandoc attributes; reference links written out; figures replaced.

    Examples
    --------
    >>> links = {"GUIDE": "https://example.org"}
    >>> plain_markdown("See the [guide]. <!-- later -->", links, lambda figure: figure.alt).strip()
    'See the [guide](https://example.org).'
    """

    def change(piece: str) -> str:
        for pattern in (_COMMENT, _LINK_DEFINITION, _EMPTY_LINE):
            piece = pattern.sub("", piece)
        piece = _HEADING_ATTRIBUTES.sub(r"\1", piece)
        piece = _REFERENCE.sub(lambda match: _written_out(match, links), piece)
        return _LINK_ATTRIBUTES.sub(r"\1", replace_figures(piece, shown))

    return outside_code(text, change)


def cleaned(text: str, links: dict[str, str], shown: Callable[[Figure], str]) -> str:
    """Markdown of one cell, which needs nothing from other cells: as `plain_markdown`, listings framed."""
    text = _listings_set_apart(plain_markdown(text, links, shown))
    return outside_code(text, lambda piece: re.sub(r"\n{3,}", "\n\n", piece)).strip()


def _listings_set_apart(text: str) -> str:
    """Frame the fenced blocks that start at the margin; one inside a list item has to keep its indentation."""

    def framed(code: re.Match[str]) -> str:
        at_margin = code["fence"] and code[0][0] in "`~"
        return f"\n\n{boxes.listing(code[0])}\n\n" if at_margin else code[0]

    return _CODE.sub(framed, text)


def _written_out(match: re.Match[str], links: dict[str, str]) -> str:
    address = links.get(" ".join((match["label"] or match["text"]).split()).lower().upper())
    return f"[{match['text']}]({address})" if address else match[0]


def sections(text: str) -> list[tuple[int, str]]:
    """Split Markdown in front of its headings.

    Returns
    -------
    list of (int, str)
        How many lines down a section starts, and its text. A heading directly above another stays with it.
    """
    found: list[tuple[int, list[str]]] = []
    fenced = False
    for number, line in enumerate(text.splitlines()):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not found or (not fenced and _HEADING.match(line) and has_body("\n".join(found[-1][1]))):
            found.append((number, []))
        found[-1][1].append(line)
    return [(number, "\n".join(lines)) for number, lines in found]


def split_heading(section: str) -> tuple[str, str]:
    """The headings a section opens with, and the rest."""
    lines = section.splitlines()
    start = next((at for at, line in enumerate(lines) if line.strip() and not _HEADING.match(line)), len(lines))
    return "\n".join(lines[:start]).strip(), "\n".join(lines[start:]).strip("\n")


def has_body(section: str) -> bool:
    """Whether a section holds more than headings."""
    return bool(split_heading(section)[1])


def heading_id(section: str) -> str:
    """The id of the last heading a section opens with: its own `{#id}` or its slug; empty without a heading."""
    headings = [match for line in split_heading(section)[0].splitlines() if (match := _HEADING.match(line))]
    return (headings[-1]["id"] or slug_of(headings[-1]["title"])) if headings else ""
