"""Blanks, templates and solutions: whether a challenge can be answered and checked."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lesson_utils.episodes.magics import keeps_from_python, python_of

BLANK = re.compile(r"(?<!\w)_{3,}(?!\w)")


class CodeAt(NamedTuple):
    """A piece of code and the line of the fence that opens it."""

    text: str
    line: int


class ChallengeProblem(NamedTuple):
    """What is wrong with a challenge, and whether it stops the notebooks of an episode from elsewhere."""

    line: int
    message: str
    stops: bool


def problems_of_challenge(name: str, template: CodeAt | None, solution: CodeAt | None) -> Iterator[ChallengeProblem]:
    """Yield whatever keeps the challenge `name` from being answered and checked."""
    if solution is None:
        if template and BLANK.search(template.text):
            message = f"challenge `{name}` has blanks but its solution has no code"
            yield ChallengeProblem(template.line, message, stops=False)
        return
    if BLANK.search(solution.text):
        yield ChallengeProblem(solution.line, f"the solution of `{name}` still has a blank", stops=True)
    magic = keeps_from_python(solution.text)
    if magic:
        message = f"the solution of `{name}` cannot be checked: what `{magic}` is given does not run as Python here"
        yield ChallengeProblem(solution.line, message, stops=False)
        return
    try:
        ast.parse(python_of(solution.text))
    except SyntaxError as error:
        message = f"the solution of `{name}` is not valid Python: {error.msg}"
        yield ChallengeProblem(solution.line + (error.lineno or 1), message, stops=True)
    if template and not template_matches(template.text, solution.text):
        message = f"the template of `{name}` with its blanks filled in is not its solution"
        # Elsewhere, code in a challenge may be something to look at rather than to fill in.
        yield ChallengeProblem(template.line, message, stops=BLANK.search(template.text) is not None)


def does_something(code: str) -> bool:
    """Whether this is Python that does something, rather than what some code printed.

    Examples
    --------
    >>> does_something("x = 1"), does_something("3.14"), does_something("Hello there")
    (True, False, False)
    """
    try:
        statements = ast.parse(python_of(code)).body
    except SyntaxError:
        return False
    return any(not (isinstance(one, ast.Expr) and not isinstance(one.value, ast.Call)) for one in statements)


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
