"""Markdown made ready for a notebook."""

import pytest

from lesson_utils.building.prose import cleaned, heading_id, sections, split_heading

LINKS = {"THE GUIDE": "https://example.org/guide", "X": "https://example.org/x"}


def clean(text: str) -> str:
    return cleaned(text, LINKS, lambda figure: f"<{figure.source}|{figure.alt}|{figure.caption}>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the guide].", "See [the guide](https://example.org/guide)."),
        ("See [The  Guide][].", "See [The  Guide](https://example.org/guide)."),
        ("See [it][x].", "See [it](https://example.org/x)."),
        ("See [it](https://example.com).", "See [it](https://example.com)."),
        ("Not a link: [1, 2].", "Not a link: [1, 2]."),
        ("Code: `[x]` and ``a ` [x]``.", "Code: `[x]` and ``a ` [x]``."),
        ("[x]: https://example.org/x", ""),
        ("Before <!-- two\nlines --> after", "Before  after"),
        ("## Title {#anchor .class}", "## Title"),
        ("[a](b.html){target='_blank'}", "[a](b.html)"),
        ("one\n&nbsp;\n    - two", "one\n    - two"),
        (
            "![A [x] cat](fig/cat.png){alt='it sits' width='50%'}",
            "<fig/cat.png|it sits|A [x](https://example.org/x) cat>",
        ),
    ],
)
def test_what_other_cells_or_pandoc_would_have_done_is_done(text, expected):
    assert clean(text) == expected


def test_listings_are_left_alone_but_set_apart():
    text = "Look:\n```\n[x] <!-- kept -->\n\n\n[x]: y\n```\nDone."
    before, listing, after = clean(text).partition("```\n[x] <!-- kept -->\n\n\n[x]: y\n```")
    assert listing
    assert before.startswith("Look:\n\n<div")
    assert after.endswith("</div>\n\nDone.")  # without the blank line "Done." would be raw HTML


def test_a_listing_in_a_list_item_keeps_its_place():
    text = "- item\n\n    ```\n    code\n    ```"
    assert clean(text) == text


def test_sections_start_at_headings_but_not_at_comments_in_code():
    text = "intro\n\n## One\n\nbody\n\n```\n# not a heading\n```\n\n## Two\n\nbody"
    assert [(line, section.splitlines()[0]) for line, section in sections(text)] == [
        (0, "intro"), (2, "## One"), (10, "## Two"),
    ]  # fmt: skip


def test_a_heading_without_text_stays_with_the_next():
    text = "## One\n\n### Two\n\nbody"
    assert [line for line, _ in sections(text)] == [0]
    assert split_heading(text) == ("## One\n\n### Two", "body")
    assert heading_id(text) == "two"


def test_a_heading_may_name_its_own_id():
    assert heading_id("## A long title {#short}\n\nbody") == "short"
    assert heading_id("no heading") == ""
