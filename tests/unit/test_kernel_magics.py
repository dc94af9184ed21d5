"""Cells with a notebook's magics: what keeps the code from running is told, the rest is judged as without."""

import pytest

from tests.unit.kernel import CONV, INPUT, is_correct
from tests.unit.small_episode import small_episode


@pytest.mark.parametrize(
    ("magic", "told"),
    [
        ("%%timeit -n1 -r1", "throws away"),
        ("%%writefile answer.py", "into a file"),
        ("%%file answer.py", "into a file"),
        ("%%bash", "another program"),
        ("%%python3", "another program"),
        ("%%html", "as a text"),
        ("%%tiem", "Did you mean `%%time`?"),
    ],
)
def test_a_magic_that_runs_the_cell_elsewhere_is_told(notebook, tmp_path, monkeypatch, magic, told):
    monkeypatch.chdir(tmp_path)
    notebook.run(INPUT)
    notebook.answer("conv2d", f"{magic}\n{CONV}")
    text = notebook.check("conv2d")
    assert told in text
    assert f"`{magic.split()[0]}`" in text
    assert "gone" not in text


def test_a_line_that_is_only_measured_is_told(notebook):
    notebook.run(INPUT)
    notebook.answer("conv2d", f"%timeit -n1 -r1 {CONV}")
    assert "throws away" in notebook.check("conv2d")


@pytest.mark.parametrize("cell", [f"import numpy\n%%time\n{CONV}", f"# my answer\n%%capture\n{CONV}"])
def test_a_magic_below_the_first_line_is_told(notebook, cell):
    notebook.run(INPUT)
    shown = notebook.answer("conv2d", cell)
    assert "line 2" in shown.text
    assert "first line" in notebook.check("conv2d")


def test_code_behind_a_magic_for_the_whole_cell_is_told(notebook):
    notebook.run(INPUT)
    notebook.answer("conv2d", f"%%time {CONV}\n")
    assert "the line below" in notebook.check("conv2d")


@pytest.mark.parametrize("magic", ["%%time", "%%capture", "%%capture shown", "%%prun", "\n%%time", "%precision 3"])
@pytest.mark.parametrize("lines_above", [0, 2])
def test_a_mistake_below_a_magic_is_explained_as_without(notebook, magic, lines_above):
    wrong = "# so\n" * lines_above + CONV.replace("filters", "filtrs")
    notebook.run(INPUT)
    notebook.answer("conv2d", wrong)
    without = notebook.check("conv2d")
    notebook.answer("conv2d", f"{magic}\n{wrong}")
    assert "Did you mean `filters`?" in without
    assert notebook.check("conv2d") == without


def test_the_line_of_a_mistake_is_counted_in_the_cell(notebook):
    notebook.run(INPUT)
    for magic, line in (("", 3), ("%%time\n", 4), ("\n%%capture\n", 5), ("%precision 3\n", 4)):
        notebook.answer("conv2d", f"{magic}a = 1\n\nb = a / 0\n{CONV}")
        assert f"line {line}" in notebook.check("conv2d"), magic
    notebook.answer("conv2d", f"a = 1\n%time b = a / 0\n{CONV}")
    assert "line 2" in notebook.check("conv2d")


@pytest.mark.parametrize(
    "cell",
    [
        f"%%time\n{CONV}",
        f"%%capture\n{CONV}",
        f"%time {CONV}",
        f"%precision 3\n!echo hello\n{CONV}\nx_intro?",
        f"%%prun -q\n{CONV}",
        f"files = !ls\n{CONV}",
        f"%timeit -n1 -r1 1 + 1\n{CONV}",
    ],
)
def test_a_right_answer_with_a_magic_is_right(notebook, cell):
    notebook.run(INPUT)
    assert notebook.answer("conv2d", cell).success
    assert is_correct(notebook.check("conv2d"))
    notebook.run(INPUT, cell)
    assert is_correct(notebook.check("conv2d"))


def test_a_magic_in_the_lessons_own_code_breaks_no_check(notebook, tmp_path):
    setup = "%matplotlib inline\n!echo set-up\nimport keras\nimport numpy as np"
    episode = small_episode(tmp_path, {"one": "a = np.zeros(3)"}, setup=setup)
    notebook.run("from lesson_utils.classroom import open_episode", f"open_episode({str(episode.path)!r})")
    notebook.run("import numpy as np", "a = np.ones(3)")
    assert "Not your fault" not in notebook.check("one")
    notebook.run("a = np.zeros(3)")
    assert is_correct(notebook.check("one"))
    assert "Caught up" in notebook.run('catch_up("one")').text


def test_a_magic_in_a_solution_breaks_no_check(notebook, tmp_path):
    solutions = {"one": "%%time\na = np.zeros(3)", "two": "%time b = a + 1\n!echo done"}
    episode = small_episode(tmp_path, solutions)
    notebook.run("from lesson_utils.classroom import open_episode", f"open_episode({str(episode.path)!r})")
    notebook.run("import numpy as np", "a = np.ones(3)")
    assert "Not your fault" not in notebook.check("one")
    assert "Caught up" in notebook.run('catch_up("one")').text
    notebook.run("b = a + 1")
    assert is_correct(notebook.check("two"))
    assert "%time b = a + 1" in notebook.run('solution("two")').text


def test_a_published_solution_with_a_magic_is_right_as_it_is_written(notebook, tmp_path):
    episode = small_episode(tmp_path, {"one": "%%time\na = np.zeros(3)"})
    notebook.run("from lesson_utils.classroom import open_episode", f"open_episode({str(episode.path)!r})")
    notebook.run("import numpy as np", "%%time\na = np.zeros(3)")
    assert is_correct(notebook.check("one"))
