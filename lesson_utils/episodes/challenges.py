"""Blanks, templates and solutions: whether a challenge can be answered and checked."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

BLANK = re.compile(r"(?<!\w)_{3,}(?!\w)")


class CodeAt(NamedTuple):
    """A piece of code and the line of the fence that opens it."""

    text: str
    line: int


def problems_of_challenge(name: str, template: CodeAt | None, solution: CodeAt | None) -> Iterator[tuple[int, str]]:
    """Yield (line, message) for whatever keeps the challenge `name` from being answered and checked."""
    if solution is None:
        if template and BLANK.search(template.text):
            yield template.line, f"challenge `{name}` has blanks but its solution has no code"
        return
    if BLANK.search(solution.text):
        yield solution.line, f"the solution of `{name}` still has a blank"
    try:
        ast.parse(solution.text)
    except SyntaxError as error:
        yield solution.line + (error.lineno or 1), f"the solution of `{name}` is not valid Python: {error.msg}"
    if template and not template_matches(template.text, solution.text):
        yield template.line, f"the template of `{name}` with its blanks filled in is not its solution"


def template_matches(template: str, solution: str) -> bool:
    """Whether the template, each blank read as a wildcard for any text, is the solution; trailing spaces are ignored.

    Examples
    --------
    >>> template_matches("x = Dense(_____)(x)", "x = Dense(64)(x)")
    True
    >>> template_matches("x = Dense(_____)(x)", "x = Dense(64)")
    False
    """
    pattern = r"[\s\S]+?".join(re.escape(part) for part in BLANK.split(_trimmed(template)))
    return re.fullmatch(pattern, _trimmed(solution)) is not None


def _trimmed(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.strip().splitlines())


def slug_of(heading: str) -> str:
    """A heading as an id: lower case, ASCII, words joined by hyphens.

    Examples
    --------
    >>> slug_of("Create a 2D layer!")
    'create-a-2d-layer'
    """
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "challenge"
