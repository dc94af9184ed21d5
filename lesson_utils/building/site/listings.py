"""Code on a page: coloured at build time, with a button that copies it."""

import re

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lesson_utils.episodes.challenges import BLANK

_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = PythonLexer(stripnl=False)
_BLANK = re.compile(rf'<span class="n">({BLANK.pattern})</span>')


def python_code(source: str, name: str = "Code") -> Markup:
    """A listing of Python.

    Parameters
    ----------
    source : str
        Python, perhaps with blanks to fill.
    name : str
        What it is called above the listing.

    Returns
    -------
    Markup

    Examples
    --------
    >>> "<mark>_____</mark>" in python_code("x = _____")
    True
    """
    coloured = _BLANK.sub(r"<mark>\1</mark>", highlight(source, _LEXER, _FORMATTER).rstrip("\n"))
    return Markup(
        '<figure class="code"><figcaption>{}<button type="button" class="copy" data-copy>Copy</button></figcaption>'
        '<pre tabindex="0" role="group" aria-label="{}"><code>{}</code></pre></figure>'
    ).format(name, name, Markup(coloured))


def listing(text: str) -> Markup:
    """Something to read rather than to run: a signature, a matrix, what was printed."""
    return Markup('<pre class="listing" tabindex="0" role="group" aria-label="Listing">{}</pre>').format(
        escape(text.rstrip("\n"))
    )
