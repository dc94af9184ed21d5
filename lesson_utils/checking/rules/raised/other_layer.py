"""A layer of another class than the solution makes."""

import difflib
import inspect

from lesson_utils.checking.comparing.kinds import is_layer_class, is_model_class
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.calls import calls_of, resolve
from lesson_utils.keras_internals import is_from_keras


def expected_layer(call: Call) -> str | None:
    """The solution's layer for one that it does not make: its only one, or one of a similar name; None otherwise."""
    made = call.called
    own = is_layer_class(made) or is_from_keras(made)
    return layer_instead_of(call) if own and not is_model_class(made) else None


def layer_instead_of(call: Call) -> str | None:
    classes = [resolve(other.func, call.variables) for other in calls_of(call.solution)]
    if not inspect.isclass(call.called) or any(call.called is made for made in classes):
        return None
    names = call.expected_layers
    close = names if len(names) == 1 else difflib.get_close_matches(call.name, names, n=1, cutoff=0.8)
    return close[0] if close else None
