"""A visualiser's style sheet: the card it stands on, the look it shares with the others, its own rules."""

import re
from pathlib import Path

from lesson_utils.browser.card import card_rules

_COMMON = [Path(__file__).with_name(name) for name in ("kit.css", "controls.css")]


def style_sheet(path: Path) -> str:
    """Return the rules of a card in the course's colours, the common look, and a visualiser's own.

    Several visualisers on a page bring the common look several times, each time after the sheets before it. So that
    it never overrules those, a visualiser's own rules get more weight: ``.edge-lab`` becomes
    ``.course-widget.edge-lab``.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``edge_lab.css``; its rules begin with its own class, ``.edge-lab``.

    Returns
    -------
    str
        The text of a style sheet.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> own = Path(__file__).parents[1] / "edge_lab" / "edge_lab.css"
    >>> style_sheet(own).startswith(".course-widget {")
    True
    """
    its_class = re.escape("." + path.stem.replace("_", "-")) + r"(?![\w-])"
    own = re.sub(its_class, r".course-widget\g<0>", path.read_text(encoding="utf-8"))
    common = [sheet.read_text(encoding="utf-8") for sheet in _COMMON]
    return "\n".join((card_rules(".course-widget"), *common, own))
