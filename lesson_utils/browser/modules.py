"""Puts the browser side of a widget together.

anywidget hands the browser one module as text, and such a module cannot import the file beside it. So the JavaScript
files import each other as usual (node and the type checker read them that way), and here each import line is replaced
by the file it names; they share one scope, so no two of them may use a name for different things. Nothing is
downloaded, nothing is compiled.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[\w./]+)";\n', flags=re.MULTILINE)


def browser_module(path: Path) -> str:
    """Return one module that holds a JavaScript file and, once each, every file it imports.

    Parameters
    ----------
    path : pathlib.Path
        The file that exports what anywidget asks for, such as ``edge_lab.js``.

    Returns
    -------
    str
        The text of an ES module without imports.

    Raises
    ------
    FileNotFoundError
        If it, or a file that it imports, does not exist.

    Examples
    --------
    >>> module = browser_module(Path(__file__).with_name("shortcuts.js"))
    >>> "export function keepKeys" in module, "import {" in module
    (True, False)
    """
    parts: dict[Path, str] = {}

    def add(file: Path) -> None:
        if file in parts:
            return
        source = file.read_text(encoding="utf-8")
        parts[file] = ""  # taken note of before its imports, so that a circle ends
        for imported in _IMPORT.findall(source):
            add((file.parent / imported).resolve())
        del parts[file]
        parts[file] = _IMPORT.sub("", source)

    add(path.resolve())
    return "\n".join(parts.values())
