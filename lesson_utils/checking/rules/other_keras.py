"""Another Keras than the course's: an old one inside TensorFlow, or Keras 2 under its new name."""

from collections.abc import Iterable

from lesson_utils.checking.comparing.kinds import public_names
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_OTHERS = ("tensorflow.python.keras", "tf_keras")


@rule(Stage.RAISED, "other-keras", explains_itself=True)
def raised_by_another(raised: Raised) -> Finding | None:
    """Its layers do not go together with those of this Keras."""
    return _first(raised.all_calls)


@rule(Stage.DIFFERS, "other-keras", explains_itself=True)
def made_by_another(case: Differing) -> Finding | None:
    """All was made with it."""
    return _first(case.answer.calls)


def _first(calls: Iterable[Call]) -> Finding | None:
    """The finding for the first call of something in another Keras."""
    import keras

    for call in calls:
        module = str(getattr(call.called, "__module__", ""))
        other = next((one for one in _OTHERS if module.startswith(one)), None)
        if other is not None:
            close = "keras.layers" if call.name in public_names(keras, "layers") and call.name != "Input" else "keras"
            return Finding("other-keras", found=call.name, module=other, close=f"{close}.{call.name}")
    return None
