"""A notebook's magics (`%%time`, `%matplotlib inline`, `!pip …`, `name?`): lines that Python cannot read."""

import ast
import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Effect(Enum):
    """What a magic does with the code that it is given."""

    RUNS = "runs it here, and what it makes stays"
    MEASURES = "runs it many times, and throws away what it makes"
    WRITES = "writes it into a file"
    HANDS_ON = "hands it to another program"
    SHOWS = "shows it as a text"
    UNKNOWN = "is not known"


class Magic(NamedTuple):
    """A magic: its name with its signs, such as `%%time`, its line (from 1), what stands behind it, what it does."""

    name: str
    line: int
    rest: str
    effect: Effect


_EFFECTS = {
    Effect.RUNS: ("time", "capture", "prun", "debug"),
    Effect.MEASURES: ("timeit",),
    Effect.WRITES: ("writefile", "file"),
    Effect.HANDS_ON: (
        *("bash", "sh", "script", "cmd", "perl", "ruby"),
        *("python", "python2", "python3", "pypy", "system", "sx", "!"),
    ),
    Effect.SHOWS: ("html", "HTML", "markdown", "latex", "javascript", "js", "svg", "SVG"),
}
_EFFECT_OF = {name: effect for effect, names in _EFFECTS.items() for name in names}
KNOWN = frozenset(_EFFECT_OF)
_CELL_MAGIC = re.compile(r"[ \t]*%%(!|\w+)[ \t]*(.*)")
_WITH_CODE = re.compile(r"([ \t]*)%(time|timeit|prun)\b(?:[ \t]+-\w+(?:[ \t]*\d+)?)*[ \t]+(\S.*)")
_GETS_A_RESULT = re.compile(r"([ \t]*[\w., ]+=[ \t]*)(?:%(time)?\b|!)(.*)")
_OTHER = re.compile(r"[ \t]*(?:%|!|\?)\S|[ \t]*[\w.*]+\?{1,2}[ \t]*$")


def cell_magic(cell: str) -> Magic | None:
    """The magic that stands on a cell's first line and is given all the rest; None without one."""
    for number, text in enumerate(cell.splitlines(), 1):
        if text.strip():
            return _magic(text, number)
    return None


def misplaced_magic(cell: str) -> Magic | None:
    """A magic for a whole cell below its first line, where IPython does not know it."""
    first = cell_magic(cell)
    found = (_magic(text, number) for number, text in enumerate(cell.splitlines(), 1))
    return next((one for one in found if one is not None and first is None and not _is_python(cell)), None)


def keeps_from_python(cell: str) -> str:
    r"""The magic because of which a cell leaves nothing behind that Python alone could make; empty without one.

    Examples
    --------
    >>> keeps_from_python("%%bash\nls"), keeps_from_python("x = 1\n%%time\ny = 2"), keeps_from_python("files = !ls")
    ('%%bash', '%%time', 'files = !ls')
    >>> keeps_from_python("%%time\nx = 1\n%time y = 2\n!pip list")
    ''
    """
    if _is_python(cell):
        return ""
    found = cell_magic(cell)
    if found is None:
        found = misplaced_magic(cell)
    elif found.effect is Effect.RUNS:
        found = None
    if found is not None:
        return found.name
    asked = (match for match in map(_GETS_A_RESULT.fullmatch, cell.splitlines()) if match is not None)
    return next((match[0].strip() for match in asked if not match[2]), "")


def line_magic(cell: str, name: str) -> Magic | None:
    """A line that is given to a magic for one line, such as `%timeit`."""
    for number, text in enumerate(cell.splitlines(), 1):
        given = _WITH_CODE.fullmatch(text)
        if given is not None and given[2] == name:
            return Magic(f"%{name}", number, given[3], _EFFECT_OF[name])
    return None


@lru_cache(maxsize=256)  # asked of the same cells, once more after each run
def python_of(cell: str) -> str:
    r"""The cell as Python, line for line: magics become comments, and code behind `%time` and the like stays.

    Examples
    --------
    >>> python_of("%%time\nx = 1\n%time y = 2\n!pip list")
    '#%%time\nx = 1\ny = 2\n#!pip list'
    >>> python_of("files = !ls\nx?")
    'files = None\n#x?'
    """
    return cell if _is_python(cell) else "\n".join(map(_python_of_line, cell.splitlines()))


def _python_of_line(text: str) -> str:
    given = _WITH_CODE.fullmatch(text)
    if given is not None:
        return given[1] + given[3]
    asked = _GETS_A_RESULT.fullmatch(text)
    if asked is not None:
        return asked[1] + (asked[3].strip() if asked[2] else "None")
    if not _OTHER.match(text):
        return text
    indent = text[: len(text) - len(text.lstrip())]
    return f"{indent}pass  # {text.strip()}" if indent else f"#{text}"


def _magic(text: str, line: int) -> Magic | None:
    found = _CELL_MAGIC.fullmatch(text)
    if found is None:
        return None
    return Magic(f"%%{found[1]}", line, found[2].strip(), _EFFECT_OF.get(found[1], Effect.UNKNOWN))


def _is_python(cell: str) -> bool:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
