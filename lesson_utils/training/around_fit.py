"""Something of the course's around Keras' `fit`: shown while it runs, recorded, or replayed."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

Instead = Callable[[Any, Any, dict[str, Any]], Any]


def around(fit: Any, instead: Instead) -> Any:
    """Make a method to stand in for `fit`.

    Parameters
    ----------
    fit : function
        Keras' own, or one that stands around it already.
    instead : callable
        Gets the model, `fit` and the arguments of the call by name; what it returns is returned.

    Returns
    -------
    function
        With the name, the attributes and the signature of `fit`. A wrong argument is left to `fit` to explain.

    Examples
    --------
    >>> def fit(model, x, epochs=1):
    ...     return epochs
    >>> around(fit, lambda model, fit, given: fit(model, **given) + len(given))("a model", "images", epochs=2)
    4
    """
    signature = inspect.signature(fit)

    @functools.wraps(fit)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True  # IPython leaves this frame out of a learner's traceback
        try:
            _, *given = signature.bind(self, *args, **kwargs).arguments.items()
        except TypeError:
            return fit(self, *args, **kwargs)
        return instead(self, fit, dict(given))

    return wrapped
