"""A notebook in a real JupyterLab, driven the way a person does: by looking, typing and pressing keys."""

import itertools
import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nbformat
from playwright.sync_api import Browser, Locator, Page, expect

SLOW = 240_000  # milliseconds that a busy machine may take; the first cell imports TensorFlow
_NUMBERED = re.compile(r"\[\d+\]")
_numbers = itertools.count(1)


class NotebookPage:
    """One open notebook. `asked` lists the addresses that the page asked for, `errors` what the console had to say."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(SLOW)
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.errors.append(line.text))
        # JupyterLab's own save and one that was asked for get in each other's way now and then; the second one counts.
        failed = self.page.get_by_role("dialog", name="File Save Error")
        self.page.add_locator_handler(failed, lambda: failed.locator("button").last.click())
        # A workspace of its own: loaded anew, the page would else show the tabs of whichever other page was last saved.
        self.page.goto(url.replace("/lab/tree/", f"/lab/workspaces/page-{next(_numbers)}/tree/"))
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        expect(self.page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("Python 3")
        # A cell that is run before the kernel answers stays as it is.
        expect(self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()

    def code_cell(self, containing: str) -> Locator:
        """The first code cell whose source contains a text, scrolled to where it can be seen."""
        editors = self.page.locator(".jp-CodeCell", has=self.page.locator(".cm-content", has_text=containing))
        cell = editors.first
        cell.scroll_into_view_if_needed()
        return cell

    def run(self, cell: Locator, typed: str | None = None) -> Locator:
        """Type into a cell (or leave it as it is), run it with Shift+Enter and wait until it is done."""
        if typed is None:
            cell.locator(".cm-content").click()
        else:
            self.write(cell, typed)
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.page.keyboard.press("Shift+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(_NUMBERED)
        return cell.locator(".jp-OutputArea")

    def run_until(self, cell: Locator, words: str) -> None:
        """Run a cell until it prints some words: it may overtake what a widget still has to tell Python."""
        deadline = time.monotonic() + SLOW / 1000
        while words not in (printed := self.run(cell).inner_text()):
            assert time.monotonic() < deadline, printed

    def interrupt(self) -> None:
        """JupyterLab's i, i, pressed again until it was quick enough, and a page just opened knows its kernel."""
        before, deadline = len(self.asked), time.monotonic() + SLOW / 1000
        while not any("/interrupt" in address for address in self.asked[before:]):
            assert time.monotonic() < deadline, "the server was not asked"
            self.page.keyboard.press("i")
            self.page.keyboard.press("i")
            self.page.wait_for_timeout(1000)

    def save_until(self, notebook: Path, words: str) -> None:
        """Save until the file holds some words: what is shown may be on its way into the notebook."""
        deadline = time.monotonic() + SLOW / 1000
        while words not in notebook.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, f"never saved: {words}"
            self.page.keyboard.press("ControlOrMeta+s")
            self.page.wait_for_timeout(500)

    def write(self, cell: Locator, typed: str) -> None:
        """Replace what a cell holds."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(typed)

    def run_all(self) -> None:
        """The menu's "Run All Cells"."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def address_of(lab_url: str, notebook: str) -> str:
    """The address of a notebook of the course: `lab` opens the one with which to go on."""
    return re.sub(r"/lab/tree/[^?]*", f"/lab/tree/{notebook}", lab_url)


def open_cells(
    browser: Browser, lab_url: str, folder: Path, name: str, cells: list[nbformat.NotebookNode]
) -> NotebookPage:
    """Write a notebook of these cells into the course's copy and open it."""
    return NotebookPage(browser, write_cells(lab_url, folder, name, cells))


def write_cells(lab_url: str, folder: Path, name: str, cells: list[nbformat.NotebookNode]) -> str:
    """Write a notebook of these cells into the course's copy; gives its address."""
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "x"}})
    nbformat.write(notebook, folder / name)
    address = urlsplit(lab_url)
    token = parse_qs(address.query)["token"][0]
    return f"{address.scheme}://{address.netloc}/lab/tree/{name}?token={token}"
