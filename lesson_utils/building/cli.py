"""The `build` command: from episodes to notebooks."""

import argparse
import sys
from pathlib import Path

from lesson_utils.building.course import build_course, pairs_of, stale_files, train_course
from lesson_utils.building.execution import ExecutionError
from lesson_utils.building.foreign import build_file
from lesson_utils.building.new_challenge import add_challenge
from lesson_utils.building.open_anywhere import stale_places, write_places
from lesson_utils.building.published import PublishingError
from lesson_utils.episodes import EpisodeError, course_folder


def run_build(arguments: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : argparse.Namespace
        `file`, `out`, `setup`, `site`, `slides`, `handout`, `run_sheets`: str or None; `check`, `train`: bool;
        `new_challenge`: its id and its episode, or None.

    Returns
    -------
    int
        0 when all is well, 1 when something is stale or a solution does not run, 2 when the input is wrong.
    """
    try:
        return _run(arguments)
    except ExecutionError as error:
        return _complain(str(error), 1)
    except (EpisodeError, PublishingError, UnicodeDecodeError, OSError) as error:
        return _complain(_in_words(error, arguments.file), 2)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.file:
        return _build_one(arguments)
    if arguments.out or arguments.setup:
        return _complain("`--out` and `--setup` go with a file: build EPISODE.md --out FOLDER", 2)
    root = _checkout()
    if arguments.site:
        return _build_site(root, Path(arguments.site))
    if any(_documents_asked(arguments)):
        return _build_documents(arguments)
    if arguments.new_challenge:
        return _begin_challenge(root, *arguments.new_challenge)
    if arguments.train:
        for name in train_course(root):
            print(f"recorded: {name}")
    return _check(root) if arguments.check else _build_all(root)


def _in_words(error: Exception, file: str | None) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{file}: this is not a UTF-8 text file ({error.reason})"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    return str(error)


def _build_one(arguments: argparse.Namespace) -> int:
    if arguments.check:
        return _complain("`--check` looks at the course's own notebooks: leave the file name out", 2)
    if not arguments.out:
        return _complain(f"where to? Add a folder: build {arguments.file} --out FOLDER", 2)
    file, folder = Path(arguments.file), Path(arguments.out)
    setup = Path(arguments.setup).read_text(encoding="utf-8-sig") if arguments.setup else None
    folder.mkdir(parents=True, exist_ok=True)
    notebooks, warnings = build_file(file, folder, setup)
    for warning in warnings:
        print(f"warning: {warning}")
    _name_written(notebooks)
    return 0


def _build_all(root: Path) -> int:
    _name_written([path.relative_to(root) for path in (*write_places(root), *build_course(root))])
    return 0


def _build_site(root: Path, out: Path) -> int:
    from lesson_utils.building.site.build import build_site

    print("Running the solutions, whose outputs the pages show …", flush=True)
    try:
        for page in build_site(root, pairs_of(root), out):
            print(f"written: {page} ({page.stat().st_size / 1e6:.2f} MB)")
    except ValueError as error:  # a page that cannot be made of what stands in its source
        return _complain(str(error), 2)
    print(f"Open {out / 'index.html'} in a browser: no server is needed.")
    return 0


def _documents_asked(arguments: argparse.Namespace) -> list[str | None]:
    return [arguments.slides, arguments.handout, arguments.run_sheets]


def _build_documents(arguments: argparse.Namespace) -> int:
    """Write what was asked for, each kind into its folder."""
    from lesson_utils.building.handout.handout import write_handout
    from lesson_utils.building.instructor.run_sheet import write_run_sheets
    from lesson_utils.building.slides.slides import write_slides

    kinds = (write_slides, write_handout, write_run_sheets)
    for write, folder in zip(kinds, _documents_asked(arguments), strict=True):
        for path in write(Path(folder)) if folder else ():
            print(f"written: {path}", flush=True)
    return 0


def _begin_challenge(root: Path, challenge: str, episode: str) -> int:
    try:
        files = add_challenge(root, episode, challenge)
    except ValueError as error:
        return _complain(str(error), 2)
    print("Begun. Fill in, then build and try the answers:")
    for file in files:
        print(f"  {file.relative_to(root)}")
    print("  python3 -m lesson_utils build\n  python3 -m tests.unit.answers --freeze")
    return 0


def _check(root: Path) -> int:
    stale = stale_files(root) + stale_places(root)
    if stale:
        print("\n".join(stale))
        return _complain("These files are stale. Make them again: python3 -m lesson_utils build", 1)
    print("Notebooks, figures and addresses are up to date.")
    return 0


def _checkout() -> Path:
    folder = course_folder()
    if folder.name != "episodes":
        raise OSError("The course's notebooks are built in a clone of its repository; this is an installed package")
    return folder.parent


def _name_written(notebooks: list[Path]) -> None:
    for notebook in notebooks:
        print(f"written: {notebook}")


def _complain(message: str, status: int) -> int:
    print(message, file=sys.stderr)
    return status
