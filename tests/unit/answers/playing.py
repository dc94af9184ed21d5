"""Run the cells of an answer and hand them to `diagnose`, with everything that it may want to know."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

import keras
import tensorflow as tf
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

from lesson_utils.checking import Diagnosis, diagnose
from tests.unit.answers.answer import Answer, episode_of, steps_before
from tests.unit.answers.first_cells import first_variables, unchangeable
from tests.unit.answers.quick_training import quick_training


@dataclass(frozen=True)
class Ran:
    """An answer whose cells have run, with the variables after and before: ready to be checked, as often as wanted."""

    answer: Answer
    namespace: dict[str, Any]
    before: dict[str, Any]
    error: BaseException | None

    def check(self) -> Diagnosis:
        """What the checker says of it."""
        answer = self.answer
        episodes = [episode_of(answer.challenge)]
        with standing_in_a_folder():
            return diagnose(answer.challenge, answer.code, self.namespace, self.error, self.before, episodes)


@dataclass(frozen=True)
class Played:
    """An answer and what the checker said of it."""

    answer: Answer
    diagnosis: Diagnosis


def play(answer: Answer) -> Diagnosis:
    """Run the cells of an answer, then diagnose it."""
    return ran(answer).check()


def ran(answer: Answer) -> Ran:
    """Run the cells of an answer the way a notebook does, in a fresh kernel's Keras."""
    with fresh_keras():
        namespace = state_before(answer.challenge, *answer.without)
        run(answer.first, namespace)
        before, error = dict(namespace), None
        for _ in range(answer.runs):
            before = dict(namespace)
            error = run(answer.code, namespace)
        run(answer.after, namespace)
    return Ran(answer, namespace, before, error)


def run(code: str, namespace: dict[str, Any]) -> BaseException | None:
    """Run a cell; what it raised, if anything."""
    try:
        exec(compile(code, "<answer>", "exec"), namespace)
    except Exception as error:
        return error
    return None


def state_before(challenge_id: str, *without: str) -> dict[str, Any]:
    """The variables of a learner who solved the challenges before this one, but for those in `without`."""
    kept = unchangeable(episode_of(challenge_id))
    return dict((_kept_state if kept else _new_state)(challenge_id, without))


def _new_state(challenge_id: str, without: tuple[str, ...]) -> dict[str, Any]:
    namespace = first_variables(episode_of(challenge_id))
    for step in steps_before(challenge_id, without):
        run(step if isinstance(step, str) else step.solution or "", namespace)
    return namespace


_kept_state = cache(_new_state)


@contextlib.contextmanager
def fresh_keras() -> Iterator[None]:
    """Keras as in a kernel just started, in which trainings of a few steps take as long as a few steps do.

    Its names, random numbers and settings do not depend on the answers before. TensorFlow draws graphs before the first
    step, of the training and of the way to cut batches, which takes longer than the training: it is kept from that.
    """
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(0)
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy("float32")
    keras.config.set_image_data_format("channels_last")
    eager = tf.config.functions_run_eagerly()
    tf.config.run_functions_eagerly(True)
    try:
        batches = patch.object(ArrayDataAdapter, "get_tf_dataset", _plain_batches)
        with standing_in_a_folder(), batches, quick_training():
            yield
    finally:
        tf.config.run_functions_eagerly(eager)


def _plain_batches(adapter: Any) -> tf.data.Dataset:
    return tf.data.Dataset.from_tensor_slices(adapter._inputs).batch(adapter._batch_size)


def standing_in_a_folder() -> contextlib.AbstractContextManager[None]:
    """In the folder where the answers' cells save and load."""
    return contextlib.chdir(_own_folder().name)


@cache
def _own_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="answers-")
