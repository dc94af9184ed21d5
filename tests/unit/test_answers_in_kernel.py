"""The same tables, played cell by cell in a kernel that the course watches: it says what `diagnose` says."""

from collections.abc import Iterator

import pytest

from tests.unit.answers import Answer, all_tables
from tests.unit.answers.kernel import WatchedKernel, watched_kernel

ANSWERS = [pytest.param(answer, id=f"{name}: {answer.why}") for name, table in all_tables().items() for answer in table]


@pytest.fixture(scope="module")
def kernel() -> Iterator[WatchedKernel]:
    with watched_kernel() as kernel:
        yield kernel


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_told_the_same_in_a_kernel(kernel: WatchedKernel, answer: Answer) -> None:
    diagnosis = kernel.play(answer)
    assert diagnosis.label == answer.in_kernel, diagnosis.message


def test_an_answer_begins_with_nothing_of_the_answer_before(kernel: WatchedKernel) -> None:
    wrong = Answer("conv2d", "", "left_behind = 1\nx_intro = keras.layers.Conv2D(4, 3)(inputs_intro)", "wrong-value")
    assert kernel.play(wrong).label == "wrong-value"
    after = Answer("conv2d", "", "x_intro = keras.layers.Conv2D(16, left_behind, activation='relu')(inputs_intro)", "")
    assert kernel.play(after).label.startswith("unknown"), "the variable of the answer before is gone"


def test_nothing_that_is_not_shown_counts(kernel: WatchedKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_run", lambda *_: "")
    with pytest.raises(AssertionError, match="diagnosed \\[\\]"):
        kernel.play(Answer("conv2d", "never run", "x_intro = 1", ""))
