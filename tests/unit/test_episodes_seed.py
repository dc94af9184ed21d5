"""The seed episode, unchanged, stands for any Carpentries episode: what the reader must find in it."""

from collections import Counter
from pathlib import Path

import pytest

from lesson_utils.episodes import Episode, read_episode

SEED = Path(__file__).parents[1] / "fixtures" / "seed-episode-03-build-cnn.md"


@pytest.fixture(scope="module")
def seed() -> Episode:
    return read_episode(SEED, ours=False)


def test_the_pieces_are_counted(seed):
    kinds = Counter(block.kind for block in seed.walk())
    assert (kinds["challenge"], kinds["solution"], kinds["callout"], kinds["spoiler"]) == (8, 8, 3, 2)
    assert (kinds["questions"], kinds["objectives"], kinds["keypoints"]) == (1, 1, 1)


def test_front_matter_is_read(seed):
    assert (seed.title, seed.teaching, seed.exercises) == ("Build a Convolutional Neural Network", 10, 2)


def test_hint_paragraphs_count_as_hints_and_leave_the_task(seed):
    assert [len(challenge.hints) for challenge in seed.challenges] == [2, 1, 1, 1, 1, 1, 3, 1]
    assert seed.challenges[0].hints[0] == "Specify shape argument only and use defaults for the rest."
    assert not any("Hint" in challenge.task for challenge in seed.challenges)


def test_output_fences_inside_solutions_are_the_solutions(seed):
    assert all(challenge.solution for challenge in seed.challenges)
    assert seed.challenges[0].solution.endswith("inputs_intro = keras.Input(shape=train_images.shape[1:])")


def test_ids_are_slugs_of_the_headings_and_unique(seed):
    ids = [challenge.id for challenge in seed.challenges]
    assert ids[1] == "challenge-create-a-2d-convolutional-layer-for-our-network"
    assert len(set(ids)) == 8


def test_titles_lose_the_word_challenge(seed):
    assert seed.challenges[3].title == "Create a Dense layer for our network"


def test_only_the_sixth_challenge_has_no_template(seed):
    assert [challenge.number for challenge in seed.challenges if challenge.template is None] == [6]


def test_its_five_missing_figures_are_warnings(seed):
    assert [warning.line for warning in seed.warnings] == [41, 49, 148, 150, 252]
    assert all(warning.message.endswith("is missing") for warning in seed.warnings)


def test_it_has_no_first_import_cell(seed):
    assert seed.setup is None


def test_reference_links_are_known(seed):
    assert seed.links["LAYERS API"] == "https://keras.io/api/layers/"
