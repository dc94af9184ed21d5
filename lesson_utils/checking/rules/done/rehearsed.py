"""What each training was given, how its model was compiled, whether it began anew and was saved."""

import ast
import contextlib
from pathlib import Path
from typing import Any

from lesson_utils.checking.comparing.compiled import COMPILED, compare_compiled
from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.comparing.models import same_weights
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.source import names_stored
from lesson_utils.checking.facts.trainings import Trainings
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.running.rehearsing import Event

_ROWS = 400  # that are looked at
_SAME = 1e-3
_OTHER_MEAN = 0.1  # of the distance from the smallest to the largest: other images of the same kind differ by less


@rule(Stage.DONE, "trained-before", explains_itself=True)
def trained_before(answer: Answer) -> Finding | None:
    """The cell of `fit` ran twice, or after another training: the weights went on from there."""
    for call in calls_of(answer.solution):
        if name_called(call) != "fit" or not isinstance(call.func, ast.Attribute):
            continue
        name = ast.unparse(call.func.value)
        model = answer.variables.get(name)
        made_here = name in answer.targets and name in names_stored(answer.tree or answer.solution)
        if not made_here and is_model(model) and (batches := _batches_before(model, answer)):
            return Finding("trained-before", name=name, found=batches)
    return None


@rule(Stage.DONE, *COMPILED, explains_itself=True)
def compiled_otherwise(answer: Answer) -> Finding | None:
    """A model that was compiled otherwise than in the solution when it was trained."""
    trainings = answer.trainings
    for found, expected in trainings.pairs("fit") if trainings is not None else ():
        finding = compare_compiled(_name_of(found.model, trainings), found.model, expected.model)
        if finding is not None and finding.label != "not-trained":
            return finding
    return None


@rule(Stage.DONE, "wrong-data", "part-of-data", "changed-data", explains_itself=True)
def other_data(answer: Answer) -> Finding | None:
    """A training or a measurement with other data than the solution's, however the cell names them."""
    trainings = answer.trainings
    for method in ("fit", "evaluate") if trainings is not None else ():
        for found, expected in trainings.pairs(method):  # type: ignore[union-attr]
            if finding := _compare_data(method, found, expected, trainings):  # type: ignore[arg-type]
                return finding
    return None


@rule(Stage.DONE, "labels-of-others", explains_itself=True)
def labels_of_others(answer: Answer) -> Finding | None:
    """`fit(train_images[:100], train_labels[100:200])`."""
    trainings = answer.trainings
    for event in trainings.found.events if trainings is not None else ():
        for images, labels in ((event.x, event.y), event.validation or (None, None)):
            rows = [trainings.origin(one) for one in (images, labels)]  # type: ignore[union-attr]
            if rows[0] is not None and rows[1] is not None and rows[0][1] != rows[1][1]:
                return Finding("labels-of-others", function=event.method, found=rows[0][1], other=rows[1][1])
    return None


@rule(Stage.DONE, "other-model-saved", "other-file", "weights-saved", explains_itself=True)
def saved_otherwise(answer: Answer) -> Finding | None:
    """Something is saved, and it is another model, in another file, or the weights alone."""
    done = {name_called(call): call for call in calls_of(answer.tree or answer.solution)}
    for call in calls_of(answer.solution):
        if name_called(call) != "save" or not isinstance(call.func, ast.Attribute) or not_saved(answer) is None:
            continue
        made, name = done.get("save"), ast.unparse(call.func.value)
        if made is None:
            return Finding("weights-saved", name=name) if "save_weights" in done else None
        owner = ast.unparse(made.func.value) if isinstance(made.func, ast.Attribute) else name
        if owner != name and is_model(answer.variables.get(owner)):
            return Finding("other-model-saved", found=owner, expected=name)
        with contextlib.suppress(ValueError):
            found, expected = (ast.literal_eval(one.args[0]) for one in (made, call) if one.args)
            if found != expected:
                return Finding("other-file", function="save", found=found, expected=expected)
    return None


@rule(Stage.DONE, "not-saved", explains_itself=True)
def not_saved(answer: Answer) -> Finding | None:
    """A file that the solution writes and the answer did not, or not after the training."""
    for call in calls_of(answer.solution):
        if name_called(call) != "save" or not isinstance(call.func, ast.Attribute) or not call.args:
            continue
        with contextlib.suppress(ValueError):
            path, name = ast.literal_eval(call.args[0]), ast.unparse(call.func.value)
            # Whoever catches up keeps a file of their own, which holds another training.
            as_published = answer.tree is not None and ast.dump(answer.tree) == ast.dump(answer.solution)
            kept = as_published and Path(path).is_file()
            if not kept and not _holds(Path(path), answer.variables.get(name)):
                return Finding("not-saved", name=name, path=path)
    return None


def _batches_before(model: Any, answer: Answer) -> int:
    """How many batches a model had learned from before the training whose history the answer keeps."""
    for one in (answer.before or {}).values():  # compiled anew, a model counts its batches from 0
        if type(one).__name__ == "History" and getattr(one, "model", None) is model:
            return int((one.params or {}).get("steps") or 1) * len(one.epoch)
    batches = int(model.optimizer.iterations) if getattr(model, "compiled", False) else 0
    for name in answer.targets:
        history: Any = answer.variables.get(name)
        steps = (getattr(history, "params", None) or {}).get("steps")
        if steps and getattr(history, "epoch", None):
            return max(0, batches - steps * len(history.epoch))
    return 0


def _name_of(model: Any, trainings: Trainings | None) -> str:
    variables = trainings.found.variables if trainings is not None else {}
    return next((name for name, value in variables.items() if value is model), "model")


def _compare_data(method: str, found: Event, expected: Event, trainings: Trainings) -> Finding | None:
    settings = [("x", found.x, expected.x), ("y", found.y, expected.y)]
    wanted = expected.validation or next(
        ((one.x, one.y) for one in trainings.expected.calls("evaluate") if method == "fit"), None
    )
    if found.validation is not None and wanted is not None:
        names = [[trainings.name_of(one) for one in pair] for pair in (found.validation, wanted)]
        if None not in names[0] + names[1] and names[0] != names[1]:
            exact = [map(str, map(trainings.exact_name_of, pair)) for pair in (found.validation, wanted)]
            told = {"found": f"({', '.join(exact[0])})", "expected": f"({', '.join(exact[1])})"}
            return Finding("wrong-data", function=method, setting="validation_data", **told)
        settings += [("validation_data", *pair) for pair in zip(found.validation, wanted, strict=True)]
    for setting, data, model_data in settings:
        if finding := _compare_array(method, setting, data, model_data, trainings):
            return finding
    return None


def _compare_array(method: str, setting: str, data: Any, wanted: Any, trainings: Trainings) -> Finding | None:
    name, expected_name = (trainings.name_of(one) for one in (data, wanted))
    if expected_name is None:
        return None
    if name is None:
        return _compare_numbers(method, setting, data, wanted, expected_name)
    if name != expected_name:
        return Finding(
            "wrong-data", function=method, setting=setting, found=name, expected=trainings.exact_name_of(wanted)
        )
    whole = len(trainings.arrays[name])
    by_name = any(value is wanted for value in trainings.expected.variables.values())
    if by_name and len(wanted) == whole > len(data):
        return Finding("part-of-data", function=method, name=name, found=len(data), expected=whole)
    return None


def _compare_numbers(method: str, setting: str, data: Any, wanted: Any, expected_name: str) -> Finding | None:
    """What was worked out from the right array, `train_images / 255`; in another order, or mirrored, it may be."""
    import numpy as np

    if type(data).__name__ != "ndarray" or data.shape != wanted.shape or data.dtype.kind not in "iufb":
        return None
    rows = slice(None, None, max(1, len(wanted) // _ROWS))
    found, expected = (np.asarray(one[rows], "float64").ravel() for one in (data, wanted))
    if not found.size or not _are_changed(found, expected):
        return None
    first = int(np.argmax(~np.isclose(found, expected)))
    told = {"found": f"{found[first]:.3g}", "wanted": f"{expected[first]:.3g}", "expected": expected_name}
    return Finding("changed-data", function=method, setting=setting, **told)


def _are_changed(found: Any, expected: Any) -> bool:
    """Multiplied, shifted, with another mean, or no numbers any more."""
    import numpy as np

    if not np.isfinite(found).all():
        return bool(np.isfinite(expected).all())
    factor, shift = np.polyfit(expected, found, 1) if np.ptp(expected) else (1.0, 0.0)
    rescaled = np.allclose(found, factor * expected + shift, atol=1e-3 * np.ptp(found))
    kept = abs(factor - 1) < _SAME and abs(shift) < _SAME
    other_mean = abs(found.mean() - expected.mean()) > _OTHER_MEAN * np.ptp(expected)
    return bool((rescaled and not kept) or other_mean)


def _holds(path: Path, model: Any) -> bool:
    """Whether a file holds the very weights of a model; of what is no model nothing is asked."""
    import keras

    if not is_model(model):
        return True
    try:
        saved = keras.models.load_model(path, compile=False)
    except Exception:  # noqa: BLE001 - there is none, or another kind of file
        return False
    return same_weights(saved, model)
