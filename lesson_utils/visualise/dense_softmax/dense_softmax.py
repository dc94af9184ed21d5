"""DenseSoftmax: the last layer's logits, and how softmax turns them into probabilities."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.dense_softmax.figure import dense_softmax_figure
from lesson_utils.visualise.dense_softmax.layer import MOST_CLASSES, dense_layer
from lesson_utils.visualise.dense_softmax.softmax import softmax
from lesson_utils.visualise.dense_softmax.words import first_two, ranking
from lesson_utils.visualise.kit.class_names import names_of, usual_names
from lesson_utils.visualise.kit.row_of_numbers import row_of_numbers
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LESSON_LOGITS = (-1.2, -2.0, 0.5, 3.2, 0.6, 2.4, 1.0, -0.3, -1.8, -0.7)


class _Logits(traitlets.TraitType):
    """One number for each class; those of a layer follow from its inputs."""

    def validate(self, obj: Any, value: Any) -> tuple[float, ...]:
        row = row_of_numbers(value, "logits", most=MOST_CLASSES)
        if len(row) != len(obj.class_names):
            raise ValueError(f"logits must hold {len(obj.class_names)} numbers, one for each class, not {len(row)}.")
        if obj.layer and not np.allclose(row, obj.layer.logits(obj.inputs), rtol=0, atol=1e-9):
            raise ValueError("These logits are what the layer makes of its inputs. Assign to inputs instead.")
        return row


class _Inputs(traitlets.TraitType):
    """What comes into the layer, if there is one."""

    allow_none = True
    default_value = None

    def validate(self, obj: Any, value: Any) -> tuple[float, ...]:
        if not obj.layer:
            raise ValueError(
                "There is no layer that could take inputs. Make one: DenseSoftmax(inputs=…, kernel=…, bias=…), "
                "with kernel, bias = model.layers[-1].get_weights()."
            )
        return obj.layer.take(value)


class DenseSoftmax(Visualiser):
    """See how softmax turns a network's logits into probabilities.

    All of it is computed in the browser; Python hears of a new number when you let go of it.

    Parameters
    ----------
    logits : array_like of shape (classes,), optional
        What the last layer hands out, before softmax. Ten numbers for the ten classes of the lesson by default.
    inputs : array_like of shape (n,), optional
        Instead of `logits`: what comes into a dense layer, which then makes the logits.
    kernel : array_like of shape (n, classes), optional
        That layer's weights: ``kernel, bias = model.layers[-1].get_weights()``.
    bias : array_like of shape (classes,), optional
        That layer's biases; zeros if left out.
    class_names : sequence of str, optional
        A name for each class.

    Attributes
    ----------
    logits : tuple of float
        As they stand now. Assign to them to change them, unless a layer makes them.
    inputs : tuple of float or None
        What comes into the layer. Assign to them to change them.
    probabilities : numpy.ndarray of shape (classes,), float64
        What softmax makes of the logits.

    Raises
    ------
    TypeError, ValueError
        If something is not a number or does not fit together; the message says what to change.

    Examples
    --------
    >>> board = DenseSoftmax([2, 1, 0], class_names=["cat", "dog", "frog"])
    >>> board
    DenseSoftmax, 3 classes. Largest: cat with 0.665, then dog with 0.245. All 3 add up to 1.
    >>> board.logits = [1002, 1001, 1000]
    >>> board.probabilities.round(3)
    array([0.665, 0.245, 0.09 ])
    """

    _esm = browser_module(Path(__file__).with_name("dense_softmax.js"))
    _css = style_sheet(Path(__file__).with_name("dense_softmax.css"))

    inputs = _Inputs().tag(sync=True)
    logits = _Logits().tag(sync=True)
    _kernel: traitlets.List = traitlets.List().tag(sync=True)
    _bias: traitlets.List = traitlets.List().tag(sync=True)
    _names = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(
        self,
        logits: ArrayLike | None = None,
        *,
        inputs: ArrayLike | None = None,
        kernel: ArrayLike | None = None,
        bias: ArrayLike | None = None,
        class_names: Sequence[str] | None = None,
    ) -> None:
        if kernel is None and (inputs is not None or bias is not None):
            raise ValueError("A dense layer needs its kernel: kernel, bias = model.layers[-1].get_weights().")
        if kernel is not None and logits is not None:
            raise ValueError("Give either logits, or inputs, kernel and bias of the layer that makes them, not both.")
        self.layer = None if kernel is None else dense_layer(kernel, bias)
        traits: dict[str, Any] = {}
        if self.layer:
            row = self.layer.take(inputs)
            traits = {"inputs": row, "_kernel": self.layer.kernel.tolist(), "_bias": self.layer.bias.tolist()}
            logits = self.layer.logits(row)
        traits["logits"] = row_of_numbers(LESSON_LOGITS if logits is None else logits, "logits", most=MOST_CLASSES)
        self.class_names = _named(class_names, len(traits["logits"]))
        super().__init__(**traits, _names=list(self.class_names))

    @traitlets.observe("inputs")
    def _inputs_changed(self, change: Any) -> None:
        self.logits = self.layer.logits(change["new"])  # type: ignore[union-attr]  # only a layer has inputs

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """What softmax makes of the logits."""
        return softmax(self.logits)

    def __repr__(self) -> str:
        return f"DenseSoftmax, {len(self.logits)} classes. {first_two(self.class_names, self.logits)}"

    def _figure(self) -> "Figure":
        return dense_softmax_figure(self.class_names, self.logits)

    def _alt_text(self) -> str:
        probabilities = self.probabilities
        rows = "; ".join(
            f"{self.class_names[at]} {number(self.logits[at], 2)} becomes {number(probabilities[at], 3)}"
            for at in ranking(self.logits)
        )
        return (
            f"A table with one row and one bar for each of {len(self.logits)} classes: its logit, the same minus the "
            f"largest logit, e to that power, and that share of the sum of all, the probability. From the largest to "
            f"the smallest, logit and probability: {rows}. {first_two(self.class_names, self.logits)}"
        )


def _named(class_names: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """Give every class a name."""
    if count < 2:
        raise ValueError("Softmax compares classes: give at least two logits, for example [2, 1, 0].")
    if class_names is None:
        return usual_names(count)
    names = names_of(class_names)
    if len(names) != count:
        raise ValueError(f"class_names must hold {count} names, one for each logit, not {len(names)}.")
    return names
