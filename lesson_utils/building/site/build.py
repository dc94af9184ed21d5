"""Build the website: run the solutions, write every page, and put them into a folder all at once."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lesson_utils.building.files import replace_file
from lesson_utils.building.pair import Pair
from lesson_utils.building.published import Published, published
from lesson_utils.building.site.episode_body import EpisodeBody
from lesson_utils.building.site.page import Page, page_html
from lesson_utils.building.site.pages import REFERENCE, instructors_page, reference_page, start_page
from lesson_utils.building.site.run import Outputs, outputs_of
from lesson_utils.building.site.search import search_page
from lesson_utils.building.title import minutes_of

MARK = '<meta name="generator" content="lesson_utils build --site">'  # what we may write over
_AT_ONCE = 2  # kernels: each wants a processor and a gigabyte
_FIRST = "EdgeLab"  # what a visitor plays with before anything is read


class ForeignFileError(OSError):
    """A file in the way that no build of the website has written."""


def build_site(root: Path, pairs: Sequence[Pair], out: Path) -> Iterator[Path]:
    """Write the website into a folder.

    Parameters
    ----------
    root : Path
        The checkout: holds `reference/`, and pyproject.toml says where it is published.
    pairs : sequence of Pair
        The episodes' notebooks, in their order.
    out : Path
        Made if need be. Pages of an earlier build are replaced, anything else stays.

    Yields
    ------
    Path
        Each page, once it is written.

    Raises
    ------
    ExecutionError
        When a solution does not run.
    ForeignFileError
        When another file has the name of a page.
    PublishingError
        When pyproject.toml does not say where the course is published.
    """
    for name in ("index", *(pair.episode.name for pair in pairs), *REFERENCE, "instructors", "search"):
        _look_for_others(out / f"{name}.html")
    with ThreadPoolExecutor(_AT_ONCE) as kernels:
        outputs = list(kernels.map(outputs_of, pairs))
    pages = pages_of(root, pairs, outputs)
    for page in pages:
        replace_file(out / page.file, page_html(page, pages).encode("utf-8"))
        yield out / page.file


def pages_of(root: Path, pairs: Sequence[Pair], outputs: Sequence[Outputs]) -> list[Page]:
    """All pages of the site, in the order of its menu.

    Parameters
    ----------
    root : Path
        The checkout.
    pairs : sequence of Pair
    outputs : sequence of dict
        What the cells of each have shown, as `outputs_of` gives it.
    """
    where = published(root)
    episodes = [_episode_page(pair, shown, where) for pair, shown in zip(pairs, outputs, strict=True)]
    reference = [reference_page(root / "reference" / f"{name}.md") for name in REFERENCE]
    first = next(
        ([one] for shown in outputs for cell in shown.values() for one in cell if one.widget and _is_first(one.widget)),
        [],
    )
    pages = [
        start_page(episodes, first, where),
        *episodes,
        *reference,
        instructors_page([pair.episode for pair in pairs]),
    ]
    return [*pages, search_page(pages)]


def _episode_page(pair: Pair, outputs: Outputs, where: Published) -> Page:
    episode, writer = pair.episode, EpisodeBody(pair, outputs)
    body = writer.html()
    number = re.match(r"0*(\d+)-", episode.name)
    return Page(
        episode.name,
        episode.title,
        body,
        headings=[one for one in writer.markdown.headings if one[0] <= 3],
        live=writer.live.as_json(),
        facts=minutes_of(episode),
        number=number[1] if number else episode.name,
        challenges=tuple(one.id for one in episode.challenges if one.can_be_checked),
        colab=where.colab(f"notebooks/{episode.name}.ipynb") if where.is_known else "",
    )


def _is_first(widget: dict) -> bool:
    return str(widget["state"].get("_anywidget_id", "")).endswith(f".{_FIRST}")


def _look_for_others(path: Path) -> None:
    if path.is_dir() or (path.is_file() and MARK not in path.read_text(encoding="utf-8", errors="replace")):
        raise ForeignFileError(
            f"{path} was not written by a build of the website. Move it away, or name another folder after --site."
        )
