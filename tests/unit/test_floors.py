"""The floors of the house: nothing below imports what is above, no circles, and one door into the checker."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lesson_utils

PACKAGE = Path(lesson_utils.__file__).parent
CHECKING = "lesson_utils.checking"
# From the lowest floor up; rooms on one floor do not see each other.
ROOMS = (
    {"findings", "quoting"},
    {"running"},
    {"comparing"},
    {"facts"},
    {"choices", "messages", "rules"},
    {"engine"},
)
# What each package may import of the others.
STANDS_ON: dict[str, set[str]] = {
    "episodes": set(),
    "datasets": set(),
    "visualise": set(),
    "quick_kernels": set(),
    "checking": {"episodes"},
    "building": {"episodes", "datasets", "training"},  # the solutions run on real data; their trainings are recorded
    # progress beside the data; the picture that grows; who catches up does not wait for a training
    "classroom": {"checking", "episodes", "datasets", "visualise", "training"},
    "training": {"visualise"},  # pictures of filters and predictions
    # the words and titles that the page of the room shows; a server has the settings of `lab`
    "class_server": {"checking", "episodes", "jupyter"},
    "jupyter": {"datasets"},  # tabs are remembered beside the images
    "rehearsal": {"class_server", "datasets"},  # plays a class on the class's own hub; images are drawn once, for all
}
STANDS_ON["commands"] = set(STANDS_ON)  # the top: nothing imports a command but the command line


def imports_of(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it; `from package import module` counts as both."""
    folders = (PACKAGE.name, *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folders[: len(folders) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            yield module
            yield from (f"{module}.{one.name}" for one in node.names)


def part(module: str, below: str) -> str:
    """The package or room that a module stands in, below another one; empty for a module from elsewhere."""
    return module.removeprefix(f"{below}.").split(".")[0] if module.startswith(f"{below}.") else ""


def name_of(path: Path) -> str:
    return ".".join((PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


FILES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(ROOMS) if room in rooms)


def test_every_room_of_the_checker_has_its_floor():
    rooms = {part(name, CHECKING) for name in FILES} - {""}
    assert rooms == set().union(*ROOMS)


@pytest.mark.parametrize("name", [name for name in FILES if part(name, CHECKING)])
def test_a_room_imports_only_what_is_below_it(name):
    own = part(name, CHECKING)
    others = {part(module, CHECKING) for module in imports_of(FILES[name])} - {"", own}
    rooms = others & set().union(*ROOMS)
    assert [room for room in rooms if floor(room) >= floor(own)] == []


@pytest.mark.parametrize("name", [name for name in FILES if part(name, "lesson_utils") in STANDS_ON])
def test_a_package_imports_only_what_it_stands_on(name):
    own = part(name, "lesson_utils")
    others = {part(module, "lesson_utils") for module in imports_of(FILES[name])} & set(STANDS_ON)
    assert others - {own} <= STANDS_ON[own]


@pytest.mark.parametrize("name", [name for name in FILES if part(name, "lesson_utils") == "classroom"])
def test_above_only_the_checkers_door_is_known(name):
    inside = {f"{CHECKING}.{room}" for rooms in ROOMS for room in rooms}
    assert [module for module in imports_of(FILES[name]) if module.startswith(tuple(inside))] == []


def test_no_modules_of_the_checker_import_each_other_in_a_circle():
    edges = {
        name: {module for module in imports_of(path) if module in FILES and module != CHECKING}
        for name, path in FILES.items()
        if name.startswith(f"{CHECKING}.")
    }
    while edges:
        free = {name for name, others in edges.items() if not others & set(edges)}
        assert free, f"a circle among {sorted(edges)}"
        edges = {name: others for name, others in edges.items() if name not in free}
