"""What a learner sees on opening the course: a wide notebook, not marked unsaved, and no warnings in the terminal."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from lesson_utils.commands.workspace import FOLDER, own_workspaces
from tests.browser.notebook_page import SLOW


def test_the_first_start_is_calm(browser: Browser, lab_url: str, lab_folder: Path, monkeypatch) -> None:
    shutil.rmtree(lab_folder / "workspaces")
    monkeypatch.setenv(FOLDER, str(lab_folder / "workspaces"))
    own_workspaces()
    page = browser.new_page(viewport={"width": 900, "height": 700})
    try:
        page.goto(lab_url)
        expect(page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("Python 3", timeout=SLOW)
        expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=SLOW)
        expect(page.locator("#jp-left-stack")).to_be_hidden()
        page.wait_for_timeout(3000)  # what the kernel tells about itself arrives after its first sign of life
        assert page.locator(".lm-TabBar-tab.jp-mod-dirty").count() == 0
    finally:
        page.close()
    log = (lab_folder / "jupyter.log").read_text(errors="replace")
    assert not re.findall(r"^\[[IW] .*|.*Warning.*|.*without encryption.*", log, re.MULTILINE)
