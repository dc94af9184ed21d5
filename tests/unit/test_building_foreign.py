"""Any Carpentries episode becomes notebooks: the seed, unchanged, through the command."""

import argparse
import shutil
from pathlib import Path

import nbformat
import pytest

from lesson_utils.building import cli
from lesson_utils.building.cli import run_build
from lesson_utils.episodes import read_episode

FIXTURES = Path(__file__).parents[1] / "fixtures"
SEED, QUICK = FIXTURES / "seed-episode-03-build-cnn.md", FIXTURES / "quick-episode.md"
PLAIN = "from lesson_utils.classroom import open_episode\n\ncheck = print\n"  # no Keras: quick


def build(file=None, out=None, setup=None, check=False) -> int:
    return run_build(argparse.Namespace(file=file, out=out, setup=setup, site=None, check=check, new_challenge=None))


@pytest.fixture(scope="module")
def seed_folder(tmp_path_factory) -> Path:
    """What the command makes of the seed; this imports Keras and runs all eight solutions."""
    folder = tmp_path_factory.mktemp("seed")
    assert build(SEED, folder) == 0
    return folder


def test_the_seed_becomes_two_notebooks_and_a_copy_for_the_checker(seed_folder):
    names = sorted(str(path.relative_to(seed_folder).as_posix()) for path in seed_folder.rglob("*") if path.is_file())
    stem = SEED.stem
    assert names == [f"{stem}.ipynb", f"{stem}.md", f"solutions/{stem}.ipynb"]
    assert (seed_folder / SEED.name).read_bytes() == SEED.read_bytes()


def test_the_seeds_learners_notebook_has_its_blanks(seed_folder):
    notebook = nbformat.read(seed_folder / f"{SEED.stem}.ipynb", as_version=4)
    answers = [cell.source for cell in notebook.cells if cell.id.endswith("-answer")]
    assert len(answers) == 8
    assert all("_____" in answer for answer in answers)
    assert "filters=_____, kernel_size=_____, activation=_____)(_____)" in answers[1]


def test_the_seeds_solutions_run_and_all_eight_are_correct(seed_folder):
    notebook = nbformat.read(seed_folder / "solutions" / f"{SEED.stem}.ipynb", as_version=4)
    checks = [cell.outputs[0].data["text/plain"] for cell in notebook.cells if cell.id.endswith("-check")]
    assert len(checks) == 8
    assert [check.splitlines()[0] for check in checks] == ["✓ Correct"] * 8
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    assert "\nfrom lesson_utils import" in first.source
    assert first.source.endswith(f'open_episode("{SEED.name}")')


def test_missing_figures_are_told_in_words_and_as_warnings(tmp_path, capsys):
    episode = tmp_path / "with-figure.md"
    episode.write_text("---\ntitle: T\n---\n\n![](fig/gone.png){alt='a cat on a mat'}\n", encoding="utf-8")
    setup = tmp_path / "setup.py"
    setup.write_text(PLAIN, encoding="utf-8")
    assert build(episode, tmp_path / "out", setup) == 0
    assert f"warning: {episode}:5: figure `fig/gone.png` is missing" in capsys.readouterr().out
    assert "It shows: a cat on a mat" in (tmp_path / "out" / "with-figure.ipynb").read_text(encoding="utf-8")


def test_setup_gives_another_first_cell_and_figures_travel_along(tmp_path, capsys):
    source = tmp_path / "lesson"
    (source / "fig").mkdir(parents=True)
    shutil.copyfile(QUICK, source / "my episode.md")
    with (source / "my episode.md").open("a", encoding="utf-8") as file:
        file.write("\n![A dot.](fig/dot.svg)\n")
    (source / "fig" / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    setup = tmp_path / "setup.py"
    setup.write_text(PLAIN, encoding="utf-8")
    # As the command line gives them: text, not paths.
    assert build(str(source / "my episode.md"), str(tmp_path / "out"), str(setup)) == 0
    for folder in (tmp_path / "out", tmp_path / "out" / "solutions"):
        notebook = nbformat.read(folder / "my episode.ipynb", as_version=4)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert first.source.startswith(PLAIN.strip())
        assert first.source.endswith('open_episode("my episode.md")')
    assert (tmp_path / "out" / "fig" / "dot.svg").is_file()
    assert "warning" not in capsys.readouterr().out


def test_the_same_episode_twice_gives_the_same_bytes(tmp_path):
    setup = tmp_path / "setup.py"
    setup.write_text(PLAIN, encoding="utf-8")
    for name in ("one", "two"):
        assert build(QUICK, tmp_path / name, setup) == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / n).rglob("*.ipynb")} for n in ("one", "two"))
    assert one == two


def test_a_failing_solution_leaves_the_folder_as_it_was(tmp_path, capsys):
    episode = tmp_path / "broken.md"
    text = QUICK.read_text(encoding="utf-8")
    episode.write_text(text.replace("_____ + 2", "_____ / 0").replace("1 + 2\n", "1 / 0\n"), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "broken.ipynb").write_text("the earlier one", encoding="utf-8")
    assert build(episode, out) == 1
    assert "the solution of challenge `add` raised ZeroDivisionError: division by zero" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["broken.ipynb"]
    assert (out / "broken.ipynb").read_text(encoding="utf-8") == "the earlier one"


def test_all_problems_of_a_bad_episode_are_printed_and_nothing_is_written(tmp_path, capsys):
    bad = FIXTURES / "bad" / "many_problems.md"
    assert build(bad, tmp_path / "out") == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.removeprefix(f"{bad}:").split(":")[0] for line in lines] == ["17", "31", "37"]
    assert not list(tmp_path.rglob("*.ipynb"))


def test_input_that_cannot_be_used_says_what_to_do(tmp_path, capsys):
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    cases = [
        ({"file": QUICK}, "--out FOLDER"),
        ({"out": tmp_path}, "build EPISODE.md --out FOLDER"),
        ({"setup": tmp_path / "setup.py"}, "build EPISODE.md --out FOLDER"),
        ({"file": tmp_path / "none.md", "out": tmp_path / "out"}, "none.md: No such file"),
        ({"file": QUICK, "out": tmp_path / "out", "setup": tmp_path / "none.py"}, "none.py: No such file"),
        ({"file": QUICK, "out": tmp_path / "a-file"}, "a-file"),
        ({"file": tmp_path / "latin.md", "out": tmp_path / "out"}, "not a UTF-8 text file"),
        ({"file": QUICK, "out": tmp_path / "out", "check": True}, "leave the file name out"),
    ]
    for arguments, message in cases:
        assert build(**arguments) == 2, arguments
        assert message in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.ipynb"))


def test_files_with_a_byte_order_mark_are_read(tmp_path, monkeypatch):
    """As Windows' Notepad writes them."""
    read = []

    def keep(source, folder, setup):
        read.extend([read_episode(source, ours=False), setup])
        return [], []

    mark = b"\xef\xbb\xbf"
    episode, setup = tmp_path / "quick.md", tmp_path / "setup.py"
    episode.write_bytes(mark + QUICK.read_bytes().replace(b"\n", b"\r\n"))
    setup.write_bytes(mark + b"import numpy as np\r\n")
    monkeypatch.setattr(cli, "build_file", keep)
    assert build(file=episode, out=tmp_path / "out", setup=setup) == 0
    plain = read_episode(QUICK, ours=False)
    assert read[0].title == plain.title
    assert read[0].challenges[0].solution == plain.challenges[0].solution
    assert read[1] == "import numpy as np\n"
