"""A notebook's magics are read line for line, and what each does with its code is known."""

import ast

import pytest

from lesson_utils.episodes import EpisodeError, read_episode
from lesson_utils.episodes.magics import Effect, cell_magic, line_magic, misplaced_magic, python_of
from lesson_utils.episodes.targets import targets_of
from tests.unit.small_episode import small_episode


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%%time\nx = 1", "#%%time\nx = 1"),
        ("\n%%capture out\nx = 1", "\n#%%capture out\nx = 1"),
        ("%time x = f(1)", "x = f(1)"),
        ("%timeit -n1 -r 1 x = f(1)", "x = f(1)"),
        ("x = %time f(1)", "x = f(1)"),
        ("files = !ls\nprint(files)", "files = None\nprint(files)"),
        ("%matplotlib inline\nimport keras", "#%matplotlib inline\nimport keras"),
        ("!pip install keras\nx = 1", "#!pip install keras\nx = 1"),
        ("x = 1\nx?\nkeras.layers.Dense??\n?x", "x = 1\n#x?\n#keras.layers.Dense??\n#?x"),
        ("if a:\n    !ls\nx = 1", "if a:\n    pass  # !ls\nx = 1"),
        ("for i in range(2):\n    %time x = i", "for i in range(2):\n    x = i"),
        ("%%bash\necho $HOME", "#%%bash\necho $HOME"),
    ],
)
def test_magics_become_comments_and_their_code_stays(cell, python):
    assert python_of(cell) == python
    assert len(python_of(cell).splitlines()) == len(cell.splitlines())


@pytest.mark.parametrize("cell", ["x = (5\n  % 3)", "t = '''\n%%time\n'''", "y = x != 3", "# %%time", "", "a = 7\n%3"])
def test_what_python_can_read_stays_as_it_is(cell):
    assert python_of(cell) == cell or not _parses(cell)


def _parses(cell):
    try:
        ast.parse(cell)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize(
    ("cell", "name", "effect"),
    [
        ("%%time\nx", "%%time", Effect.RUNS),
        ("\n\n%%timeit -n1\nx", "%%timeit", Effect.MEASURES),
        ("%%writefile a.py\nx", "%%writefile", Effect.WRITES),
        ("%%bash\nx", "%%bash", Effect.HANDS_ON),
        ("%%!\nls", "%%!", Effect.HANDS_ON),
        ("%%html\n<b>", "%%html", Effect.SHOWS),
        ("%%tiem\nx", "%%tiem", Effect.UNKNOWN),
    ],
)
def test_the_magic_of_a_whole_cell_is_known_by_what_it_does(cell, name, effect):
    found = cell_magic(cell)
    assert found is not None
    assert (found.name, found.effect) == (name, effect)
    assert misplaced_magic(cell) is None


@pytest.mark.parametrize("cell", ["x = 1\n%%time\ny = 2", "# what it takes\n%%time\nx = 1", "a\n\n%%capture\nx"])
def test_a_magic_for_the_whole_cell_below_its_first_line_is_found(cell):
    found = misplaced_magic(cell)
    assert found is not None
    assert cell.splitlines()[found.line - 1] == found.name
    assert cell_magic(cell) is None


def test_a_magic_for_one_line_is_found_with_its_code():
    found = line_magic("a = 1\n%timeit -n1 x = 2", "timeit")
    assert found is not None
    assert (found.line, found.rest, found.effect) == (2, "x = 2", Effect.MEASURES)
    assert line_magic("%time x = 2", "timeit") is None


def test_an_episodes_first_cell_may_hold_magics(tmp_path):
    episode = small_episode(tmp_path, {"one": "x = 1"}, setup="%matplotlib inline\n!pip list\nimport keras")
    assert episode.setup == "#%matplotlib inline\n#!pip list\nimport keras"


@pytest.mark.parametrize(
    "solution",
    ["%%time\na = 1", "%%capture\na = 1", "%time a = 1", "!pip list\na = 1", "a = 1\na?", "%matplotlib inline\na = 1"],
)
def test_a_solution_may_hold_magics(tmp_path, solution):
    episode = small_episode(tmp_path, {"one": solution})
    challenge = episode.challenges[0]
    assert challenge.published == solution, "shown as the author wrote it"
    assert targets_of(challenge.solution) == ("a",)
    assert not episode.warnings


@pytest.mark.parametrize(
    ("solution", "magic"),
    [
        ("%%bash\nls", "%%bash"),
        ("%%timeit\na = 1", "%%timeit"),
        ("%%writefile a.py\na = 1", "%%writefile"),
        ("%%tiem\na = 1", "%%tiem"),
        ("a = 1\n%%time\nb = 2", "%%time"),
        ("files = !ls", "files = !ls"),
    ],
)
def test_a_solution_that_leaves_nothing_of_its_own_cannot_be_checked(tmp_path, solution, magic):
    episode = small_episode(tmp_path, {"one": solution})
    challenge = episode.challenges[0]
    assert challenge.solution is None
    assert not challenge.can_be_checked
    assert [problem.message for problem in episode.warnings] == [
        f"the solution of `one` cannot be checked: what `{magic}` is given does not run as Python here"
    ]
    with pytest.raises(EpisodeError, match="cannot be checked"):
        read_episode(episode.path)


def test_another_solution_may_hold_magics_too(tmp_path):
    path = tmp_path / "ways.md"
    codes = ("a = 1", "%time a = 2", "%%sh\nls")
    ways = "".join(f"\n::: solution\n\n```python\n{code}\n```\n\n:::\n" for code in codes)
    path.write_text(f"---\ntitle: T\n---\n\n::: challenge\n\n## One {{#one}}\n{ways}\n:::\n", encoding="utf-8")
    episode = read_episode(path, ours=False)
    assert episode.challenges[0].alternatives == ("a = 2",)
    assert len(episode.warnings) == 1
