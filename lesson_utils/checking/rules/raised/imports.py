"""An import that failed."""

import ast
import difflib
import sys
from collections.abc import Iterator

from lesson_utils.checking.comparing.kinds import public_names
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised import habits
from lesson_utils.checking.rules.rule import Stage, rule

_USUAL = ["keras", "tensorflow", "numpy", "matplotlib"]


@rule(Stage.RAISED, "other-library", explains_itself=True)
def library_not_used_here(raised: Raised) -> Finding | None:
    """`import torch`."""
    missing = _missing_module(raised)
    known = missing in habits.LIBRARIES
    return Finding("other-library", found=missing, library=habits.LIBRARIES[missing]) if known else None


@rule(Stage.RAISED, "misspelt-import", explains_itself=True)
def misspelt_import(raised: Raised) -> Finding | None:
    """`import kers`."""
    missing = _missing_module(raised)
    close = difflib.get_close_matches(missing, _USUAL, n=1, cutoff=0.7)
    return Finding("misspelt-import", found=missing, close=close[0]) if close else None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def layer_from_elsewhere(raised: Raised) -> Finding | None:
    """`from keras import Conv2D`."""
    layers = public_names(sys.modules.get("keras"), "layers")
    for node in _imports(raised):
        layer = next((alias.name for alias in node.names if alias.name in layers), None)
        if layer and node.module != "keras.layers":
            return Finding("misspelt-layer", found=f"{node.module}.{layer}", close=f"keras.layers.{layer}")
    return None


@rule(Stage.RAISED, "misspelt-layer", explains_itself=True)
def misspelt_import_from(raised: Raised) -> Finding | None:
    """`from keras.layers import conv2d`."""
    for node in (statement for statement in _imports(raised) if statement.module in sys.modules):
        module = sys.modules[str(node.module)]
        for name in (alias.name for alias in node.names if not hasattr(module, alias.name)):
            exact = [known for known in public_names(module) if known.lower() == name.lower()]
            close = exact or difflib.get_close_matches(name, public_names(module), n=1, cutoff=0.6)
            if close:
                return Finding("misspelt-layer", found=f"{node.module}.{name}", close=f"{node.module}.{close[0]}")
    return None


def _missing_module(raised: Raised) -> str:
    """The library that is not installed; empty for another exception, and for the course's own libraries."""
    error = raised.error
    missing = str(error.name or "").split(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    return "" if missing in ("keras", "tensorflow") else missing


def _imports(raised: Raised) -> Iterator[ast.ImportFrom]:
    """The answer's `from … import …`, where it is an import that failed and the library is there."""
    if isinstance(raised.error, ImportError) and not _missing_module(raised):
        yield from (statement.node for statement in raised.statements if isinstance(statement.node, ast.ImportFrom))
