"""The picture a visualiser leaves where there is no browser to run it: stored notebooks, GitHub, PDF, nbval."""

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NO_COLOUR = 255  # the place in the palette
_HALF = 128  # of 255: what is more transparent than this is no part of the card


def picture_bundle(figure: "Figure", alt: str, summary: str, name: str = "") -> dict[str, str]:
    """Turn a figure into what a notebook stores: the picture with its words, and the words alone.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawing. It is not shown or registered anywhere.
    alt : str
        What the picture shows, for people who do not see it.
    summary : str
        One line, which must be the same on every run: nbval compares it.
    name : str
        What the visualiser is called, where running its cell brings it to life: then a line says so.

    Returns
    -------
    dict of str to str
        ``text/html`` (JupyterLab renders an alt text only there), ``image/png`` (for PDF) and ``text/plain``.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> sorted(picture_bundle(Figure(figsize=(1, 1)), "An empty square.", "nothing", "Square"))
    ['image/png', 'text/html', 'text/plain']
    """
    png = b64encode(_png(figure)).decode("ascii")
    style = "max-width:100%;height:auto;border-radius:6px"
    way_back = f"<p>A picture of {escape(name)}: run its cell to bring it to life.</p>" if name else ""
    html = f'<img alt="{escape(alt)}" style="{style}" src="data:image/png;base64,{png}">{way_back}'
    return {"text/html": html, "image/png": png, "text/plain": summary}


def _png(figure: "Figure") -> bytes:
    """Save with 255 well-chosen colours: a third of the size, and the eye sees no difference.

    The last of the 256 that a palette holds is no colour: around the card's round corners a dark page shows.
    """
    from PIL import Image

    full, small = BytesIO(), BytesIO()
    figure.savefig(full, format="png", dpi=96, metadata={"Software": None})
    with Image.open(full) as picture:
        few = picture.convert("RGB").quantize(255, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
        around = picture.convert("RGBA").getchannel("A").point(lambda alpha: 255 if alpha < _HALF else 0)
        colours = few.getpalette() or []
        few.putpalette([*colours[: 3 * _NO_COLOUR], *[0] * (3 * _NO_COLOUR - len(colours)), 255, 255, 255])
        few.paste(_NO_COLOUR, mask=around)
        few.save(small, format="png", optimize=True, transparency=_NO_COLOUR)
    return small.getvalue()
