"""Compare how models were compiled, and what training them returned."""

import inspect
import re
from typing import Any

from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.running.stand_ins import is_free, may_stop_early, metrics_of, trained_in_name
from lesson_utils.keras_internals import is_from_keras, loss_weights_given, settings_of_loss

# The labels of what can be wrong with how a model is compiled.
COMPILED: tuple[str, ...] = ("not-compiled", "wrong-optimizer", "wrong-optimizer-setting", "wrong-loss")
COMPILED += ("wrong-loss-setting", "wrong-metric", "wrong-metric-settings", "missing-metric", "metrics-as-weights")
COMPILED += ("extra-metric", "metric-as-loss")
_ACCURACY = frozenset(["accuracy", "acc"])
_CROSSENTROPY = frozenset(["crossentropy", "ce"])
# What says nothing about how a model learns: names, numeric types.
_SILENT = frozenset(["name", "dtype", "loss_scale_factor"])


def compare_compiled(name: str, found: Any, expected: Any) -> Finding | None:
    """Compare optimizer, loss and metrics of two compiled models, and whether they were trained.

    An expected model that is not compiled asks for nothing.

    Parameters
    ----------
    found, expected : keras.Model

    Returns
    -------
    Finding or None
        The first difference.
    """
    if not getattr(expected, "compiled", False):
        return None
    if not getattr(found, "compiled", False):
        return Finding("not-compiled", name=name)
    difference = (
        _compare_optimizers(name, found.optimizer, expected.optimizer)
        or _compare_losses(name, found, expected)
        or _compare_metrics(name, found, expected)
    )
    if difference is None and trained_in_name(expected) and not int(found.optimizer.iterations):
        return Finding("not-trained", name=name)
    return difference


def compare_histories(name: str, found: Any, expected: Any) -> Finding | None:
    """Compare how long and with what a model was trained; the numbers of two trainings never agree.

    Parameters
    ----------
    found, expected : keras.callbacks.History
        The expected one may be a stand-in.

    Returns
    -------
    Finding or None
        The first difference. Validation data that nobody asked for are no difference.
    """
    wanted = list(expected.history)
    if any(map(_of_validation, wanted)) and not any(map(_of_validation, found.history)):
        return Finding("not-validated", name=name)
    epochs, wanted_epochs = (len(getattr(history, "epoch", ())) for history in (found, expected))
    if epochs != wanted_epochs and not may_stop_early(expected) and not (is_free(expected) and epochs):
        return Finding("wrong-epochs", name=name, found=epochs, expected=wanted_epochs)
    steps, wanted_steps = ((history.params or {}).get("steps") for history in (found, expected))
    if steps and wanted_steps and steps != wanted_steps and not is_free(expected):
        return Finding("wrong-steps", name=name, found=steps, expected=wanted_steps)
    recorded = [*found.history, *map(_alias, found.history)]
    missing = [key for key in wanted if key not in recorded and _alias(key) not in recorded]
    if missing:
        return Finding("not-recorded", name=name, expected=missing[0], found=", ".join(found.history))
    validated = min((len(numbers) for key, numbers in found.history.items() if _of_validation(key)), default=epochs)
    if any(map(_of_validation, wanted)) and validated < epochs:
        return Finding("validated-rarely", name=name, found=validated, expected=epochs)
    return None


def _of_validation(key: str) -> bool:
    return key.startswith("val_")


def _alias(key: str) -> str:
    """A key of a history whatever accuracy was called: `acc`, `accuracy`, `categorical_accuracy`."""
    return re.sub(r"(?:\w*_)?acc(?:uracy)?$", "accuracy", key.removeprefix("val_"))


def _compare_optimizers(name: str, found: Any, expected: Any) -> Finding | None:
    kind, wanted_kind = type(found).__name__, type(expected).__name__
    if kind != wanted_kind:
        return Finding("wrong-optimizer", name=name, found=kind, expected=wanted_kind)
    settings, wanted = found.get_config(), expected.get_config()
    differing = (name for name in wanted if name not in _SILENT and not _alike(settings.get(name), wanted[name]))
    setting = next(differing, None)
    if setting is None:
        return None
    values: dict[str, Any] = {"found": _told(settings.get(setting)), "expected": _told(wanted[setting])}
    return Finding("wrong-optimizer-setting", name=name, optimizer=wanted_kind, setting=setting, **values)


def _told(value: Any) -> object:
    """A setting as a message tells it: a schedule or the like by its class, a number without the noise of float32."""
    if isinstance(value, dict):
        return f"a `{value.get('class_name')}`"
    return Quoted(float(f"{value:.4g}") if isinstance(value, float) else value)


def _alike(found: Any, expected: Any) -> bool:
    """Equal, whatever single precision made of a number."""
    if isinstance(expected, float) and isinstance(found, float | int):
        return abs(found - expected) <= 1e-5 * max(abs(expected), 1e-12)
    if isinstance(found, dict) and isinstance(expected, dict):
        return all(_alike(found.get(key), value) for key, value in expected.items() if key not in _SILENT)
    return bool(found == expected)


def _compare_losses(name: str, found: Any, expected: Any) -> Finding | None:
    import keras

    loss, wanted = _loss(found.loss), _loss(expected.loss)
    if loss == wanted:
        return None
    if isinstance(found.loss, keras.metrics.Metric):
        return Finding("metric-as-loss", name=name, found=type(found.loss).__name__)
    if loss is None or wanted is None or loss[0] != wanted[0]:
        return Finding("wrong-loss", name=name, found=loss and loss[0], expected=wanted and wanted[0])
    defaults = _defaults(wanted[0])
    for setting in sorted({*loss[1], *wanted[1]}, key=lambda name: name != "from_logits"):
        value, expected_value = (
            loss[1].get(setting, defaults.get(setting)),
            wanted[1].get(setting, defaults.get(setting)),
        )
        if not _alike(value, expected_value):
            values: dict[str, Any] = {"found": _told(value), "expected": _told(expected_value)}
            return Finding("wrong-loss-setting", name=name, loss=wanted[0], setting=setting, **values)
    return None


def _loss(loss: Any) -> tuple[str, dict[str, Any]] | None:
    """A loss by the name of its function and the settings that differ from the usual ones.

    A name, a class, a function and an instance of the same loss give the same.
    """
    import keras

    if loss is None:
        return None
    if isinstance(loss, list | tuple) and len(loss) == 1:
        return _loss(loss[0])
    if isinstance(loss, list | tuple | dict):
        return str(loss), {}
    try:
        made = keras.losses.get(loss)
    except ValueError:  # a name that Keras does not know; it notices only when it trains
        return str(loss), {}
    function = getattr(made, "fn", made)
    label = getattr(function, "__name__", type(made).__name__)
    if not is_from_keras(function):
        return f"{label} (your own)", {}
    given = settings_of_loss(made)
    reduction = getattr(made, "reduction", "sum_over_batch_size")
    given["reduction"] = "sum_over_batch_size" if reduction == "mean" else reduction
    defaults = _defaults(label)
    return label, {setting: value for setting, value in given.items() if value != defaults.get(setting)}


def _defaults(loss: str) -> dict[str, Any]:
    import keras

    parameters = inspect.signature(getattr(keras.losses, loss, len)).parameters.values()
    return {"reduction": "sum_over_batch_size"} | {parameter.name: parameter.default for parameter in parameters}


def _compare_metrics(name: str, found: Any, expected: Any) -> Finding | None:
    metrics, wanted = _metrics(found), _metrics(expected)
    missing = [metric for metric in wanted if metric not in metrics]
    extra = [metric for metric in metrics if metric not in wanted]
    if missing and extra:
        label = "wrong-metric-settings" if missing[0][0] == extra[0][0] else "wrong-metric"
        return Finding(label, name=name, found=extra[0][0], expected=missing[0][0])
    if missing and not metrics and isinstance(loss_weights_given(found), list | tuple):
        return Finding("metrics-as-weights", name=name)
    if missing:
        return Finding("missing-metric", name=name, expected=missing[0][0])
    return Finding("extra-metric", name=name, found=extra[0][0]) if extra else None


def _metrics(model: Any) -> list[tuple[str, str]]:
    """The metrics of a model, each by its class and its settings; "accuracy" is the one that fits the loss."""
    return [_metric(metric, model) for metric in metrics_of(model)]


def _metric(given: Any, model: Any) -> tuple[str, str]:
    import keras

    if isinstance(given, str) and given.lower() in _ACCURACY:
        return f"{_kind_of_labels(model)}Accuracy", "{}"
    if isinstance(given, str) and given.lower() in _CROSSENTROPY:
        given = f"{_kind_of_labels(model)}Crossentropy"
    if callable(given) and not inspect.isclass(given) and not isinstance(given, keras.metrics.Metric):
        given = getattr(given, "__name__", "")  # a function, such as keras.metrics.mean_absolute_error
    try:
        metric = keras.metrics.get(given)
    except ValueError:
        return f"{given} (your own)", "{}"
    config = metric.get_config() if hasattr(metric, "get_config") else {}
    told = {setting: value for setting, value in config.items() if setting not in _SILENT}
    return type(metric).__name__, repr(dict(sorted(told.items())))


def _kind_of_labels(model: Any) -> str:
    """How Keras reads "accuracy": from the loss, and where that does not tell, from the size of the output."""
    loss = (_loss(model.loss) or ("",))[0]
    for start, kind in (("sparse", "SparseCategorical"), ("categorical", "Categorical"), ("binary", "Binary")):
        if loss.startswith(start):
            return kind
    shape = getattr(model, "output_shape", None)
    return "Binary" if isinstance(shape, tuple) and shape and shape[-1] == 1 else "Categorical"
