"""Trainings in a loop: does each setting get a network of its own, and does it arrive? Told by a rehearsal."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.handed import older_function
from lesson_utils.checking.facts.trainings import Trainings
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.running.rehearsing import Event, Measured

# In which the trainings of a loop may differ, and how a message speaks of it.
_SETTINGS: tuple[tuple[str, Callable[[Event], Any]], ...] = (
    ("dropout rate", lambda event: event.rates[0] if event.rates else "none"),
    ("optimizer", lambda event: event.optimizer),
    ("activation", lambda event: next((one for one in event.activations if one != "linear"), "none")),
)


@rule(Stage.DONE, "learning-goes-on", explains_itself=True)
def learning_goes_on(answer: Answer) -> Finding | None:
    """One model for all rounds of a loop, or `fit` called twice: it goes on from what it has learned."""
    trainings = answer.trainings
    if trainings is None or any(event.again for event in trainings.expected.calls("fit")):
        return None
    times = 1 + sum(event.again for event in trainings.found.calls("fit"))
    return Finding("learning-goes-on", found=times) if times > 1 else None


@rule(Stage.DONE, "no-training", explains_itself=True)
def no_training(answer: Answer) -> Finding | None:
    """No `fit` at all."""
    trainings = answer.trainings
    if trainings is None or trainings.found.calls("fit") or not trainings.expected.calls("fit"):
        return None
    return Finding("no-training", expected=len(trainings.expected.calls("fit")))


@rule(Stage.DONE, "too-few-trainings", explains_itself=True)
def too_few_trainings(answer: Answer) -> Finding | None:
    """`fit` below the loop instead of inside it."""
    trainings = answer.trainings
    if trainings is None:
        return None
    found, expected = (len(one.calls("fit")) for one in (trainings.found, trainings.expected))
    return Finding("too-few-trainings", found=found, expected=expected) if found < expected else None


@rule(Stage.DONE, "older-function", explains_itself=True)
def function_of_before(answer: Answer) -> Finding | None:
    """The loop trains what an earlier step's function makes, and never calls the one of this step."""
    return older_function(answer.tree, answer.solution) if answer.trainings is not None else None


@rule(Stage.DONE, "setting-unused", explains_itself=True)
def setting_unused(answer: Answer) -> Finding | None:
    """`create_model_dropout_vary(0.5)` in every round: the loop's variable plays no part."""
    for setting, found, expected in _varied(answer.trainings):
        if len(set(found)) == 1 < len(set(expected)):
            return Finding("setting-unused", setting=setting, found=str(found[0]), count=len(found))
    return None


@rule(Stage.DONE, "other-setting-trained", explains_itself=True)
def other_setting(answer: Answer) -> Finding | None:
    """A round that trains with another setting than the task names."""
    for setting, found, expected in _varied(answer.trainings):
        extra, missing = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
        if extra and missing and len(found) == len(expected):
            values = {"found": str(next(iter(extra))), "expected": str(next(iter(missing)))}
            return Finding("other-setting-trained", setting=setting, **values)
    return None


@rule(Stage.DONE, "other-network-trained", explains_itself=True)
def other_network(answer: Answer) -> Finding | None:
    """Another function's network is trained: the results say nothing about the one that was asked for."""
    trainings = answer.trainings
    for found, expected in trainings.pairs("fit") if trainings is not None else ():
        sizes = found.model.count_params(), expected.model.count_params()
        if sizes[0] != sizes[1]:
            return Finding("other-network-trained", found=sizes[0], expected=sizes[1])
    return None


@rule(Stage.DONE, "in-per-cent", explains_itself=True)
def in_per_cent(answer: Answer) -> Finding | None:
    """`val_acc * 100`: what compares it with other accuracies expects a share."""
    trainings = answer.trainings
    for name in answer.targets if trainings is not None else ():
        found, expected = (one.variables.get(name) for one in (trainings.found, trainings.expected))  # type: ignore[union-attr]
        if isinstance(found, float | int) and trainings.expected.source_of(expected) is not None:  # type: ignore[union-attr]
            known = [trainings.found.source_of(number) for number in (found, found / 100)]  # type: ignore[union-attr]
            if known[0] is None and known[1] is not None:
                return Finding("in-per-cent", name=name)
    return None


@rule(Stage.DONE, "other-epoch", explains_itself=True)
def other_epoch(answer: Answer) -> Finding | None:
    """`min(history.history["val_loss"])` where the model that is kept was to be measured: it is the last epoch's."""
    histories = [one for one in answer.variables.values() if type(one).__name__ == "History"]
    for name, found, expected in _collected(answer):
        if expected.event.method != "evaluate" or found.event.method != "fit":
            continue
        for history in histories:
            numbers, number = history.history.get(found.key) or [None], answer.variables.get(name)
            if not getattr(number, "ndim", 0) and number in numbers and number != numbers[-1]:
                return Finding("other-epoch", name=name, found=numbers.index(number) + 1, expected=len(numbers))
    return None


@rule(Stage.DONE, "training-losses", "accuracy-for-loss", "exchanged", explains_itself=True)
def other_numbers(answer: Answer) -> Finding | None:
    """`history.history["loss"][-1]` where losses on the validation images were to be collected."""
    collected = list(_collected(answer))
    for name, found, expected in collected:
        if expected.is_loss and not found.is_loss:
            others = (one for one, got, wanted in collected if got.is_loss and not wanted.is_loss)
            other = next(others, "")
            return Finding("exchanged", name=name, other=other) if other else Finding("accuracy-for-loss", name=name)
        roles = [answer.trainings.name_of(one.data) for one in (found, expected)]  # type: ignore[union-attr]
        if None not in roles and roles[0] != roles[1]:
            return Finding("training-losses", name=name, found=roles[0], expected=roles[1])
    return None


@rule(Stage.DONE, "same-number-for-all", explains_itself=True)
def same_number(answer: Answer) -> Finding | None:
    """The last round's number is kept for each setting."""
    trainings = answer.trainings
    for name in answer.targets if trainings is not None else ():
        kept = _numbers_in(trainings.found.variables.get(name))  # type: ignore[union-attr]
        histories = [one for one in kept if type(one).__name__ == "History"]
        if len(histories) > 1 and len({id(one) for one in histories}) == 1:
            return Finding("same-number-for-all", name=name, count=len(histories))
    by_name: dict[str, list[Measured]] = {}
    for name, found, _ in _collected(answer):
        by_name.setdefault(name, []).append(found)
    for name, several in by_name.items():
        if len(several) > 1 and all(one is several[0] for one in several):
            return Finding("same-number-for-all", name=name, count=len(several))
    return None


@rule(Stage.DONE, "rounds-mixed", explains_itself=True)
def rounds_mixed(answer: Answer) -> Finding | None:
    """The right numbers in another order than the settings: `losses.insert(0, loss)`."""
    trainings = answer.trainings
    for name in answer.targets if trainings is not None else ():
        held = [one.variables.get(name) for one in (trainings.found, trainings.expected)]  # type: ignore[union-attr]
        for place, found, expected in _side_by_side(*held):
            events = [trainings.found.source_of(found), trainings.expected.source_of(expected)]  # type: ignore[union-attr]
            for setting, _, wanted in _varied(trainings) if None not in events else ():
                values = [dict(_SETTINGS)[setting](one.event) for one in events]  # type: ignore[union-attr]
                if values[0] != values[1] and values[0] in wanted:
                    told = {"found": str(values[0]), "expected": str(values[1])}
                    return Finding("rounds-mixed", name=name, place=place, setting=setting, **told)
    return None


def _side_by_side(found: Any, expected: Any) -> list[tuple[str, Any, Any]]:
    """What two collections hold under the same key or in the same place."""
    if isinstance(found, dict) and isinstance(expected, dict):
        return [(f"the one of {key!r}", found[key], expected[key]) for key in expected if key in found]
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        return [(f"item {place + 1}", *pair) for place, pair in enumerate(zip(found, expected, strict=False))]
    return []


def _varied(trainings: Trainings | None) -> list[tuple[str, list[Any], list[Any]]]:
    """Each setting with its values in the answer's trainings and in the solution's, where these differ in it."""
    if trainings is None:
        return []
    both = trainings.found.calls("fit"), trainings.expected.calls("fit")
    varied = [(setting, [of(one) for one in both[0]], [of(one) for one in both[1]]) for setting, of in _SETTINGS]
    return [one for one in varied if one[1] and len(set(one[2])) > 1]


def _collected(answer: Answer) -> list[tuple[str, Measured, Measured]]:
    """Every number in the answer's lists and dictionaries of which it is known where it comes from."""
    trainings = answer.trainings
    if trainings is None:
        return []
    collected = []
    for name in answer.targets:
        pairs = zip(
            _numbers_in(trainings.found.variables.get(name)),
            _numbers_in(trainings.expected.variables.get(name)),
            strict=False,
        )
        for one, other in pairs:
            found, expected = trainings.found.source_of(one), trainings.expected.source_of(other)
            if found is not None and expected is not None:
                collected.append((name, found, expected))
    return collected


def _numbers_in(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else [value]
