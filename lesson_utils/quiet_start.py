"""Keeps TensorFlow's greeting out of the notebook: four lines on stderr, in red, that say nothing a learner needs.

TensorFlow writes them from C++ while it is imported, before any of its settings can stop it. So its import is wrapped:
what it writes meanwhile is looked through, and only the greeting is left out. `lesson_utils/__init__.py` imports this
file, so Python 3.6 must understand it.
"""

import os
import sys
import tempfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_GREETING = (b"All log messages before absl::InitializeLog()", b"oneDNN custom operations are on")


class _TensorFlowFinder:
    """Finds TensorFlow the usual way, once, and lets it load quietly."""

    @classmethod
    def find_spec(cls, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        if name != "tensorflow":
            return None
        from importlib.util import find_spec

        sys.meta_path.remove(cls)
        spec = find_spec(name)
        loader = getattr(spec, "loader", None)
        if loader is not None:
            load = loader.exec_module
            loader.exec_module = lambda module: _without_greeting(lambda: load(module))
        return spec


def keep_quiet() -> None:
    """Let a later import of TensorFlow leave its greeting out; does nothing where it is imported already."""
    if "tensorflow" not in sys.modules and _TensorFlowFinder not in sys.meta_path:
        sys.meta_path.insert(0, _TensorFlowFinder)


def _without_greeting(load: "Callable[[], object]") -> None:
    try:
        terminal = os.dup(2)
    except OSError:  # a program without stderr
        load()
        return
    with tempfile.TemporaryFile() as written:
        os.dup2(written.fileno(), 2)
        try:
            load()
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
            written.seek(0)
            for line in written:
                if not any(greeting in line for greeting in _GREETING):
                    os.write(2, line)
