"""One visualiser in a real JupyterLab, and what Python hears of it."""

from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator

from tests.browser.notebook_page import SLOW, NotebookPage, write_cells


class VisualiserInLab(NotebookPage):
    """A notebook of two cells: the first has shown a visualiser, the second prints what Python knows of it."""

    def __init__(self, browser: Browser, lab_url: str, folder: Path, made: str, printed: str) -> None:
        sources = (f"from lesson_utils import *\nshown = {made}\nshown", f"print({printed})")
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        super().__init__(browser, write_cells(lab_url, folder, "visualiser.ipynb", cells))
        self.run(self.code_cell("import"))
        self.box: Locator = self.page.locator(".course-widget")
        self.box.locator(".cover:visible").first.wait_for(timeout=SLOW)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def printed(self) -> Locator:
        """Run the second cell. Both are still there: a "d d" pressed in the visualiser was not for JupyterLab."""
        assert self.page.locator(".jp-CodeCell").count() == 2
        return self.run(self.code_cell("print("))
