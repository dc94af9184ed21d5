"""Several right answers: further `solution` divs of a challenge."""

import pytest

from lesson_utils.checking.facts.alternatives import versions
from lesson_utils.episodes import EpisodeError, read_episode
from tests.unit.other_lessons import judge

HEADER = (
    "---\ntitle: Several ways\nteaching: 1\nexercises: 1\n---\n\n```python\nimport keras\nimport numpy as np\n```\n"
)


def challenge(challenge_id: str, *ways: str) -> str:
    solutions = "\n".join(f"::: solution\n\nThis is why.\n\n```python\n{way}\n```\n\n:::\n" for way in ways)
    return f"\n::: challenge\n\n## Task {{#{challenge_id}}}\n\nDo it.\n\n{solutions}\n:::\n"


@pytest.fixture
def several(tmp_path):
    def read(*challenges: str, ours=False):
        path = tmp_path / "several.md"
        path.write_text(HEADER + "".join(challenges), encoding="utf-8")
        return read_episode(path, ours=ours)

    return read


RELU = "x = keras.layers.Dense(8, activation='relu')(keras.Input((4,)))"
TANH = RELU.replace("relu", "tanh")
WIDE = RELU.replace("8", "16")


def test_the_first_solution_is_the_published_one(several):
    episode = several(challenge("act", RELU, TANH))
    (only,) = episode.challenges
    assert (only.solution, only.alternatives, only.why) == (RELU, (TANH,), "This is why.")


def test_each_way_is_right_and_no_other(several):
    episode = several(challenge("act", RELU, TANH, WIDE))
    for way in (RELU, TANH, WIDE):
        assert judge(episode, "act", way).passed
    mixed = WIDE.replace("relu", "tanh")
    assert judge(episode, "act", mixed).label in ("wrong-value", "wrong-activation")


def test_a_wrong_answer_is_held_against_the_way_it_is_most_like(several):
    split = "train, test = np.arange(8), np.arange(2)"
    loop = "train = np.zeros(80)\nfor number in range(80):\n    train[number] = number ** 2\ntest = np.ones(20)"
    episode = several(challenge("split", split, loop))
    diagnosis = judge(episode, "split", loop.replace("np.ones(20)", "np.ones(30)"))
    assert "asks for 20" in diagnosis.message
    diagnosis = judge(episode, "split", split.replace("np.arange(2)", "np.arange(3)"))
    assert "2 belongs" in diagnosis.message


def test_blanks_and_errors_are_told_as_ever(several):
    episode = several(challenge("act", RELU, TANH))
    assert judge(episode, "act", RELU.replace("8", "_____")).label == "blanks-left"
    assert judge(episode, "act", RELU.replace("Dense", "Dence")).label == "misspelt-layer"


def test_later_challenges_build_on_any_way(several):
    episode = several(challenge("rate", "rate = 0.5", "rate = 0.25"), challenge("double", "double = 2 * rate"))
    assert judge(episode, "double", "double = 2 * rate", {"rate": 0.25}).passed
    assert judge(episode, "double", "double = 2 * rate", {"rate": 0.5}).passed
    assert not judge(episode, "double", "double = 2 * rate", {"rate": 0.75}).passed


def test_the_published_way_comes_first_and_there_is_an_end_to_combinations(several):
    ways = [f"step = {number}" for number in range(9)]
    episode = several(challenge("one", *ways), challenge("two", "sum = step + 1", "sum = step + 2"))
    found = list(versions(episode, episode.challenges[1]))
    assert len(found) == 12
    assert [one.solution for _, one in found[:2]] == ["sum = step + 1", "sum = step + 2"]


def test_a_second_solution_that_makes_something_else_is_no_alternative(several):
    with pytest.raises(EpisodeError, match="another solution of `one` does not make what the first one makes"):
        several(challenge("one", "a = 1", "b = 1"), ours=True)
    episode = several(challenge("one", "a = 1", "b = 1"))
    assert episode.challenges[0].alternatives == ()
    assert "does not make what the first one makes" in str(episode.warnings[-1])
    assert not judge(episode, "one", "b = 1").passed


def test_functions_have_alternatives_too(several):
    first = "def mix(a, b):\n    return a + b"
    episode = several(challenge("mix", first, first.replace("+", "*")))
    assert judge(episode, "mix", "def mix(a, b):\n    return b * a").passed
    assert judge(episode, "mix", "def mix(a, b):\n    return b + a").passed
    assert not judge(episode, "mix", "def mix(a, b):\n    return a - b").passed
