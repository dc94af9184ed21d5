"""One page of the website: its parts in the frame that all share, with a policy that allows just what it holds."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lesson_utils.browser.card import colour_rules
from lesson_utils.browser.modules import browser_module
from lesson_utils.building.title import COURSE

_HERE = Path(__file__).parent
_SCRIPT = re.compile(r"<script(?P<type>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_POLICY = "{policy}"  # the page's hashes are known once it is written


@dataclass(frozen=True)
class Page:
    """A page before it gets its frame.

    Attributes
    ----------
    name : str
        Its file, without the ending.
    title : str
    body : Markup
    headings : sequence of (int, str, str)
        Level, id and HTML of each.
    live : str
        Its widgets, as `LiveWidgets.as_json` gives them.
    data : str
        More data for its scripts, as JSON.
    facts : str
        A line below its title.
    number : str
        Of an episode in the course; empty for other pages.
    challenges : tuple of str
        The ids of those that can be done on it, in their order.
    colab : str
        Where its notebook opens on Colab; empty where nobody knows.
    """

    name: str
    title: str
    body: Markup
    headings: Sequence[tuple[int, str, str]] = ()
    live: str = ""
    data: str = ""
    facts: str = ""
    number: str = ""
    challenges: tuple[str, ...] = ()
    colab: str = ""

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.html"


def page_html(page: Page, pages: Sequence[Page]) -> str:
    """Write a page.

    Parameters
    ----------
    page : Page
    pages : sequence of Page
        The whole site in its order, for navigation.

    Returns
    -------
    str
        A file that asks nobody for anything.
    """
    episodes = [one for one in pages if one.number]
    at = episodes.index(page) if page in episodes else None
    html = (
        templates()
        .get_template("page.html")
        .render(
            page=page,
            course=COURSE,
            episodes=episodes,
            others=[one for one in pages if not one.number],
            before=episodes[at - 1] if at else None,
            after=episodes[at + 1] if at is not None and at + 1 < len(episodes) else None,
            style=Markup(_style()),
            theme=Markup(_read("theme.js")),
            script=Markup(browser_module(_HERE / "static" / "page.js")),
            live=_inert_json(page.live),
            data=_inert_json(page.data),
            plan=_inert_json(json.dumps({one.name: one.challenges for one in episodes})),
            policy=Markup(_POLICY),
        )
    )
    return html.replace(_POLICY, policy_of(html), 1)  # the first stands in the head


@cache
def templates() -> Environment:
    """The templates, which escape whatever is no markup."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy_of(html: str) -> str:
    """The Content-Security-Policy of a page: its own scripts by their hashes, and nothing from anywhere.

    Widgets' modules are unpacked in the page, so a script may also come from a `blob:`, which only a script that has a
    hash can make. Styles may stand in the page: without a network they can carry nothing away.

    Examples
    --------
    >>> "'sha256-" in policy_of("<script>1</script>")
    True
    >>> "'sha256-" in policy_of('<script type="application/json">1</script>')
    False
    """
    run = [found["text"] for found in _SCRIPT.finditer(html) if "json" not in found["type"]]
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in run)
    return (
        f"default-src 'none'; script-src {hashes} blob:; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; object-src 'none'"
    )


@cache
def _style() -> str:
    return "\n".join([colour_rules(".site"), *(_read(f"{name}.css") for name in ("page", "parts", "code", "print"))])


@cache
def _read(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _inert_json(text: str) -> Markup:
    r"""JSON that can stand inside a script element, whatever it holds.

    Examples
    --------
    >>> print(_inert_json('["</script>"]'))
    ["\u003c/script>"]
    """
    return Markup(text.replace("<", "\\u003c"))
