"""What a function can reach beside its own variables, read from its code: what it may change, or keep to itself."""

import dis
import functools
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

# Libraries in which a function leaves nothing behind by calling something in them.
_LIBRARIES = frozenset(["keras", "tensorflow", "numpy"]) | sys.stdlib_module_names
_STORES = ("STORE_GLOBAL", "DELETE_GLOBAL", "STORE_ATTR", "STORE_SUBSCR", "DELETE_ATTR", "DELETE_SUBSCR")
# Functions by which code reaches what it does not name.
_BACK_DOORS = frozenset(["globals", "vars", "locals", "getattr", "setattr", "delattr", "exec", "eval", "__import__"])
_HARMLESS = (bool, int, float, complex, str, bytes, type(None), BuiltinFunctionType)
_ARRAYS = ("ndarray", "memmap", "EagerTensor")  # numbers only: no layer hides in them


def reached_by(function: Any) -> list[object]:
    """The values that a function, and those of the learner's functions which it calls, take from outside."""
    return list(_reached(function, set()))


def remembers_nothing(function: Any) -> bool:
    """Whether nothing can be left of one call of a function at the next, so that two calls share nothing.

    False means only that nobody can tell.

    Examples
    --------
    >>> import functools
    >>> remembers_nothing(lambda: [1])
    True
    >>> remembers_nothing(functools.cache(lambda: [1]))
    False
    """
    own = getattr(function, "__globals__", None)
    return all(_is_harmless(value, own) for value in [function, *reached_by(function)])


def _is_harmless(value: object, own: object) -> bool:
    if type(value) is FunctionType and value.__globals__ is own:
        return not any(_leaves_something(code) for code in _codes(value.__code__))
    if isinstance(value, ModuleType | type | FunctionType):
        name = value.__name__ if isinstance(value, ModuleType) else value.__module__
        return str(name).split(".")[0] in _LIBRARIES
    if type(value) is tuple:
        return all(_is_harmless(member, own) for member in value)
    return type(value) in _HARMLESS or type(value).__name__ in _ARRAYS


def _leaves_something(code: CodeType) -> bool:
    stores = any(instruction.opname in _STORES for instruction in dis.get_instructions(code))
    return stores or bool(_BACK_DOORS & set(code.co_names))


def _reached(function: Any, seen: set[int]) -> Iterator[object]:
    for own in _functions_behind(function):
        if id(own) not in seen:
            seen.add(id(own))
            yield from _reached_by_one(own, seen)


def _functions_behind(called: Any) -> list[FunctionType]:
    """The learner's function that runs when something is called: itself, one that is wrapped, a class's `__call__`."""
    kind = type(called)
    if issubclass(kind, functools.partial):
        return _functions_behind(called.func)
    if kind.__name__ == "_lru_cache_wrapper":
        return _functions_behind(called.__wrapped__)
    run = called if kind is FunctionType else kind.__call__
    if not isinstance(run, FunctionType) or str(run.__module__).split(".")[0] in _LIBRARIES:
        return []
    return [run]


def _reached_by_one(function: FunctionType, seen: set[int]) -> Iterator[object]:
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    values = [function.__globals__[name] for name in names if name in function.__globals__]
    values += [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    values += [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
    for value in values:
        yield value
        if any(behind.__globals__ is function.__globals__ for behind in _functions_behind(value)):
            yield from _reached(value, seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of all functions defined inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _is_filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - asked only whether it is there
    except ValueError:
        return False
    return True
