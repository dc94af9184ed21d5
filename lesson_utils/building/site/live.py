"""Widgets on a page without a kernel: what each needs in the browser, packed small."""

import gzip
import json
from base64 import b64decode, b64encode
from typing import Any


class LiveWidgets:
    """Collects the widgets of a page. What several of them share, their code and their look, is kept once.

    anywidget gives each widget its browser side as one module and one style sheet; the page hands the module a stand-in
    for the kernel's side (``static/live.js``). Everything is compressed: the page unpacks it when it opens.
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._widgets: list[dict[str, Any]] = []

    def add(self, widget: dict[str, Any]) -> int:
        """Take a widget along.

        Parameters
        ----------
        widget : dict
            As the notebook format stores it: ``state``, and ``buffers`` with what is binary in it.

        Returns
        -------
        int
            Its number on the page.
        """
        state = dict(widget["state"])
        module, style = self._text(state.pop("_esm")), self._text(state.pop("_css", ""))
        own = {name: value for name, value in state.items() if not _is_jupyters(name)}
        buffers = [{"path": one["path"], "data": packed(b64decode(one["data"]))} for one in widget.get("buffers", ())]
        packed_state = packed(json.dumps(own).encode())
        self._widgets.append({"module": module, "style": style, "state": packed_state, "buffers": buffers})
        return len(self._widgets) - 1

    def as_json(self) -> str:
        """All of it, for a script element of JSON; empty without widgets."""
        if not self._widgets:
            return ""
        texts = [packed(text.encode()) for text in self._texts]
        return json.dumps({"texts": texts, "widgets": self._widgets}, separators=(",", ":"))

    def _text(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))


def packed(data: bytes) -> str:
    """Compress some bytes, and write them in letters.

    Examples
    --------
    >>> gzip.decompress(b64decode(packed(b"a cat")))
    b'a cat'
    """
    return b64encode(gzip.compress(data, compresslevel=9, mtime=0)).decode("ascii")


def _is_jupyters(name: str) -> bool:
    """Whether a trait is about Jupyter itself rather than about what is shown."""
    return name in ("layout", "tabbable", "tooltip") or name.startswith(("_model_", "_view_", "_dom_", "_anywidget"))
