"""The pages beside the episodes: start, instructors, and the reference pages as they are written."""

import re
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from lesson_utils.building.published import Published
from lesson_utils.building.site.boxes import box
from lesson_utils.building.site.listings import listing, python_code
from lesson_utils.building.site.live import LiveWidgets
from lesson_utils.building.site.markdown import PageMarkdown
from lesson_utils.building.site.outputs import outputs_html
from lesson_utils.building.site.page import Page, templates
from lesson_utils.building.site.run import Shown
from lesson_utils.building.title import COURSE, minutes_of
from lesson_utils.episodes import Block, Episode

REFERENCE = ("glossary", "setup", "learner-profiles", "further-reading")  # in the order of the menu
_TITLE = re.compile(r"\A# (.+)\n")
_WORD = re.compile(r"^### ", re.MULTILINE)  # of the glossary, whose words stand below no other heading


def start_page(episodes: Sequence[Page], shown: Sequence[Shown], where: Published) -> Page:
    """The page that opens first.

    Parameters
    ----------
    episodes : sequence of Page
    shown : sequence of Shown
        A cell's outputs with a widget to begin with.
    where : Published
        Where the course opens without being installed; no links until that is known.
    """
    elsewhere = [
        ("on Binder, for an hour or two", where.binder),
        ("in a Codespace, with a GitHub account", where.codespace),
    ]
    live = LiveWidgets()
    first = outputs_html(shown, live, "")
    body = (
        templates()
        .get_template("start.html")
        .render(episodes=episodes, first=first, elsewhere=elsewhere if where.is_known else [])
    )
    return Page("index", COURSE, Markup(body), live=live.as_json())


def reference_page(path: Path) -> Page:
    """A page of `reference/`.

    Parameters
    ----------
    path : Path
        Markdown that begins with its title.

    Raises
    ------
    ValueError
        If it does not.
    """
    text = path.read_text(encoding="utf-8-sig")
    title = _TITLE.match(text)
    if title is None:
        raise ValueError(f"{path}: the first line must be the page's title, such as `# Glossary`")
    markdown = PageMarkdown(path)
    body = markdown.html(_WORD.sub("## ", text[title.end() :]))
    return Page(path.stem, title[1], body, headings=[] if path.stem == "glossary" else markdown.headings)


def instructors_page(episodes: Sequence[Episode]) -> Page:
    """The instructor notes of all episodes, in their order."""
    markdown = PageMarkdown(episodes[0].path)
    parts = [Markup(templates().get_template("instructors.html").render())]
    for episode in episodes:
        markdown.links = episode.links
        parts.append(markdown.html(f"## {episode.title}"))
        link = Markup('<p class="facts">{} · <a href="{}.html">the episode</a></p>')
        parts.append(link.format(minutes_of(episode), episode.name))
        parts += [_note(block, markdown) for block in episode.walk() if block.kind == "instructor"]
    headings = [one for one in markdown.headings if one[0] == 2]
    return Page("instructors", "For instructors", Markup("\n").join(parts), headings=headings)


def _note(block: Block, markdown: PageMarkdown) -> Markup:
    heading = markdown.html(f"### {block.title}") if block.title else Markup()
    return heading + Markup("").join(_part(child, markdown) for child in block.children)


def _part(block: Block, markdown: PageMarkdown) -> Markup:
    if block.kind == "prose":
        return markdown.html(block.text, inside=True)
    if block.kind == "code":
        return python_code(block.text)
    if block.kind == "output":
        return listing(block.text)
    return box(block.kind, block.title, 4, Markup("").join(_part(child, markdown) for child in block.children))
