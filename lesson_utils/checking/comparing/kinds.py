"""What kind of thing a value is: the family it is compared in, and its name in a novice's words."""

import inspect
from collections.abc import Iterable, Mapping
from numbers import Number
from typing import Any

from lesson_utils.checking.quoting import quote
from lesson_utils.keras_internals import is_from_keras

_MOST_SHOWN = 3  # names in one message
_MOST_SORTED = 1000  # names that are put in order; of more only the first

_TENSORS = frozenset(["EagerTensor", "ResourceVariable", "Variable", "KerasVariable"])


def family_of(value: Any) -> str:  # noqa: PLR0911 - one for each kind of value
    """The family in which a value is compared.

    Examples
    --------
    >>> [family_of(value) for value in (True, 3, 2.5, "a", [1], None)]
    ['truth', 'number', 'number', 'text', 'list', 'nothing']
    """
    kind = type(value).__name__
    if value is None:
        return "nothing"
    if isinstance(value, bool) or kind == "bool_" or (kind == "bool" and hasattr(value, "dtype")):
        return "truth"
    if isinstance(value, str):
        return "text"
    if isinstance(value, Number) and getattr(value, "shape", ()) == ():
        return "number"
    for kind_of_collection, family in ((list, "list"), (tuple, "tuple"), (dict, "dictionary")):
        if isinstance(value, kind_of_collection):
            return family
    if type(value).__module__.startswith("pandas"):
        return "table" if kind == "DataFrame" else "array" if hasattr(value, "to_numpy") else "object"
    if kind == "History" and is_from_keras(type(value)):
        return "history"
    if kind in _TENSORS or (kind == "ndarray" and hasattr(value, "dtype")):
        return "number" if tuple(value.shape) == () and _is_numeric(value) else "array"
    return "object"


def _is_numeric(value: Any) -> bool:
    return "bool" not in str(value.dtype) and "str" not in str(value.dtype)


def kind_of(value: Any) -> str:
    """What a value is, in a novice's words."""
    try:
        return _in_words(value)
    except Exception:  # noqa: BLE001 - an object of the learner's own that answers no question
        return f"something of type `{type(value).__name__}`"


def _in_words(value: Any) -> str:  # noqa: PLR0911 - one for each kind of value
    named = _KINDS.get(type(value).__name__)
    if named is None and isinstance(value, type):
        return f"the class `{value.__name__}` itself"
    if named is None and is_from_keras(type(value)):
        return f"a layer, `{type(value).__name__}`" if hasattr(value, "call") else f"a `{type(value).__name__}`"
    if named is None and hasattr(value, "__name__") and type(value).__module__ == "builtins":
        what = "the function" if not hasattr(value, "__path__") and callable(value) else "the module"
        return f"{what} `{value.__name__}` itself" + (", not what it returns" if what == "the function" else "")
    if type(value).__name__ in ("coroutine", "generator"):
        return f"a {type(value).__name__}, which has not run"
    if named is None and callable(value) and not hasattr(type(value), "shape"):
        return "a function"
    if named is None and family_of(value) == "number":
        return "a number"
    return named or f"something of type `{type(value).__name__}`"


_KINDS = {
    "NoneType": "nothing (None)",
    "KerasTensor": "a layer's result",
    "ndarray": "an array",
    "EagerTensor": "a tensor",
    "ResourceVariable": "a tensor",
    "Variable": "a tensor",
    "tuple": "a tuple",
    "list": "a list",
    "dict": "a dictionary",
    "set": "a set",
    "frozenset": "a set",
    "str": "a string (text)",
    "str_": "a string (text)",
    "int": "a number",
    "float": "a number",
    "complex": "a number",
    "bool": "True or False",
    "bool_": "True or False",
    "Functional": "a model",
    "Sequential": "a model",
    "DataFrame": "a table",
    "Series": "one column of a table",
    "History": "what `fit` returns, a `History`",
}


def listed(names: Iterable[Any]) -> str:
    """Some names, in order, each as Python writes it: `'a', 'b', 'c', 2 more`."""
    all_names = list(names)
    shown = sorted(map(quote, all_names[:_MOST_SORTED]))[:_MOST_SHOWN]
    more = [f"{len(all_names) - _MOST_SHOWN:,} more"] if len(all_names) > _MOST_SHOWN else []
    return ", ".join(shown + more)


def is_layer(value: object) -> bool:
    """Whether a value is a Keras layer (or model), made but perhaps not called."""
    import keras

    return isinstance(value, keras.layers.Layer)


def is_layer_class(value: object) -> bool:
    """Whether a value is the class of a layer, which is no model."""
    import keras

    return inspect.isclass(value) and issubclass(value, keras.layers.Layer) and not issubclass(value, keras.Model)


def is_model_class(value: object) -> bool:
    """Whether a value is a class of models, such as `keras.Model`."""
    import keras

    return inspect.isclass(value) and issubclass(value, keras.Model)


def public_names(module: object, *path: str) -> list[str]:
    """What a module, or one inside it, offers; nothing for what is no module."""
    for name in path:
        module = getattr(module, name, None)
    return [name for name in dir(module) if not name.startswith("_")] if inspect.ismodule(module) else []


def parameters_of(called: object) -> Mapping[str, inspect.Parameter]:
    """The parameters of a class or function; none when it does not tell."""
    try:
        return inspect.signature(called).parameters  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return {}


def is_model(value: Any) -> bool:
    """Whether a value is a Keras model."""
    import keras

    return isinstance(value, keras.Model)
