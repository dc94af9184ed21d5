"""Cell ids: valid, unique, and the same after a cell is inserted elsewhere."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.building.ids import UniqueIds
from lesson_utils.building.pair import pair_of
from lesson_utils.episodes import read_episode

QUICK = Path(__file__).parents[1] / "fixtures" / "quick-episode.md"
VALID = re.compile(r"^[a-zA-Z0-9-_]{1,64}$")  # nbformat's own pattern


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=120), st.sampled_from(["", "code", "answer"])), max_size=20))
def test_any_headings_give_valid_ids_all_different(wanted):
    ids = UniqueIds()
    taken = [ids.take(place, role) for place, role in wanted]
    assert all(VALID.match(name) for name in taken)
    assert len(set(taken)) == len(taken)


def test_long_ids_keep_their_role_and_stay_apart():
    ids = UniqueIds()
    first, second = ids.take("x" * 80 + "1", "answer"), ids.take("x" * 80 + "2", "answer")
    assert first != second
    assert first.endswith("-answer")
    assert len(first) == 64


def learners_ids(path: Path) -> list[str]:
    return [cell.id for cell in pair_of(read_episode(path, ours=False), "fig").learners.cells]


def test_an_inserted_cell_leaves_all_other_ids_as_they_were(tmp_path):
    path = tmp_path / "quick-episode.md"
    text = QUICK.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = learners_ids(path)
    changed = text.replace("## Adding\n", "## A new section\n\nNew prose.\n\n```python\n1 + 1\n```\n\n## Adding\n", 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    after = learners_ids(path)
    assert [name for name in after if name in before] == before
    assert set(after) - set(before) == {"a-new-section", "a-new-section-code"}


def test_both_notebooks_call_the_same_cells_by_the_same_ids():
    pair = pair_of(read_episode(QUICK, ours=False), "fig")
    ids = {cell.id for cell in pair.solutions.cells}
    assert {cell.id for cell in pair.learners.cells} <= ids
    assert {"add-task", "add-answer", "add-check"} <= ids
