"""Formulas of a text as pictures, drawn by matplotlib: slides fetch no program that could set them."""

import re
from base64 import b64encode
from functools import cache
from html import escape
from io import BytesIO

from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import math_to_image

from lesson_utils.building.prose import outside_code

_FORMULA = re.compile(r"(?<![\\$\w])(?P<signs>\${1,2})(?P<tex>[^$]+?)(?P=signs)(?![\w$])", re.DOTALL)
_POINTS = 10  # the height of a formula is written in em, as a share of this


def with_formulas_drawn(text: str) -> str:
    r"""Replace what stands between dollar signs.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    str
        The same with pictures, whose alt text is the formula as it was written.

    Raises
    ------
    ValueError
        If matplotlib cannot read a formula.
    """
    return outside_code(text, lambda piece: _FORMULA.sub(_picture, piece))


def _picture(formula: re.Match[str]) -> str:
    tex = formula["tex"].strip()
    drawing, points, below = _drawn(tex)
    look = f"height: {points / _POINTS:.2f}em; vertical-align: {-below / _POINTS:.2f}em; max-height: none"
    address = f"data:image/svg+xml;base64,{b64encode(drawing).decode('ascii')}"
    image = f'<img class="formula" alt="{escape(tex)}" style="{look}" src="{address}">'
    return f"\n\n<p>{image}</p>\n\n" if formula["signs"] == "$$" else image


@cache
def _drawn(tex: str) -> tuple[bytes, float, float]:
    """The formula as SVG, its height and what of it is below the line, in points of type of 10 points."""
    buffer = BytesIO()
    with rc_context({"mathtext.fontset": "stix", "svg.hashsalt": "formula"}):
        below = math_to_image(f"${tex}$", buffer, prop=FontProperties(size=_POINTS), dpi=72, format="svg")
    drawing = buffer.getvalue()
    height = re.search(rb'<svg[^>]*\bheight="([\d.]+)pt"', drawing)
    if height is None:
        raise ValueError(f"matplotlib drew no height for ${tex}$")
    return drawing, float(height[1]), float(below)
