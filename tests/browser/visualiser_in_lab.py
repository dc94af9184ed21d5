"""One visualiser in a real JupyterLab, and what Python hears of it."""

from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator

from tests.browser.notebook_page import NotebookPage, write_cells


class VisualiserInLab(NotebookPage):
    """A notebook of two code cells: the first shows a visualiser, the second prints what Python knows of it.

    It stays open from test to test: a page and a kernel take longer to start than most tests.
    """

    def __init__(self, browser: Browser, lab_url: str, folder: Path) -> None:
        cells = [nbformat.v4.new_code_cell(source) for source in ("from lesson_utils import *", "print(1)")]
        cells.append(nbformat.v4.new_markdown_cell("The end."))  # after a last code cell, Shift+Enter adds another
        super().__init__(browser, write_cells(lab_url, folder, "visualiser.ipynb", cells))
        self.box: Locator = self.page.locator(".course-widget")

    def show(self, made: str, printed: str) -> None:
        """Run the first cell with another visualiser in it, and write into the second what is to be printed."""
        self.write(self.code_cell("print("), f"print({printed})")
        self.run(self.code_cell("import"), f"from lesson_utils import *\nshown = {made}\nshown")
        self.box.locator(".cover:visible").first.wait_for()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def prints(self, words: str) -> None:
        """Run the second cell. Both are still there: a "d d" pressed in the visualiser was not for JupyterLab."""
        assert self.page.locator(".jp-CodeCell").count() == 2
        self.run_until(self.code_cell("print("), words)
