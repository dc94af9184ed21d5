"""What is known of a run of `fit`, and how it is put into words."""

import math
from dataclasses import replace

import pytest

from lesson_utils.training import words
from lesson_utils.training.budget import MOST_OFTEN, Budget
from lesson_utils.training.run import Epoch, Run, State, measured_by


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


LOGS = {"loss": 1.5, "categorical_accuracy": 0.4, "val_loss": 1.6, "val_categorical_accuracy": 0.3}


@pytest.mark.parametrize("name", ["accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy"])
def test_the_accuracy_is_found_by_any_name(name):
    assert measured_by({"loss": 1, name: 0.5, f"val_{name}": 0.25}) == Epoch(1.0, 0.5, None, 0.25)


def test_other_metrics_are_not_taken_for_the_accuracy():
    assert measured_by({"loss": 1, "mae": 0.5}) == Epoch(1.0, None, None, None)


def test_the_share_counts_epochs_and_batches():
    run = Run(4, 10)
    assert run.share == 0
    run.batch_ended(4, {"loss": 2.0})
    assert run.share == pytest.approx(0.125)
    run.epoch_ended(LOGS)
    assert run.share == pytest.approx(0.25)
    assert (run.epoch, run.batch, run.now.loss) == (2, 0, None)


def test_a_run_that_begins_later_counts_from_there():
    run = Run(10, 5, first=6)
    run.epoch_ended(LOGS)
    assert run.share == pytest.approx(0.25)
    assert words.milestone(run).startswith("Epoch 7 of 10")


def test_batches_that_nobody_knows_are_counted_in_the_first_epoch():
    run = Run(2, None)
    assert run.share == 0
    run.batch_ended(6, {})
    run.epoch_ended(LOGS)
    assert run.batches == 7


def test_no_epochs_at_all_are_done_at_once():
    assert Run(0, 10).share == 1.0


def test_the_time_left_waits_for_the_first_two_seconds():
    clock = Clock()
    run = Run(10, 100, clock=clock)
    run.batch_ended(49, {})
    clock.now = 1.9
    assert run.seconds_left is None
    clock.now = 4.0
    assert run.seconds_left == pytest.approx(4 * 0.95 / 0.05)
    run.ended(State.FINISHED)
    assert run.seconds_left is None


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_loss_that_is_no_number_is_told_in_words(value):
    run = Run(1, 10)
    run.batch_ended(0, {"loss": value})
    assert run.is_lost
    assert "smaller learning rate" in words.milestone(run)
    assert words.ending(run) == "", "it still runs, and can be stopped"
    run.batch_ended(9, {"loss": value})
    run.epoch_ended({"loss": value})
    run.ended(State.FINISHED)
    assert "smaller learning rate" in words.milestone(run)
    assert words.ending(run) == "Finished: 1 epoch."


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_the_curves_of_a_lost_run_are_told_in_words(value):
    run = Run(4, 10)
    for loss, val_loss in ((1.5, 1.4), (1.4, 1.6), (value, value), (value, None)):
        run.epoch_ended({"loss": loss, "acc": 0.1} | ({} if val_loss is None else {"val_loss": val_loss}))
    told = words.description(run)
    assert "Last: training loss no number (NaN), accuracy 0.10." in told
    assert told.endswith("The validation loss was lowest after epoch 1.")
    run = Run(9, 10, measured=run.measured)
    run.ended(State.STOPPED)
    assert words.ending(run) == "Stopped after epoch 4 of 9.", "such a model has nothing to keep"


def test_the_one_line_holds_no_measured_number():
    run = Run(10, 1250)
    assert words.one_line(run) == "LiveTraining: 10 epochs of 1,250 batches each"
    before = words.one_line(run)
    run.epoch_ended(LOGS)
    assert words.one_line(run) == before
    assert words.one_line(Run(1, 1)) == "LiveTraining: 1 epoch of 1 batch each"
    assert words.one_line(Run(2, None)) == "LiveTraining: 2 epochs"


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (State.FINISHED, "Finished: 2 epochs."),
        (State.STOPPED, "Stopped after epoch 2 of 5."),
        (State.BROKEN_OFF, "Broken off in epoch 3 of 5."),
        (State.RUNNING, ""),
    ],
)
def test_how_it_ended(state, says):
    run = Run(5, 10)
    for _ in range(2):
        run.epoch_ended(LOGS)
    run.ended(state)
    assert words.ending(run).startswith(says)
    assert bool(words.ending(run)) == bool(says)


@pytest.mark.parametrize(
    ("run", "batches", "says"),
    [
        (Run(10, 5, first=6), [5], "Stopped after epoch 7 of 10."),
        (Run(10, 5, first=6), [5, 1], "Stopped in epoch 8 of 10."),
        (Run(10, 5), [5, 1], "Stopped in epoch 2 of 10."),
        (Run(2, 5), [5, 4], "Stopped in epoch 2 of 2."),
        (Run(2, 5), [5, 5], "Finished: 2 epochs."),
        (Run(2, 5), [5, 6], "Finished: 2 epochs."),  # steps_per_execution=2
        (Run(10, None), [3], "Stopped in epoch 1 of 10."),  # nobody knows whether there were more
        (Run(10, None), [7, 7], "Stopped after epoch 2 of 10."),
        (Run(10, None), [7, 3], "Stopped in epoch 2 of 10."),
        (Run(2, 5), [0, 0], "Finished: 2 epochs."),  # a replay, of a model that was stopped earlier
    ],
    ids=str,
)
def test_a_run_that_was_asked_to_stop_says_where_it_was(run, batches, says):
    run = replace(run, measured=[])
    for several in batches:
        for batch in range(several):
            run.batch_ended(batch, LOGS)
        run.epoch_ended(LOGS)
    run.ended(State.STOPPED)
    assert words.ending(run).startswith(says)


def test_the_curves_in_words_name_the_lowest_validation_loss():
    run = Run(3, 10)
    for loss in (1.5, 1.2, 1.4):
        run.epoch_ended({"loss": loss, "val_loss": loss + 0.1})
    assert words.description(run).endswith("The validation loss was lowest after epoch 2.")
    assert "no epoch has ended" in words.description(Run(3, 10))


def test_an_update_waits_a_fifth_of_a_second():
    clock = Clock()
    budget = Budget(clock)
    assert not budget.allows()
    clock.now = MOST_OFTEN
    assert budget.allows()


def test_what_an_update_costs_delays_the_next_one():
    clock = Clock()
    budget = Budget(clock)
    clock.now = 1.0
    with budget:
        clock.now = 1.1  # a tenth of a second: 2 % of five seconds
    clock.now = 4.9
    assert not budget.allows()
    clock.now = 5.1
    assert budget.allows()
