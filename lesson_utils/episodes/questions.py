"""Questions with options: a task list in which the right ones are ticked, each with feedback of its own below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from lesson_utils.episodes.markdown import without_links

_OPTION = re.compile(r"^[-*] \[(?P<tick>[ xX])\]\s+(?P<text>.*)$")


@dataclass(frozen=True)
class Option:
    """One option of a question.

    Attributes
    ----------
    letter : str
        By which it is chosen: "a" for the first.
    text : str
        What it says, as Markdown.
    right : bool
        Whether it belongs to the right answer.
    feedback : str
        What to say to somebody who has chosen it, as Markdown.
    """

    letter: str
    text: str
    right: bool
    feedback: str


def split_question(text: str) -> tuple[str, tuple[Option, ...], str]:
    r"""Part the prose of a challenge into what stands before its options, the options, and what stands after them.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    tuple of str, tuple of Option, str
        Without a task list there are no options, and everything stands before them.

    Examples
    --------
    >>> before, options, after = split_question("Which?\n\n- [ ] One.\n\n  Too few.\n- [x] Two.\n\n  Yes.")
    >>> before, [(one.letter, one.text, one.right, one.feedback) for one in options], after
    ('Which?', [('a', 'One.', False, 'Too few.'), ('b', 'Two.', True, 'Yes.')], '')
    """
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _OPTION.match(line)]
    if not starts:
        return text, (), ""
    end = next(
        (at for at in range(starts[-1] + 1, len(lines)) if lines[at].strip() and lines[at][0] != " "), len(lines)
    )
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    options = tuple(_option(ascii_lowercase[number % 26], piece) for number, piece in enumerate(pieces))
    return "\n".join(lines[: starts[0]]).strip("\n"), options, "\n".join(lines[end:]).strip("\n")


def _option(letter: str, lines: list[str]) -> Option:
    """An option: its text goes on until the first empty line, below which its feedback stands, indented."""
    match = _OPTION.match(lines[0])
    assert match is not None  # it was found by this pattern
    rest = [line.strip() if not line.startswith("  ") else line[2:] for line in lines[1:]]
    gap = next((number for number, line in enumerate(rest) if not line.strip()), len(rest))
    text = " ".join([match["text"].strip(), *(line.strip() for line in rest[:gap])])
    return Option(letter, without_links(text), match["tick"] != " ", without_links("\n".join(rest[gap:]).strip()))


def problems_of_question(name: str, options: tuple[Option, ...], has_code: bool) -> Iterator[str]:
    """Yield whatever keeps the question `name` from being answered.

    Parameters
    ----------
    name : str
        The challenge's id.
    options : tuple of Option
        None of them: it is no question, and nothing is wrong.
    has_code : bool
        Whether the challenge has a template or a solution in Python as well.
    """
    if not options:
        return
    if has_code:
        yield f"challenge `{name}` has options and code to write: make two challenges of it"
    if len(options) < 2:
        yield f"question `{name}` has one option only"
    if not any(option.right for option in options):
        yield f"question `{name}` has no right option: tick one with [x]"
    if len(options) > len(ascii_lowercase):
        yield f"question `{name}` has more options than there are letters"
    for option in options:
        if not option.feedback:
            yield f"option {option.letter} of question `{name}` has no feedback: a paragraph below it, indented by two"
