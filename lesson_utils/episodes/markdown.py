"""The Markdown of an episode, line by line: div fences, code fences and figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_DIV_FENCE = re.compile(r"^ {0,3}(?P<colons>:{3,})\s*(?P<name>.*?)[\s:]*$")
_CODE_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_LINK = re.compile(r"(?P<code>`[^`]*`)|(?<!!)\[(?P<shown>[^\]]+)\]\([^()\s]+\)")
_FIGURE = re.compile(
    r"!\[(?P<caption>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<source>[^)\s]+)[^)]*\)(?:\{(?P<attributes>[^}]*)\})?"
)
_ALT = re.compile(r"""alt\s*=\s*(?P<quote>['"])(?P<alt>.*?)(?P=quote)\s*(?:$|[\s\w]+=)""", re.DOTALL)


@dataclass(frozen=True)
class Figure:
    """A Markdown image with pandoc attributes: `![caption](source){alt='…'}`."""

    source: str
    caption: str
    alt: str


def figure_of(match: re.Match[str]) -> Figure:
    """The figure that a match of the image pattern means; without an alt attribute the caption serves as alt."""
    caption = " ".join(match["caption"].split())
    return Figure(match["source"], caption, alt_in(match["attributes"] or "") or caption)


def alt_in(attributes: str) -> str:
    """The alt text among pandoc attributes; empty without one.

    Examples
    --------
    >>> alt_in("python {alt='A cat, in 32 by 32 pixels.'}")
    'A cat, in 32 by 32 pixels.'
    """
    found = _ALT.search(attributes.strip().removesuffix("}"))
    return " ".join(found["alt"].split()) if found else ""


def replace_figures(text: str, written: Callable[[Figure], str]) -> str:
    """Replace every figure in a piece of Markdown by what `written(figure)` returns."""
    return _FIGURE.sub(lambda match: written(figure_of(match)), text)


def without_links(text: str) -> str:
    """Leave of each link only what it shows: a card in the notebook cannot open a file of the course.

    Examples
    --------
    >>> without_links("a [tuple](../reference/glossary.md#tuple) of `x[0](y)`")
    'a tuple of `x[0](y)`'
    """
    return _LINK.sub(lambda match: match["code"] or match["shown"], text)


def figures_in(lines: list[str]) -> Iterator[tuple[int, Figure]]:
    """Yield (line, figure) for every image outside code fences."""
    hidden = ["" if inside else line for line, inside in zip(lines, _inside_code(lines)[0], strict=True)]
    text = "\n".join(hidden)
    for match in _FIGURE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, figure_of(match)


def nest_fences(lines: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """Give every div fence a length that falls with its depth, so that a CommonMark container parser nests them.

    Pandoc closes the innermost div at any bare fence; the container plugin of markdown-it looks for a closing fence at
    least as long as the opening one. With lengths that fall with the depth both agree. Line numbers do not change.

    Returns
    -------
    lines, problems
        The rewritten lines, and (line, message) for every div left open or closed once too often.
    """
    inside, unclosed = _inside_code(lines)
    problems = [(unclosed, "this code fence is never closed")] if unclosed else []
    rewritten = list(lines)
    open_divs: list[tuple[int, str]] = []
    deepest = 60
    for index, line in enumerate(lines):
        match = None if inside[index] else _DIV_FENCE.match(line)
        if match is None:
            continue
        name = match["name"].strip()
        if name:
            rewritten[index] = ":" * (deepest - len(open_divs)) + " " + name
            open_divs.append((index + 1, name))
        elif open_divs:
            open_divs.pop()
            rewritten[index] = ":" * (deepest - len(open_divs))
        else:
            rewritten[index] = ""  # reported once, here; the parser would take it for the opening of a div
            problems.append((index + 1, "this fence closes a div, but none is open"))
    problems += [(line, f"div `{name}` is never closed") for line, name in open_divs]
    return rewritten, problems


def _inside_code(lines: list[str]) -> tuple[list[bool], int]:
    """For each line whether it belongs to a fenced code block, and the line of a fence that is never closed (or 0)."""
    inside: list[bool] = []
    fence, opened = "", 0
    for number, line in enumerate(lines, start=1):
        match = _CODE_FENCE.match(line)
        if not fence and match and not (match["fence"][0] == "`" and "`" in match["info"]):
            fence, opened = match["fence"], number
            inside.append(True)
        else:
            inside.append(bool(fence))
            if fence and match and match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
    return inside, opened if fence else 0
