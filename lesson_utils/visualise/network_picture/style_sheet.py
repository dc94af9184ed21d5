"""The looks of the picture that grows, for the card that shows it."""

from pathlib import Path

_OWN = Path(__file__).with_name("network_picture.css")
_CONTROLS = Path(__file__).parents[1] / "kit" / "controls.css"


def network_picture_style() -> str:
    """Return the rules for the picture and its question; they use the colours of `lesson_utils.browser.card`.

    Returns
    -------
    str
        The text of a style sheet, all of whose rules begin with ``.network-picture``.

    Examples
    --------
    >>> ".course-widget" in network_picture_style()
    False
    """
    controls = _CONTROLS.read_text(encoding="utf-8").replace(".course-widget", ".network-picture")
    return controls + _OWN.read_text(encoding="utf-8")
