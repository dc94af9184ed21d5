"""What a learner sees on opening the course: a wide notebook, not marked unsaved, and no warnings in the terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import running_lab


@pytest.fixture
def first_start(course_copy: Path, tmp_path: Path) -> Iterator[str]:
    """A JupyterLab that no other test has opened: those leave side bars and warnings behind."""
    with running_lab(course_copy, tmp_path) as url:
        yield url


def test_the_first_start_is_calm(browser: Browser, first_start: str, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 700})
    try:
        page.goto(first_start)
        expect(page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("Python 3")
        expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
        expect(page.locator("#jp-left-stack")).to_be_hidden()
        page.wait_for_timeout(3000)  # what the kernel tells about itself arrives after its first sign of life
        assert page.locator(".lm-TabBar-tab.jp-mod-dirty").count() == 0
    finally:
        page.close()
    log = (tmp_path / "jupyter.log").read_text(errors="replace")
    assert not re.findall(r"^\[[IW] .*|.*Warning.*|.*without encryption.*", log, re.MULTILINE)
