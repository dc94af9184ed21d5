"""What stands in which notebook."""

from pathlib import Path

import pytest

from lesson_utils.building.foreign import COURSE_FRONT, front_of
from lesson_utils.building.notebook_file import bytes_of
from lesson_utils.building.pair import Pair, pair_of
from lesson_utils.episodes import read_episode
from tests.unit.small_episode import read

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture(scope="module")
def quick() -> Pair:
    return pair_of(read_episode(FIXTURES / "quick-episode.md", ours=False), "fig")


def pair_from(folder: Path, text: str) -> Pair:
    return pair_of(read(folder, text, ours=False), "fig")


def source(notebook, name: str) -> str:
    return next(cell.source for cell in notebook.cells if cell.id == name)


def everything(notebook) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def test_learners_get_blanks_and_neither_hints_nor_solutions_nor_notes(quick):
    assert source(quick.learners, "add-answer") == "total = _____ + 2"
    text = everything(quick.learners)
    for hidden in ("Both are small", "One and two are three", "total = 1 + 2", "Slowly"):
        assert hidden not in text


def test_instructors_get_all_of_it(quick):
    assert source(quick.solutions, "add-answer") == "total = 1 + 2"
    for shown in ("Both are small", "One and two are three"):
        assert shown in source(quick.solutions, "add-task")
    assert "For instructors: Pace" in source(quick.solutions, "instructor-pace")


def test_below_each_answer_stands_its_check(quick):
    for notebook in (quick.learners, quick.solutions):
        ids = [cell.id for cell in notebook.cells]
        assert ids[ids.index("add-answer") : ids.index("add-answer") + 2] == ["add-answer", "add-check"]
        assert source(notebook, "add-check") == 'check("add")'


def test_a_challenge_says_its_number_and_how_many_there_are(quick):
    assert "Challenge 2 of 3: Why?" in source(quick.learners, "why-task")


def test_an_open_question_has_no_answer_cell_and_a_folded_solution(quick):
    assert not any(cell.id in ("why-answer", "why-check") for cell in quick.learners.cells)
    task = source(quick.learners, "why-task")
    assert task.index("<details") < task.index("Because we count.") < task.index("</details>")


def test_shown_output_stands_in_the_solutions_only(quick):
    assert "authors of the lesson got" not in everything(quick.learners)
    assert "```text\n2\n```" in everything(quick.solutions)


def test_questions_and_objectives_are_one_box_below_the_title(quick):
    assert [cell.id for cell in quick.learners.cells[:2]] == ["title", "overview"]
    assert "How do we add?" in quick.learners.cells[1].source
    assert "Add two numbers." in quick.learners.cells[1].source


def test_the_title_cell_says_what_it_is_and_how_long_it_takes(quick):
    title = quick.learners.cells[0].source
    assert title.startswith("# Small numbers")
    assert "about 5 minutes (2 to read, 3 to practise)" in title


def test_spoilers_fold_and_every_box_opens_with_a_word(quick):
    assert "<summary><strong>More about numbers</strong></summary>" in source(quick.learners, "more-about-numbers")
    for cell in quick.learners.cells:
        if cell.source.startswith("<blockquote"):
            heading = cell.source.split("\n\n")[1]
            assert any(word in heading for word in ("In this episode", "Challenge", "Key points"))


@pytest.mark.parametrize("tag", ["blockquote", "details", "div"])
def test_html_is_balanced_and_leaves_room_for_markdown(quick, tag):
    for cell in (*quick.learners.cells, *quick.solutions.cells):
        assert cell.source.count(f"<{tag}") == cell.source.count(f"</{tag}>")
        assert f"</{tag}>\n" not in cell.source.replace(f"</{tag}>\n\n", "")


def test_no_outputs_and_no_execution_counts_in_a_fresh_notebook(quick):
    code = [cell for cell in quick.learners.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_same_input_same_bytes(quick):
    again = pair_of(read_episode(FIXTURES / "quick-episode.md", ours=False), "fig")
    assert bytes_of(again.learners) == bytes_of(quick.learners)
    assert bytes_of(again.solutions) == bytes_of(quick.solutions)
    assert b"\r" not in bytes_of(quick.learners)


def test_a_figure_that_is_here_is_shown_with_its_alt_text(tmp_path):
    from PIL import Image

    (tmp_path / "fig").mkdir()
    Image.new("RGB", (300, 20)).save(tmp_path / "fig" / "a cat.png")
    pair = pair_from(tmp_path, '![Two "cats".](fig/a%20cat.png){alt=\'say "miaow" & sit\'}\n'.replace("%20", "_"))
    assert "It shows: say" in everything(pair.learners)  # that file is not here: its alt text stands there
    (tmp_path / "fig" / "a cat.png").rename(tmp_path / "fig" / "a_cat.png")
    pair = pair_from(tmp_path, '![Two "cats".](fig/a_cat.png){alt=\'say "miaow" & sit\'}\n')
    image = '<img src="{}fig/a_cat.png" alt="say &quot;miaow&quot; &amp; sit" width="300">'
    assert image.format("") in everything(pair.learners)
    assert image.format("../") in everything(pair.solutions)
    assert '<small>*Two "cats".*</small>' in everything(pair.learners)


def test_what_else_a_challenge_holds_is_not_lost(tmp_path):
    text = """::: challenge

## Guess {#guess}

What does this print?

```python
print(1)
```

```python
print(2)
```

::: solution

It prints one.

:::

::: solution

In other words, 1.

:::

:::
"""
    pair = pair_from(tmp_path, text)
    task = source(pair.learners, "guess-task")
    assert source(pair.learners, "guess-answer") == "print(1)"
    assert not any(cell.id == "guess-check" for cell in pair.learners.cells)
    for kept in ("print(2)", "It prints one.", "In other words, 1."):
        assert kept in task
    assert "print(1)" in source(pair.solutions, "guess-task")


def test_a_solution_outside_its_challenge_stays_folded(tmp_path):
    solution = "::: solution\n\nIt is {}.\n\n:::\n\n"
    pair = pair_from(tmp_path, f"::: callout\n\n{solution.format(1)}:::\n\n{solution.format(2)}")
    first, second = (cell.source for cell in pair.learners.cells[1:])
    assert first.index("<details") < first.index("It is 1.")
    assert second.startswith("<details")


def test_the_courses_front_cell_is_the_one_its_episode_begins_with():
    episode = read_episode(ROOT / "episodes" / "03-build-cnn.md")
    assert episode.setup == COURSE_FRONT


def test_the_front_cell_of_an_episode_from_elsewhere():
    seed = read_episode(FIXTURES / "seed-episode-03-build-cnn.md", ours=False)
    quick = read_episode(FIXTURES / "quick-episode.md", ours=False)
    opened = 'open_episode("seed-episode-03-build-cnn.md")'
    assert front_of(seed, None).startswith(COURSE_FRONT)
    assert front_of(seed, None).endswith(opened)
    assert "load_data" not in front_of(quick, None)  # it imports what it needs; loading images would be in vain
    own = front_of(seed, "import numpy as np\n")
    assert "import numpy as np" in own
    assert "from lesson_utils import" in own
    assert own.endswith(opened)
