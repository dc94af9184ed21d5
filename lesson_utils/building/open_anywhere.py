"""The places of README.md and reference/ that say how to open the course without installing it.

They follow from where the course is published, from its notebooks and from the lock, so they are written by `build`
between two marks, and everything around them by people.
"""

import re
from collections.abc import Callable
from pathlib import Path

from lesson_utils.building.files import replace_file
from lesson_utils.building.published import Published, PublishingError, published

COLAB_LACKS = ("anywidget", "psygnal", "mdit-py-plugins")  # what the course imports and Colab does not have


def write_places(root: Path) -> list[Path]:
    """Write each place anew.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    list of pathlib.Path
        The files that have changed.

    Raises
    ------
    PublishingError
        If pyproject.toml does not say where the course is published, or a file has lost its marks.
    """
    changed = {path: text for path, text in _texts(root).items() if path.read_text(encoding="utf-8") != text}
    for path, text in changed.items():
        replace_file(path, text.encode())
    return list(changed)


def stale_places(root: Path) -> list[str]:
    """The files whose place says something else than `write_places` would, each as `file: why`."""
    return [
        f"{path.relative_to(root).as_posix()}: how to open the course elsewhere has changed"
        for path, text in _texts(root).items()
        if path.read_text(encoding="utf-8") != text
    ]


def links(where: Published, notebooks: list[str]) -> str:
    """The README's table: where the course opens with one click.

    Parameters
    ----------
    where : Published
    notebooks : list of str
        The learners' notebooks, in order: places in the repository.

    Returns
    -------
    str
        Markdown. Until it is known where the course is published, addresses to be completed instead of links.
    """
    rows = [
        ("Website", "nothing runs on it but your browser", _link("the pages", where.website, where)),
        ("Binder", "JupyterLab for an hour or two, no account", _link("first notebook", where.binder, where)),
        ("Codespaces", "JupyterLab with 8 GB, a GitHub account", _link("new Codespace", where.codespace, where)),
        ("Colab", "a Google account, and one cell to paste", _colab(where, notebooks)),
    ]
    table = [
        "| where | what you get | open it |",
        "|---|---|---|",
        *(f"| {name} | {what} | {link} |" for name, what, link in rows),
    ]
    if not where.is_known:
        table += ["", f"This copy does not know yet where it is published: put the account for `{where.owner}`."]
    return "\n".join(table) + "\n"


def colab_cell(where: Published, lock: str) -> str:
    """The cell to run first on Colab: fetches the course, and what Colab lacks in the lock's versions.

    Parameters
    ----------
    where : Published
    lock : str
        The text of requirements.lock.

    Returns
    -------
    str
        A code block in Markdown.
    """
    pins = " ".join(f"{name}=={_pinned(name, lock)}" for name in COLAB_LACKS)
    lines = (
        f"%pip install --quiet --no-deps git+{where.repository} {pins}",
        "from google.colab import output",
        "output.enable_custom_widget_manager()",
    )
    return "\n".join(["```python", *lines, "```"]) + "\n"


def _texts(root: Path) -> dict[Path, str]:
    where = published(root)
    notebooks = [path.relative_to(root).as_posix() for path in sorted((root / "notebooks").glob("*.ipynb"))]
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    places: dict[str, Callable[[], str]] = {
        "README.md": lambda: links(where, notebooks),
        "reference/open-anywhere.md": lambda: colab_cell(where, lock),
    }
    return {root / name: _filled(root / name, write()) for name, write in places.items()}


def _filled(path: Path, words: str) -> str:
    before, begin, rest = path.read_text(encoding="utf-8").partition("<!-- written by build -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not (begin and end):
        raise PublishingError(
            f"{path.name}: the marks <!-- written by build --> and <!-- end --> are missing. Put them back."
        )
    return before + begin + words + end + after


def _colab(where: Published, notebooks: list[str]) -> str:
    if not where.is_known:
        return _link("1", where.colab(notebooks[0]), where)
    return " · ".join(_link(str(number), where.colab(one), where) for number, one in enumerate(notebooks, 1))


def _link(words: str, address: str, where: Published) -> str:
    return f"[{words}]({address})" if where.is_known else f"`{address}`"


def _pinned(name: str, lock: str) -> str:
    found = re.search(rf"^{re.escape(name)}==(\S+)", lock, re.MULTILINE)
    if not found:
        raise PublishingError(f"requirements.lock: {name} is missing. Type: python3 -m lesson_utils build --lock")
    return found[1]
