"""A notebook driven without a mouse: every step is a key, and what is to be pressed is reached with Tab."""

import re
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator, expect

from tests.browser.notebook_page import NotebookPage

_DONE = re.compile(r"\[\d+\]")
_ENOUGH = 60  # times Tab before something counts as out of reach
_HAS_FOCUS = "element => element === document.activeElement"
_IN_AN_OUTPUT = "() => document.activeElement.closest('.jp-OutputArea') !== null"


class KeyboardLearner(NotebookPage):
    """Somebody with a keyboard only, who goes from cell to cell."""

    def __init__(self, browser: Browser, url: str, notebook: Path) -> None:
        super().__init__(browser, url)
        self.ids = [cell.id for cell in nbformat.read(notebook, as_version=4).cells]
        self.keys = self.page.keyboard
        self.settle()

    def settle(self) -> None:
        """Wait for the kernel, and see that the notebook has the focus: the one thing that is done without a key."""
        expect(self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
        self.page.locator(".jp-Notebook .jp-Cell.jp-mod-active").focus()

    def cell(self, cell_id: str) -> Locator:
        """The cell with an id; JupyterLab numbers them from the top."""
        return self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{self.ids.index(cell_id)}"]')

    def here(self) -> str:
        """The id of the active cell."""
        active = self.page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
        return self.ids[int(active.get_attribute("data-windowed-list-index") or 0)]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys.press(key)

    def run_cell(self, typed: str | None = None) -> Locator:
        """Run the active cell with Shift+Enter, wait until it is done, and land on the next one."""
        here = self.here()
        cell = self.cell(here)
        if typed is not None:
            self.press("Enter")
            expect(cell.locator(".cm-content")).to_be_focused()
            self.press("ControlOrMeta+a")
            self.keys.insert_text(typed)  # as pasted: typed letter by letter, the editor would indent once more
        prompt = cell.locator(".jp-InputPrompt")
        is_code = "jp-CodeCell" in (cell.get_attribute("class") or "")
        before = prompt.inner_text() if is_code else ""
        # After the last cell Shift+Enter would add another.
        self.press("Shift+Enter" if here != self.ids[-1] else "ControlOrMeta+Enter")
        if is_code:
            expect(prompt).not_to_have_text(before)
            expect(prompt).to_have_text(_DONE)
        if here != self.ids[-1]:
            expect(self.cell(self.ids[self.ids.index(here) + 1])).to_have_class(re.compile("jp-mod-active"))
        return cell.locator(".jp-OutputArea")

    def read_on_to(self, cell_id: str) -> None:
        """Run every cell from here to the one before."""
        while self.here() != cell_id:
            self.run_cell()

    def move_to(self, cell_id: str) -> None:
        """Go up or down to a cell without running anything."""
        if self.ids.index(cell_id) < 10 < self.ids.index(self.here()):
            self.press("Shift+Home")  # selects all cells up to the first; the next arrow lets go of them
        while steps := self.ids.index(cell_id) - self.ids.index(self.here()):
            self.press(*["ArrowUp" if steps < 0 else "ArrowDown"] * abs(steps))

    def run_in_a_new_cell(self, code: str, says: str) -> None:
        """Add a cell below, run it, read what it says, and delete it again."""
        below = int(self.cell(self.here()).get_attribute("data-windowed-list-index") or 0) + 1
        added = self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{below}"]')
        self.press("b", "Enter")
        expect(added.locator(".cm-content")).to_be_focused()
        self.keys.type(code)
        self.press("Shift+Enter")
        expect(added.locator(".jp-InputPrompt")).to_have_text(_DONE)
        expect(added.locator(".jp-OutputArea")).to_contain_text(says)
        self.press("ArrowUp", "d", "d")

    def tab_to(self, wanted: Locator, key: str = "Tab") -> None:
        """Press Tab (or Shift+Tab) until something has the focus."""
        for _ in range(_ENOUGH):
            if wanted.evaluate(_HAS_FOCUS):
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead to {wanted}")

    def press_at(self, wanted: Locator, *keys: str, by: str = "Tab") -> None:
        """Go to something with Tab (or Shift+Tab) and press keys there."""
        self.tab_to(wanted, by)
        self.press(*keys)

    def leave_output(self) -> None:
        """Shift+Tab until the focus is back at the cell, where the arrow keys go from cell to cell again."""
        for _ in range(_ENOUGH):
            if not self.page.evaluate(_IN_AN_OUTPUT):
                return
            self.press("Shift+Tab")
        raise AssertionError("Shift+Tab does not lead out of the output")
