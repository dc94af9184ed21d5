"""The tables in a kernel that is told no cell's id, as papermill, nbclient and a new cell run them.

What the variables hold decides there, and nearly always that is enough. A cell further down that stores the answer's
name again cannot be told from a new try, and a cell that only looks at something is no answer to anything.
"""

from collections.abc import Iterator

import pytest

from tests.unit.answers import Answer, all_tables
from tests.unit.answers.kernel import WatchedKernel, watched_kernel

NEW_TRY = "the later cell may be the learner's next try: it is judged as one"
NEXT_STEP = "the later cell may answer the next challenge: this one was right"
ONLY_A_LOOK = "a cell that stores nothing and calls nothing of the solution's is not taken for an answer"
# What is told otherwise than where cells have ids; all others are told the same.
DIFFERENT = {
    ("conv2d", "another cell makes it with fewer filters afterwards"): ("wrong-value", NEW_TRY),
    ("conv2d", "pooled twice afterwards"): ("correct", NEXT_STEP),
    ("flatten", "another cell adds dropout afterwards"): ("ran-twice", NEW_TRY),
    ("flatten", "only a look at the shape"): ("not-run", ONLY_A_LOOK),
    ("hidden-layers", "only looks at the shape"): ("not-run", ONLY_A_LOOK),
    ("input-layer", "replaced by another cell"): ("wrong-input-shape", NEW_TRY),
    ("output-layer", "made otherwise by another cell afterwards"): ("wrong-activation", NEW_TRY),
}
# Several cells store the same name: there it is decided which of them is the answer. `python3 -m tests.unit.answers
# --no-cell-ids` plays all the others too.
PLAYED = {
    (answer.challenge, answer.why): answer
    for table in all_tables().values()
    for answer in table
    if answer.first or answer.after or answer.runs > 1 or (answer.challenge, answer.why) in DIFFERENT
}


@pytest.fixture(scope="module")
def kernel() -> Iterator[WatchedKernel]:
    with watched_kernel(cell_ids=False) as kernel:
        yield kernel


@pytest.mark.parametrize("answer", [pytest.param(one, id=f"{one.challenge}: {one.why}") for one in PLAYED.values()])
def test_the_answer_is_found_among_the_cells(kernel: WatchedKernel, answer: Answer) -> None:
    expected, reason = DIFFERENT.get((answer.challenge, answer.why), (answer.label, ""))
    diagnosis = kernel.play(answer)
    assert diagnosis.label == expected, (diagnosis.message, reason)
    assert diagnosis.passed or not answer.right


@pytest.mark.parametrize(
    "code",
    [
        "x_intro = keras.layers.MaxPooling2D()(x_intro)",
        "x_intro = keras.layers.MaxPooling2D(padding='same')(x_intro)",
        "x_intro = keras.layers.MaxPooling2D((2, 2), strides=2, padding='same')(x_intro)",
        "x_intro=keras.layers.MaxPool2D(2)(x_intro)",
    ],
)
def test_a_right_answer_that_is_little_like_the_template_is_right(kernel: WatchedKernel, code: str) -> None:
    assert kernel.play(Answer("pooling", "", code, "")).passed


def test_what_is_told_otherwise_is_still_in_the_tables() -> None:
    assert DIFFERENT.keys() <= PLAYED.keys()
