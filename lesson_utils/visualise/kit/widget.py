"""What every visualiser has in Python: a live view, and a picture with words for wherever it cannot live."""

from typing import TYPE_CHECKING, Any

import anywidget

from lesson_utils.visualise.kit.static_picture import picture_bundle

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Visualiser(anywidget.AnyWidget):
    """A widget that leaves a picture behind in a stored notebook, on GitHub, in a PDF and under nbval.

    A visualiser sets ``_esm = browser_module(path)`` and ``_css = style_sheet(path)``, and defines
    `_figure`, `_alt_text` and ``__repr__``. The last must say the same on every run: nbval compares it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> class Square(Visualiser):
    ...     _esm = "export default {}"
    ...
    ...     def _figure(self):
    ...         return Figure(figsize=(1, 1))
    ...
    ...     def _alt_text(self):
    ...         return "An empty square."
    ...
    ...     def __repr__(self):
    ...         return "Square"
    >>> "An empty square." in Square()._repr_mimebundle_()[0]["text/html"]
    True
    """

    def _figure(self) -> "Figure":
        """Draw what the visualiser shows now, without pyplot."""
        raise NotImplementedError(f"{type(self).__name__} needs a method _figure.")

    def _alt_text(self) -> str:
        """Say what the figure shows, for people who do not see it."""
        raise NotImplementedError(f"{type(self).__name__} needs a method _alt_text.")

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, **picture_bundle(self._figure(), self._alt_text(), repr(self), type(self).__name__)}, metadata
