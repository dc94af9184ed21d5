"""How to ask: what to type instead of `check(conv2d)`, `check()`, `check("conv2d)` and the like."""

import ast
import builtins
import difflib
import re
from collections.abc import Collection, Iterable

from lesson_utils.classroom.session import VOCABULARY

_NEAR = 0.6  # how much a word must be like a challenge's id to be taken for it
_LONGEST = 40  # characters shown of what was typed
_ASKS = re.compile(rf"\s*({'|'.join(VOCABULARY)})\b\s*(.*)", re.IGNORECASE)


def unquoted(tree: ast.AST, known: Collection[str], ids: Iterable[str]) -> str | None:
    """What to type instead of an id without quotes, such as `check(conv2d)`; None where there is none.

    Parameters
    ----------
    tree : ast.AST
        A cell.
    known : collection of str
        The names of the learner's variables: one of them may hold an id.
    ids : iterable of str
        The challenges.
    """
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in VOCABULARY:
            for position, argument in enumerate(call.args):
                names = [one.id for one in ast.walk(argument) if isinstance(one, ast.Name)]
                missing = [name for name in names if name not in known and not hasattr(builtins, name)]
                if missing and position and max(map(len, names)) == 1:
                    asked = example(call.func.id, ast.unparse(call.args[0]), ids)
                    return f"Letters stand in quotes, too: {asked[:-1]}, {_letters(call.args[1:])})"
                if missing and isinstance(argument, ast.Name | ast.BinOp | ast.Attribute):
                    written = re.sub(r"\s+", "", ast.unparse(argument))
                    return f"A challenge's name stands in quotes: {example(call.func.id, written, ids)}"
    return None


def _letters(arguments: list[ast.expr]) -> str:
    """The letters of names and texts, in quotes."""
    parts = [one for argument in arguments for one in ast.walk(argument)]
    letters = [one.id if isinstance(one, ast.Name) else getattr(one, "value", "") for one in parts]
    return '"' + "".join(one for one in letters if isinstance(one, str))[:_LONGEST] + '"'


def misasked(source: str, ids: Iterable[str]) -> str | None:
    """What to type instead of a line that asks the course for something and cannot run; None for any other cell."""
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    asked = _ASKS.fullmatch(lines[0]) if len(lines) == 1 else None
    if asked is None or asked[2].startswith("="):
        return None
    word = asked[1].lower()
    if word == "progress":
        return "Type it like this, with nothing in the brackets: progress()"
    return f"Type it like this: {example(word, asked[2], ids)}"


def example(word: str, written: str, ids: Iterable[str]) -> str:
    """How to ask for the challenge that somebody probably meant: `check("conv2d")`."""
    known = list(ids)
    close = difflib.get_close_matches(re.sub(r"[^\w-]+", "", written[:_LONGEST]), known, n=1, cutoff=_NEAR)
    return f'{word}("{(close or known or ["conv2d"])[0]}")'


def shortened(written: object) -> str:
    """What was typed, of very much the beginning."""
    text = " ".join(str(written).split()) if isinstance(written, str | int | float) else type(written).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
