"""A learner's page on the hub: what a notebook from elsewhere may not do there, and what the visualisers still can."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.rehearsal.stage import Stage

PATIENCE = 240_000  # milliseconds
HOSTILE = [
    "<script>window.broken = 'script'</script>",
    "<img src=x onerror=\"window.broken = 'onerror'\">",
    "<svg onload=\"window.broken = 'onload'\"></svg>",
    "<a href=\"javascript:window.broken = 'link'\" id=bad>click me</a>",
    "<iframe srcdoc=\"<script>parent.broken = 'srcdoc'</script>\"></iframe>",
    '<form action="ELSEWHERE/form"><button>go</button></form>',
    "<style>body { background: url(ELSEWHERE/style) }</style>",
    '<img src="ELSEWHERE/image">',
]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A site that hostile notebooks would like to tell things to, and what it was told."""
    told: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()


@pytest.fixture(scope="module")
def page(stage: Stage, browser: Browser) -> Iterator[Page]:
    """Ada's page: logged in by the form, her server running, JupyterLab open."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{stage.url}/hub/login")
    page.fill("#username_input", "ada")
    page.fill("#password_input", stage.passwords["ada"])
    page.click("#login_submit")
    page.wait_for_url("**/user/ada/lab/**")
    page.wait_for_selector(".jp-Notebook")
    yield page
    page.close()


def put(stage: Stage, name: str, cells: list[dict]) -> None:
    """Lay a notebook into Ada's home, as she would find one that somebody sent her."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    file = stage.home("ada") / name
    file.write_text(json.dumps(notebook))
    if stage.own_users:
        shutil.chown(file, stage.home("ada").stat().st_uid, stage.home("ada").stat().st_gid)


def code(number: int, source: str, outputs: list[dict]) -> dict:
    return {"cell_type": "code", "id": f"cell-{number}", "source": source, "outputs": outputs, "metadata": {},
            "execution_count": 1}  # fmt: skip


def shown(data: dict[str, str]) -> list[dict]:
    return [{"output_type": "display_data", "data": data, "metadata": {}}]


def open_notebook(page: Page, stage: Stage, name: str) -> None:
    page.goto(f"{stage.url}/user/ada/lab/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell")


def run_all(page: Page) -> None:
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")
    page.click("text=Run >> nth=0")
    page.click("text=Run All Cells")


def test_the_class_begins_with_the_first_notebook(page):
    expect(page.locator(".jp-Notebook")).to_contain_text("Introduction")


def test_a_notebook_from_elsewhere_runs_nothing_and_tells_nobody(page, stage, elsewhere):
    """Its outputs are not trusted; when the learner has run the cell, and so trusts it, the page's rules still hold."""
    site, told = elsewhere
    html = [text.replace("ELSEWHERE", site) for text in HOSTILE]
    script = f"window.broken = 'javascript'; fetch('{site}/fetch'); new Image().src = '{site}/new-image'"
    outputs = [shown({"text/html": text}) for text in html] + [shown({"application/javascript": script})]
    stored = [code(number, "1", output) for number, output in enumerate(outputs)]
    markdown = {"cell_type": "markdown", "id": "text", "source": "\n\n".join(html), "metadata": {}}
    sources = [f"from IPython.display import HTML\nHTML({text!r})" for text in html]
    put(stage, "hostile.ipynb", [markdown, *stored])
    put(stage, "trusted.ipynb", [code(number, source, []) for number, source in enumerate(sources)])
    open_notebook(page, stage, "hostile.ipynb")
    expect(page.locator("a", has_text="click me").first).to_be_visible()
    page.locator("a", has_text="click me").first.click()
    assert page.evaluate("window.broken") is None
    open_notebook(page, stage, "trusted.ipynb")
    run_all(page)
    expect(page.locator(".jp-OutputArea-output", has_text="click me")).to_be_visible()
    expect(page.locator(".jp-OutputArea-output form button")).to_be_visible()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")
    expect(page.locator(".jp-OutputArea-output img[src*='/image']")).to_have_count(1)  # the last cell's
    page.locator(".jp-OutputArea-output form button").evaluate("button => button.click()")
    assert page.evaluate("window.broken") is None
    assert told == []


def test_a_visualiser_works_under_the_pages_rules(page, stage):
    put(stage, "visualiser.ipynb", [code(1, "from lesson_utils import NeuronDial\nNeuronDial()", [])])
    open_notebook(page, stage, "visualiser.ipynb")
    refused: list[str] = []  # from here on: word of the page before may come late
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    run_all(page)
    slider = page.locator(".jp-OutputArea input[type=range]").first
    expect(slider).to_be_visible(timeout=PATIENCE)
    page.click("text=Show me")  # the prediction, before which the sliders stay where they are
    output = page.locator(".jp-OutputArea")
    expect(output).to_contain_text("moves the sum from 2.5 to −1")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(output).to_contain_text("+1.55")
    # JupyterLab's one inline script, which takes a token out of the address, has nothing to do here
    assert [text for text in refused if not text.startswith("Executing inline script")] == []
