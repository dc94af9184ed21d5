"""Puts a visualiser's browser side together.

anywidget hands the browser one module as text, and such a module cannot import the file beside it. So the files in
``static/`` import each other as usual (node tests them that way), and here each import line is replaced by the file
it names; they share one scope, so no two of them may use a name for different things. Nothing is downloaded, nothing
is compiled.
"""

import posixpath
import re
from pathlib import Path

from lesson_utils.screen import card_rules

STATIC = Path(__file__).parents[1] / "static"
_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[\w./]+)";\n', flags=re.MULTILINE)


def browser_module(name: str) -> str:
    """Return one module that holds a file of ``static/`` and, once each, every file it imports.

    Parameters
    ----------
    name : str
        A file in ``static/``, such as ``"edge_lab/edge_lab.js"`` or ``"kit/grid.js"``.

    Returns
    -------
    str
        The text of an ES module without imports.

    Examples
    --------
    >>> "import {" in browser_module("edge_lab/edge_lab.js")
    False
    """
    parts: dict[str, str] = {}

    def add(file: str) -> None:
        if file in parts:
            return
        source = (STATIC / file).read_text(encoding="utf-8")
        parts[file] = ""  # taken note of before its imports, so that a circle ends
        for imported in _IMPORT.findall(source):
            add(posixpath.normpath(posixpath.join(posixpath.dirname(file), imported)))
        del parts[file]
        parts[file] = _IMPORT.sub("", source)

    add(name)
    return "\n".join(parts.values())


def style_sheet(name: str) -> str:
    """Return the rules of a card in the course's colours, the common look and a style sheet of ``static/``.

    Several visualisers on a page bring the common look several times, each time behind the sheets before it. So that
    it never overrules those, a visualiser's own rules get more weight: ``.edge-lab`` becomes
    ``.course-widget.edge-lab``.

    Parameters
    ----------
    name : str
        A file in ``static/``, such as ``"edge_lab/edge_lab.css"``; its rules begin with its own class, ``.edge-lab``.

    Returns
    -------
    str
        The text of a style sheet.

    Examples
    --------
    >>> style_sheet("edge_lab/edge_lab.css").startswith(".course-widget {")
    True
    """
    common, own = ((STATIC / file).read_text(encoding="utf-8") for file in ("kit/kit.css", name))
    its_class = re.escape("." + posixpath.basename(name).removesuffix(".css").replace("_", "-")) + r"(?![\w-])"
    return "\n".join((card_rules(".course-widget"), common, re.sub(its_class, r".course-widget\g<0>", own)))
