"""The card on which the checker's panel and the visualisers lie in a browser, in a light and in a dark theme.

Surfaces and text follow JupyterLab's theme; the colours are those of the figures (see style.py), lighter in the dark.
"""

from lesson_utils.style import BLUE, GREEN, INK, LINE, MUTED, ORANGE, PAPER, RED, TINT

_LIGHT = f"""
  --course-paper: {PAPER};
  --course-red: {RED};
  --ink: var(--jp-content-font-color0, {INK});
  --muted: {MUTED};
  --line: {LINE};
  --edge: #6f7b8a;
  --paper: var(--jp-layout-color0, {PAPER});
  --tint: {TINT};
  --blue: {BLUE};
  --orange: {ORANGE};
  --green: {GREEN};
  --red: {RED};
  --button: #ffffff;
  --window: #d3e1f4; /* cells under a sliding window */
"""
_DARK = """
  --ink: var(--jp-content-font-color0, #f2f4f7);
  --muted: #b4bdc9;
  --line: #454e5a;
  --edge: #8b96a5;
  --paper: var(--jp-layout-color0, #14181d);
  --tint: #232a33;
  --blue: #8fbcf0;
  --orange: #f5a765;
  --green: #6fcf9a;
  --red: #ff6b60;
  --button: #2b333d;
  --window: #2f4766;
"""
_FRAME = """
  container-type: inline-size;
  box-sizing: border-box;
  max-width: 57.125rem;
  margin: 0.25rem 0;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--paper);
  color: var(--ink);
  font: 14px/1.5 var(--jp-ui-font-family, system-ui, sans-serif);
"""


def colour_rules(selector: str) -> str:
    """Return the style rules that give an element the course's colours in both themes.

    Parameters
    ----------
    selector : str
        Such as ``".cnn-panel"``.

    Returns
    -------
    str
        Style rules. They define ``--ink``, ``--muted``, ``--line``, ``--edge``, ``--paper``, ``--tint``, ``--blue``,
        ``--orange``, ``--green``, ``--red``, ``--button`` and ``--window``, and for what is light in either theme
        (a ring on a picture) ``--course-paper`` and ``--course-red``.

    Examples
    --------
    >>> print(colour_rules(".cnn-panel").splitlines()[0])
    .cnn-panel {
    """
    dark = f'body[data-jp-theme-light="false"] {selector},\nbody.vscode-dark {selector}'
    return f"{selector} {{{_LIGHT}}}\n{dark} {{{_DARK}}}\n"


def card_rules(selector: str) -> str:
    """Return the style rules of a card on the screen: its frame, and the course's colours in both themes.

    The panel of the checker and the visualisers look alike because both begin with these rules.

    Parameters
    ----------
    selector : str
        The class of the card, such as ``".cnn-panel"``.

    Returns
    -------
    str
        Style rules, those of `colour_rules` among them.

    Examples
    --------
    >>> print(card_rules(".cnn-panel").splitlines()[0])
    .cnn-panel {
    """
    return f"{colour_rules(selector)}{selector} {{{_FRAME}}}\n"
