"""Puts a visualiser's browser side together.

anywidget hands the browser one module as text, and such a module cannot import the file beside it. So the files in
``static/`` import each other as usual (node tests them that way), and here each import line is replaced by the file
it names; they share one scope, so no two of them may use a name for different things. Nothing is downloaded, nothing
is compiled.
"""

import re
from pathlib import Path

from lesson_utils import style

STATIC = Path(__file__).parent / "static"
_COLOURS = ("INK", "MUTED", "LINE", "PAPER", "TINT", "BLUE", "ORANGE", "GREEN", "RED")
_SIBLING = re.compile(r'^import \{[^}]*\} from "\./([\w.]+)";\n', flags=re.MULTILINE)


def browser_module(name: str) -> str:
    """Return one module that holds a file of ``static/`` and, once each, every file it imports.

    Parameters
    ----------
    name : str
        A file in ``static/``, such as ``"edge_lab.js"``.

    Returns
    -------
    str
        The text of an ES module without imports.

    Examples
    --------
    >>> "import {" in browser_module("edge_lab.js")
    False
    """
    parts: dict[str, str] = {}

    def add(file: str) -> None:
        if file in parts:
            return
        source = (STATIC / file).read_text(encoding="utf-8")
        parts[file] = ""  # taken note of before its imports, so that a circle ends
        imported = _SIBLING.findall(source)
        for sibling in imported:
            add(sibling)
        del parts[file]
        parts[file] = _SIBLING.sub("", source)

    add(name)
    return "\n".join(parts.values())


def style_sheet(name: str) -> str:
    """Return a style sheet of ``static/`` with the course's colours in front, as ``--course-ink`` and so on.

    Parameters
    ----------
    name : str
        A file in ``static/``, such as ``"edge_lab.css"``.

    Returns
    -------
    str
        The text of a style sheet.

    Examples
    --------
    >>> style_sheet("edge_lab.css").startswith(":root { --course-ink: #")
    True
    """
    colours = " ".join(f"--course-{colour.lower()}: {getattr(style, colour)};" for colour in _COLOURS)
    return f":root {{ {colours} }}\n{(STATIC / name).read_text(encoding='utf-8')}"
