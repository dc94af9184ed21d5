"""NeuronDial: one neuron, its weighted sum as a ledger and as a dot on the activation's graph."""

from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets
from numpy.typing import ArrayLike

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.row_of_numbers import row_of_numbers
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.neuron_dial.figure import neuron_dial_figure
from lesson_utils.visualise.neuron_dial.neuron import ACTIVATIONS, activate, weighted_sum
from lesson_utils.visualise.neuron_dial.words import ledger_line, output_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_INPUTS = 8


class _Row(traitlets.TraitType):
    """One number for each of the neuron's inputs."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> tuple[float, ...]:
        row = row_of_numbers(value, self.name or "", most=MOST_INPUTS)
        if len(row) != obj._size:  # type: ignore[attr-defined]
            raise ValueError(
                f"inputs and weights belong together, one weight for each input: this neuron has "
                f"{obj._size}, and {self.name} holds {len(row)}. For another size make a new NeuronDial."  # type: ignore[attr-defined]
            )
        return row


class _Bias(traitlets.TraitType):
    """One number."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> float:
        if not isinstance(value, Real):
            raise TypeError(f"bias must be one number, such as -0.5; this is {value!r}.")
        return row_of_numbers([float(value)], "bias", most=1)[0]


class _Activation(traitlets.TraitType):
    """A name in `ACTIVATIONS`; None means "linear", as in Keras."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> str:
        name = "linear" if value is None else value.strip().lower() if isinstance(value, str) else ""
        if name not in ACTIVATIONS:
            raise ValueError(f"activation must be one of {', '.join(map(repr, ACTIVATIONS))}; this is {value!r}.")
        return name


class NeuronDial(Visualiser):
    """Turn the weights and the bias of one neuron and watch what comes out.

    All of it is computed in the browser; Python hears of a new number when you let go of it.

    Parameters
    ----------
    inputs, weights : array_like of shape (n,)
        One to eight inputs and as many weights. By default other numbers than in the lesson's figure, which
        shows its answer.
    bias : float
        Added to the products.
    activation : str or None
        "relu", "linear", "sigmoid" or "tanh"; None is "linear", as in Keras.

    Attributes
    ----------
    inputs, weights : tuple of float
    bias : float
    activation : str
        As they stand now. Assign to them to change them.
    sum : float
        The products and the bias, added up.
    output : float
        What the activation makes of the sum.

    Raises
    ------
    TypeError, ValueError
        If something is not a number, or there is not one weight for each input; the message says what to change.

    Examples
    --------
    >>> dial = NeuronDial()
    >>> dial
    NeuronDial: 3 × 0.5 + 2 × (−1) + 1 × 2 + 1 = 2.5, ReLU(2.5) = 2.5
    >>> dial.bias = -2.5
    >>> dial.sum, dial.output
    (-1.0, 0.0)
    """

    _esm = browser_module(Path(__file__).with_name("neuron_dial.js"))
    _css = style_sheet(Path(__file__).with_name("neuron_dial.css"))

    inputs = _Row().tag(sync=True)
    weights = _Row().tag(sync=True)
    bias = _Bias().tag(sync=True)
    activation = _Activation().tag(sync=True)

    def __init__(
        self,
        inputs: ArrayLike = (3, 2, 1),
        weights: ArrayLike = (0.5, -1, 2),
        bias: float = 1,
        activation: str | None = "relu",
    ) -> None:
        self._size = len(row_of_numbers(inputs, "inputs", most=MOST_INPUTS))
        super().__init__(inputs=inputs, weights=weights, bias=bias, activation=activation)

    @property
    def sum(self) -> float:
        """The products and the bias, added up."""
        return weighted_sum(self.inputs, self.weights, self.bias)

    @property
    def output(self) -> float:
        """What the activation makes of the sum."""
        return activate(self.sum, self.activation)

    def __repr__(self) -> str:
        return f"NeuronDial: {self._in_one_line()}"

    def _in_one_line(self) -> str:
        ledger = ledger_line(self.inputs, self.weights, self.bias)
        return f"{ledger}, {output_line(self.sum, self.activation)}"

    def _figure(self) -> "Figure":
        return neuron_dial_figure(self.inputs, self.weights, self.bias, self.activation)

    def _alt_text(self) -> str:
        title = ACTIVATIONS[self.activation].title
        return (
            f"A neuron with {self._size} inputs, drawn from left to right. Each input is multiplied by its weight, the "
            f"products and the bias are added up, and {title} makes the output: {self._in_one_line()}. "
            f"A dot on the graph of {title} marks the sum on the horizontal and the output on the vertical axis."
        )
