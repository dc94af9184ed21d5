"""The search page: a small index of all pages that lies in it, so that no server is asked."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from markupsafe import Markup

from lesson_utils.building.site.page import Page, templates

_UNSEEN = frozenset({"svg", "template", "button", "form", "noscript"})
_UNFOLDED = ("solution", "hint")  # nobody should meet an answer by searching
_HEADING = re.compile(r"h[1-6]")
_VOID = frozenset({"img", "br", "hr", "input", "meta", "link", "path", "wbr", "col"})


def search_page(pages: Sequence[Page]) -> Page:
    """The page that finds words on the others.

    Parameters
    ----------
    pages : sequence of Page
        What can be found.

    Returns
    -------
    Page
        Its data: for each section ``[page's title, address, section's title, text]``.
    """
    index = [entry for page in pages for entry in sections_of(page)]
    body = Markup(templates().get_template("search.html").render())
    return Page("search", "Search", body, data=json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def sections_of(page: Page) -> list[list[str]]:
    """The sections of a page, each from a heading to the next: page's title, address, section's title, text."""
    reader = _Reader()
    reader.feed(str(page.body))
    reader.close()
    return [
        [page.title, f"{page.file}#{anchor}" if anchor else page.file, title.strip(), " ".join(text.split())]
        for anchor, title, text in reader.sections
        if title.strip() or text.strip()
    ]


class _Reader(HTMLParser):
    """Reads what is to be seen on a page, section by section."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[list[str]] = [["", "", ""]]
        self._anchor = ""  # of the box around a heading that has none of its own
        self._inside_heading = False
        self._hidden = 0  # how deep inside something that is not to be found

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        named = dict(attributes)
        hides = tag in _UNSEEN or (named.get("class") or "") in _UNFOLDED
        if self._hidden or hides:
            self._hidden += 1
        elif _HEADING.fullmatch(tag):
            self._inside_heading = True
            if anchor := named.get("id") or self._anchor:
                self.sections.append([anchor, "", ""])
            self._anchor = ""
        elif tag == "section":
            self._anchor = named.get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._hidden:
            self._hidden -= 1
        elif _HEADING.fullmatch(tag):
            self._inside_heading = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.sections[-1][1 if self._inside_heading and not self.sections[-1][2].strip() else 2] += data
        if not self._hidden and not self._inside_heading:
            self.sections[-1][2] += " "
