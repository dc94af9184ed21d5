"""`build --new-challenge`: the beginnings of a challenge can be built and checked; nothing is overwritten."""

import shutil
import tomllib
from pathlib import Path

import pytest

from lesson_utils.building.new_challenge import add_challenge
from lesson_utils.building.pair import pair_of
from lesson_utils.checking import diagnose
from lesson_utils.episodes import read_episode

ROOT = Path(__file__).resolve().parents[2]
QUICK = ROOT / "tests" / "fixtures" / "quick-episode.md"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "episodes").mkdir()
    (tmp_path / "tests" / "unit" / "answers").mkdir(parents=True)
    shutil.copy(QUICK, tmp_path / "episodes" / "09-quick.md")
    return tmp_path


@pytest.mark.parametrize("episode", ["09-quick", "09-quick.md"])
def test_what_is_begun_can_be_read_built_and_checked(root, episode):
    before = read_episode(root / "episodes" / "09-quick.md", ours=False)
    written, table = add_challenge(root, episode, "count-them")
    after = read_episode(written, ours=False)
    assert [one.id for one in after.challenges] == [*(one.id for one in before.challenges), "count-them"]
    new = after.challenges[-1]
    assert len(new.hints) == 3
    assert "_____" in new.answer_template
    assert 'check("count-them")' in str(pair_of(after, "fig").learners)
    for answer in tomllib.loads(table.read_text())["answer"]:
        found = diagnose("count-them", answer["code"], {"result": int(answer["code"][-1])}, None, {}, [after])
        assert found.label == answer["label"]


def test_it_comes_before_the_key_points(root):
    path = root / "episodes" / "09-quick.md"
    path.write_text(path.read_text() + "\n::::: keypoints\n\n- One.\n\n:::::\n")
    add_challenge(root, "09-quick", "count-them")
    assert path.read_text().index("{#count-them}") < path.read_text().index("keypoints")


@pytest.mark.parametrize(
    ("episode", "challenge", "words"),
    [
        ("08-gone", "count", "there is no episode 08-gone.md; there are 09-quick"),
        ("09-quick", "Count them", "small letters"),
        ("09-quick", "../../count", "small letters"),
        ("09-quick", "-count", "small letters"),
        ("09-quick", "taken", "already"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(root, episode, challenge, words):
    (root / "tests" / "unit" / "answers" / "taken.toml").write_text("mine")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(ValueError, match=words):
        add_challenge(root, episode, challenge)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_an_id_that_a_challenge_has_is_refused(root):
    taken = read_episode(QUICK, ours=False).challenges[0].id
    with pytest.raises(ValueError, match="already"):
        add_challenge(root, "09-quick", taken)
