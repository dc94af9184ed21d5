"""Formulas as pictures in the page: drawn by matplotlib at build time, in the colour of the text around them."""

import re
from functools import cache
from html import escape

from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

_EM = 100.0  # units of an outline: TextToPath draws every text at this size, and the page scales it
_MARGIN = 4.0  # of these units
_LETTERS = {Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE3: "Q", Outline.CURVE4: "C", Outline.CLOSEPOLY: "Z"}
# TeX in words, for people who hear the page.
_SPOKEN = (
    (r"\\(?:left|right)\b", ""),
    (r"\\text\{([^{}]*)\}", r"\1"),
    (r"\\sum_\{?(\w+)\}?", r"sum over \1 of"),
    (r"\\dots\b", "…"),
    (r"\\[,;! ]", " "),
    (r"\\(\w+)", r"\1"),
    (r"[{}]", ""),
    (r"_", " "),
    (r"\s+", " "),
)


@cache
def formula(tex: str, block: bool = False) -> str:
    r"""Draw a formula.

    Parameters
    ----------
    tex : str
        What stands between the dollar signs, in the part of TeX that matplotlib knows.
    block : bool
        Whether it stands on a line of its own.

    Returns
    -------
    str
        An SVG element as high as the text around it, with the formula in words.

    Raises
    ------
    ValueError
        If matplotlib cannot read it.

    Examples
    --------
    >>> 'aria-label="x 1, …"' in formula(r"x_1, \dots")
    True
    """
    with rc_context({"mathtext.fontset": "stix"}):
        try:
            vertices, codes = TextToPath().get_text_path(FontProperties(), f"${tex}$", ismath=True)
        except ValueError as error:
            raise ValueError(f"the formula ${tex}$ cannot be drawn: {error}") from error
    outline = Outline(vertices, codes)
    box = outline.get_extents()
    left, right, top, bottom = box.x0 - _MARGIN, box.x1 + _MARGIN, box.y1 + _MARGIN, min(box.y0, 0) - _MARGIN
    size = f'width="{(right - left) / _EM:.2f}em" height="{(top - bottom) / _EM:.2f}em"'
    return (
        f'<svg class="formula{" block" if block else ""}" role="img" aria-label="{escape(spoken(tex))}" {size} '
        f'viewBox="{left:.1f} {-top:.1f} {right - left:.1f} {top - bottom:.1f}" '
        f'style="vertical-align:{bottom / _EM:.2f}em"><path d="{_drawn(outline)}"/></svg>'
    )


def spoken(tex: str) -> str:
    r"""Say a formula in words.

    Examples
    --------
    >>> spoken(r"\text{ReLU}\left(\sum_i x_i \, w_i\right)")
    'ReLU(sum over i of x i w i)'
    """
    for pattern, words in _SPOKEN:
        tex = re.sub(pattern, words, tex)
    return tex.strip()


def _drawn(outline: Outline) -> str:
    """The path in SVG's words; its vertical axis runs down."""
    pieces = []
    for points, code in outline.iter_segments(simplify=False, curves=True):
        numbers = " ".join(f"{value:.1f}" for value in points * ([1, -1] * (len(points) // 2)))
        pieces.append(_LETTERS[code] + ("" if code == Outline.CLOSEPOLY else numbers))
    return "".join(pieces)
