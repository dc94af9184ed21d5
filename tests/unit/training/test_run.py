"""What is known of a run of `fit`, and how it is put into words."""

import math

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
    run = Run(3, 10)
    run.batch_ended(0, {"loss": value})
    assert run.is_lost
    run.epoch_ended({"loss": value})
    run.ended(State.FINISHED)
    assert "smaller learning rate" in words.milestone(run)
    assert "smaller learning rate" in words.ending(run)


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
        (State.STOPPED, "Stopped after 2 epochs of 5."),
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
