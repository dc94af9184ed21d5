"""What an episode's front matter tells the checker: the first cell's arrays, and calls to try functions on."""

import ast
import re
from collections.abc import Callable

from lesson_utils.episodes.model import Given


def given_of(declared: object, problem: Callable[[int, str], None]) -> dict[str, Given]:
    """The arrays that `given:` declares, by name.

    Parameters
    ----------
    declared : object
        What YAML made of it.
    problem : callable
        Told of what cannot be read, with a line and a message.
    """
    given: dict[str, Given] = {}
    for name, text in (declared if isinstance(declared, dict) else {}).items():
        match = re.fullmatch(r"(\w+)\s*(\([\d,\s]*\))", str(text))
        if match:
            given[str(name)] = Given(match[1], tuple(ast.literal_eval(match[2])))
        else:
            problem(1, f"`given: {name}` must read like `float32 (40000, 32, 32, 3)`")
    return given


def probes_of(declared: object, problem: Callable[[int, str], None]) -> dict[str, tuple[str, ...]]:
    """The calls that `probes:` lists, by the id of the challenge whose function they try out.

    Parameters
    ----------
    declared : object
        What YAML made of it.
    problem : callable
        Told of what cannot be read, with a line and a message.
    """
    probes: dict[str, tuple[str, ...]] = {}
    for name, calls in (declared if isinstance(declared, dict) else {}).items():
        if isinstance(calls, list) and calls and all(_is_call(str(one)) for one in calls):
            probes[str(name)] = tuple(map(str, calls))
        else:
            problem(1, f'`probes: {name}` must be a list of calls, such as ["scale(3)"]')
    return probes


def _is_call(text: str) -> bool:
    try:
        call = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
