"""Markdown of the course as a part of a page: its links lead to the other pages, its headings can be linked to."""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from lesson_utils.building.figure_files import data_url, file_of
from lesson_utils.building.ids import UniqueIds
from lesson_utils.building.prose import plain_markdown
from lesson_utils.building.site.listings import listing, python_code
from lesson_utils.building.site.mathematics import formula
from lesson_utils.episodes.challenges import slug_of
from lesson_utils.episodes.markdown import Figure

_PAGE = re.compile(r"^(?:\.\./)?(?:reference/|notebooks/|episodes/)?(?P<name>[\w-]+)\.(?:md|ipynb)(?P<place>#.*)?$")
_HOME = "README"


class PageMarkdown:
    """Turns the Markdown of one page into HTML, and knows which headings it has met.

    Parameters
    ----------
    source : Path
        The file: its figures are beside it or one folder up.
    links : dict of str to str
        Reference links: label as markdown-it normalises it -> address.

    Attributes
    ----------
    headings : list of (int, str, str)
        Level, id and HTML of each heading so far.
    """

    def __init__(self, source: Path, links: dict[str, str] | None = None) -> None:
        self.source, self.links = source, links or {}
        self.level = 1  # of the last heading: the page's title
        self.ids = UniqueIds()
        self.headings: list[tuple[int, str, str]] = []
        self._inside = False
        self._parser = MarkdownIt("commonmark", {"html": True}, renderer_cls=_Renderer).enable("table")
        self._parser.use(
            dollarmath_plugin, double_inline=True, renderer=lambda tex, how: formula(tex, block=how["display_mode"])
        )
        self._parser.renderer.page = self  # type: ignore[attr-defined]

    def html(self, text: str, inside: bool = False) -> Markup:
        """Render a piece of the page.

        Parameters
        ----------
        text : str
            Markdown.
        inside : bool
            Whether it stands in a box: then its headings are below that of the box.
        """
        self._inside = inside
        return Markup(self._parser.render(plain_markdown(text, self.links, self._figure)))

    def line(self, text: str) -> Markup:
        """Render a line without a paragraph around it, such as a title."""
        return Markup(self._parser.renderInline(plain_markdown(text, self.links, self._figure)))

    @property
    def box_level(self) -> int:
        """The level of a box's heading: below the heading it stands under, and right for one after a widget's (3)."""
        return min(self.level + 1, 4)

    def heading_level(self, wanted: int) -> int:
        """The level of the next heading: never more than one below the last, so that none is left out."""
        if self._inside:
            return self.box_level + 1
        self.level = min(wanted, self.level + 1)
        return self.level

    def _figure(self, figure: Figure) -> str:
        caption = f"\n<figcaption>\n\n{figure.caption}\n\n</figcaption>\n" if figure.caption else ""
        image = f'<img alt="{escape(figure.alt)}" src="{escape(address_of(figure.source, self.source))}">'
        return f"\n\n<figure>{image}{caption}</figure>\n\n"


def address_of(source: str, page: Path) -> str:
    """A figure as a data URL: its drawing in lines where there is one beside the picture.

    Raises
    ------
    FileNotFoundError
        If there is no such figure.
    """
    found = file_of(page, source)
    if found is None:
        raise FileNotFoundError(f"{page}: the figure {source} is missing")
    drawing = found.with_suffix(".svg")
    return data_url(drawing if drawing.is_file() else found)


def page_address(link: str) -> str:
    """Where a link of an episode or a reference page leads on the site.

    Examples
    --------
    >>> page_address("../reference/glossary.md#class"), page_address("04-fit-cnn.ipynb"), page_address("../README.md")
    ('glossary.html#class', '04-fit-cnn.html', 'index.html')
    >>> page_address("https://keras.io/api/")
    'https://keras.io/api/'
    """
    found = _PAGE.match(link)
    if found is None:
        return link
    name = "index" if found["name"] == _HOME else found["name"]
    return f"{name}.html{found['place'] or ''}"


class _Renderer(RendererHTML):
    """Headings with ids, links to pages, code with a button, tables that scroll by themselves."""

    page: PageMarkdown

    def heading_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        level = self.page.heading_level(int(tokens[at].tag[1]))
        tokens[at + 2].tag = tokens[at].tag = f"h{level}"
        name = self.page.ids.take(slug_of(tokens[at + 1].content))
        self.page.headings.append((level, name, self.renderInline(tokens[at + 1].children or [], options, env)))
        return f'<h{level} id="{name}">'

    def link_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        address = page_address(str(tokens[at].attrGet("href") or ""))
        tokens[at].attrSet("href", address)
        if address.startswith("glossary.html#"):
            tokens[at].attrSet("class", "word")
        elif "://" in address:
            tokens[at].attrSet("rel", "noopener")
        return self.renderToken(tokens, at, options, env)

    def fence(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        text = tokens[at].content.rstrip("\n")
        return str(python_code(text) if tokens[at].info.strip() == "python" else listing(text))

    def table_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return '<div class="table" tabindex="0" role="group" aria-label="Table"><table>'

    def table_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</table></div>"
