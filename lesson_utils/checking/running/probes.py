"""Find arguments on which two functions can be compared: listed in the episode, used in it, or made up."""

import ast
import contextlib
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lesson_utils.checking.running.lending import lent
from lesson_utils.episodes import Episode
from lesson_utils.episodes.challenges import BLANK
from lesson_utils.episodes.magics import python_of

_MOST_USED = 6  # calls in the episode's code
_MOST_TRIED = 100  # combinations of made-up arguments


@dataclass(frozen=True)
class Probe:
    """The arguments of one call, and how it reads.

    `binding` says whether a right function must take them, `listed` whether the episode's author chose them.
    """

    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    text: str
    binding: bool = True
    listed: bool = False

    def fresh(self) -> "Probe":
        """The same arguments once more, untouched by what a call did to the first ones."""
        return Probe(lent(self.arguments), lent(self.keywords), self.text, self.binding, self.listed)


def probes_in(episode: Episode, challenge: str, name: str, variables: Mapping[str, Any]) -> list[Probe]:
    """The calls that an episode lists for a challenge's function; if it lists none, those that its code makes.

    Parameters
    ----------
    challenge : str
        The challenge's id.
    name : str
        The function's.
    variables : mapping
        What the arguments are written with. Calls whose arguments cannot be computed are left out.
    """
    listed = episode.probes.get(challenge, ())
    probes = []
    for text in listed or _calls_in(episode, name):
        call = ast.parse(text, mode="eval").body
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == name:
            with contextlib.suppress(Exception):
                arguments = tuple(_value(argument, variables) for argument in call.args)
                keywords = {keyword.arg: _value(keyword.value, variables) for keyword in call.keywords if keyword.arg}
                probes.append(Probe(arguments, keywords, text, listed=bool(listed)))
    return probes


def _value(expression: ast.expr, variables: Mapping[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<probe>", "eval"), dict(variables))  # the episode's own text


def _calls_in(episode: Episode, name: str) -> list[str]:
    """Every call of a function that the episode's code and solutions make, as source."""
    code = (block.text for block in episode.walk() if block.kind == "code")
    return _calls_of(name, tuple(python_of(text) for text in code if not BLANK.search(text)))


@cache  # every check asks, and the episode stays the same
def _calls_of(name: str, code: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for text in code:
        with contextlib.suppress(SyntaxError):
            calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
            found |= {ast.unparse(call): None for call in calls if ast.unparse(call.func) == name}
    return list(found)[:_MOST_USED]


def made_up_probes(name: str, function: Callable[..., Any]) -> Iterator[Probe]:
    """Arguments that a function may take, one combination after the other; most of them it will refuse.

    Yields
    ------
    Probe
        First with every optional parameter left out, then with each optional one given a value of its own.
    """
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = [
        parameter for parameter in inspect.signature(function).parameters.values() if parameter.kind in positional
    ]
    required = [parameter for parameter in parameters if parameter.default is parameter.empty]
    defaults = [parameter.default for parameter in parameters if parameter.default is not parameter.empty]
    for choice in itertools.islice(_combinations(required), _MOST_TRIED):
        values = [_varied(make(), position) for position, (make, _) in enumerate(choice)]
        fits = all(fitting for _, fitting in choice)
        yield _written_out(name, values, fits)
        for place, default in enumerate(defaults):
            if type(default) in (bool, int, float):
                other = not default if isinstance(default, bool) else 2 * default or 1
                yield _written_out(name, [*values, *defaults[:place], other], fits)


def _written_out(name: str, values: list[Any], fits: bool) -> Probe:
    return Probe(tuple(values), {}, f"{name}({', '.join(map(_written, values))})", binding=fits)


def _varied(value: Any, position: int) -> Any:
    """Another value of the same kind for every further parameter, so that mixed-up parameters show."""
    if isinstance(value, int):
        return value + position
    if isinstance(value, float) or getattr(getattr(value, "dtype", None), "kind", "") == "f":
        return value * (1 + position / 4) + position / 8
    return value


Candidate = tuple[Callable[[], Any], bool]  # makes a value; whether the parameter's name speaks for it


def _combinations(parameters: list[inspect.Parameter]) -> Iterator[tuple[Candidate, ...]]:
    """First what the parameters' names speak for, then everything; for each the likeliest values first."""
    for only_fitting in (True, False):
        candidates = [_candidates(parameter.name, only_fitting) for parameter in parameters]
        places = itertools.product(*(range(len(makers)) for makers in candidates))
        for choice in sorted(places, key=sum):
            yield tuple(candidates[position][place] for position, place in enumerate(choice))


def _candidates(parameter: str, only_fitting: bool) -> list[Candidate]:
    words = parameter.lower().split("_")
    fitting = [make for names, makes in _BY_NAME if names & {*words, parameter} for make in makes]
    others = [] if fitting and only_fitting else [make for make in _USUAL if make not in fitting]
    return [(make, True) for make in fitting] + [(make, False) for make in others]


def _array(values: Any, dtype: str = "float64") -> Any:
    import numpy as np

    return np.array(values, dtype)


def _noise(shape: tuple[int, ...], whole: bool = False) -> Any:
    import numpy as np

    random = np.random.default_rng(len(shape))
    return random.integers(0, 256, shape).astype("uint8") if whole else random.normal(size=shape)


def _labels() -> Any:
    return _array([[2], [0], [1], [2], [0]], "int64")


def _tensor() -> Any:
    import keras

    return keras.Input((16, 16, 3))


def _model() -> Any:
    import keras

    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])


def _image() -> Any:
    return _noise((16, 16, 3), whole=True)


def _images() -> Any:
    return _noise((5, 16, 16, 3), whole=True)


def _one() -> Any:
    return _array([-1.5, 0.0, 2.5, 4.0])


def _two() -> Any:
    return _noise((4, 4))


def _whole() -> int:
    return 3


def _share() -> float:
    return 0.25


def _below() -> float:
    return -1.5


def _sizes() -> list[int]:
    return [3, 1, 2]


def _word() -> str:
    return "tanh"


def _other_word() -> str:
    return "relu"


# The likeliest first: arrays and numbers with decimals.
_USUAL = [_one, _two, _share, _whole, _below, _tensor, _sizes, _word, _other_word, _image, _images, _labels, _model]
_BY_NAME: list[tuple[frozenset[str], list[Callable[[], Any]]]] = [
    (frozenset(["image", "img", "picture", "photo", "pixels"]), [_image, _images]),
    (frozenset(["images", "imgs", "pictures", "photos"]), [_images]),
    (frozenset(["label", "labels", "targets"]), [_labels]),
    (frozenset(["kernel", "matrix", "grid"]), [_two]),
    (frozenset(["rate", "dropout", "share", "fraction", "ratio", "alpha", "probability"]), [_share, lambda: 0.6]),
    (frozenset(["activation", "function"]), [_word, _other_word]),
    (
        frozenset(["filters", "units", "n", "number", "num", "count", "epochs", "size", "depth", "width", "height"]),
        [_whole, lambda: 5],
    ),
    (frozenset(["text", "word", "name"]), [_word, lambda: "Horse and cart"]),
    (frozenset(["tensor", "inputs", "layer"]), [_tensor]),
    (frozenset(["model", "network"]), [_model]),
]


def _written(value: Any) -> str:
    shape = getattr(value, "shape", None)
    if shape is not None and len(repr(value)) > 40:
        return f"an array of shape {tuple(shape)}"
    return " ".join(repr(value).split()) if len(repr(value)) <= 40 else f"a {type(value).__name__}"
