"""Long text in pieces that each fit a screen: cut between paragraphs, never inside one."""

import re

from lesson_utils.building import boxes
from lesson_utils.building.prose import split_heading

_READABLE = re.compile(r'\s*<div style="max-width: [^"]*">\n\n(?P<body>.*)\n\n</div>\s*', re.DOTALL)
_TAGS = re.compile(r"<(/?)(?:div|blockquote|details|table)\b")
_LETTERS = 84  # of a line
_FIGURE = 15  # lines that a figure takes
_ROOM = 19  # lines of large type on a screen of 720 pixels, JupyterLab's bars taken off


def in_pieces(text: str) -> list[str]:
    """Cut a text cell.

    Parameters
    ----------
    text : str
        The Markdown of a cell, as the notebooks have it: a heading and prose; a box stays whole.

    Returns
    -------
    list of str
        The same text in as few pieces as there must be; the heading is in the first.
    """
    heading, rest = split_heading(text)
    prose = _READABLE.fullmatch(rest)
    if prose is None:
        return [text]
    pieces: list[list[str]] = [[]]
    taken = 3 if heading else 0
    for paragraph in paragraphs_of(prose["body"]):
        lines = lines_of(paragraph)
        if pieces[-1] and taken + lines > _ROOM:
            pieces.append([])
            taken = 0
        pieces[-1].append(paragraph)
        taken += lines
    bodies = [boxes.readable("\n\n".join(piece)) for piece in pieces]
    return ["\n\n".join(part for part in (heading, bodies[0]) if part), *bodies[1:]]


def paragraphs_of(text: str) -> list[str]:
    """The text cut at its empty lines, but for those inside of lists, HTML and fenced code."""
    found: list[str] = []
    depth, fenced = 0, False
    for piece in re.split(r"\n\s*\n", text.strip("\n")):
        belongs = found and (depth > 0 or fenced or piece.startswith((" ", "\t")) or _is_caption(piece, found[-1]))
        if belongs:
            found[-1] += f"\n\n{piece}"
        else:
            found.append(piece)
        depth += sum(-1 if closing else 1 for closing in _TAGS.findall(piece))
        fenced ^= piece.count("```") % 2 == 1
    return found


def lines_of(paragraph: str) -> int:
    """About how many lines a paragraph takes, with the gap below it."""
    if "<img" in paragraph:
        return _FIGURE
    text = re.sub(r"<[^>]*>|\]\([^)]*\)", "", paragraph)
    return 1 + sum(max(1, -(-len(line) // _LETTERS)) for line in text.splitlines() if line.strip())


def _is_caption(piece: str, above: str) -> bool:
    return piece.startswith("<small>*") and above.startswith("<img")
