"""A visualiser on a plain page, without JupyterLab: quick to open, with a stand-in for anywidget's model.

To look at one while you build it: ``python -m tests.browser.bare_page EdgeLab folder`` writes six screenshots, three
widths in the light and in the dark theme.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.notebook_page import SLOW

WIDTHS = (1000, 700, 440)
THEMES = {
    False: "--jp-layout-color0: #ffffff; --jp-content-font-color0: rgba(0, 0, 0, 1)",
    True: "--jp-layout-color0: #111111; --jp-content-font-color0: rgba(255, 255, 255, 1)",
}
# The stand-in keeps what the view sent to Python in `saved`; its `python(name, value)` plays an assignment in Python.
MODEL = """
class Model {
  constructor(state) { this.state = state; this.heard = {}; this.saved = []; this.changed = {}; }
  get(name) { return this.state[name]; }
  set(name, value) { this.changed[name] = value; this.python(name, value); }
  save_changes() { this.saved.push(this.changed); this.changed = {}; }
  on(name, then) { (this.heard[name] ??= []).push(then); }
  off(name, then) { this.heard[name] = (this.heard[name] ?? []).filter((one) => one !== then); }
  python(name, value) { this.state[name] = value; for (const then of this.heard[`change:${name}`] ?? []) then(); }
  send() {}
}
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
const revive = (_, value) => (value?.bytes === undefined ? value : bytes(value.bytes));
window.model = new Model(JSON.parse(document.querySelector("#state").textContent, revive));
const text = document.querySelector("#module").textContent;
const module = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
window.widget = module.default();
window.show = () => {
  const el = document.querySelector("main").appendChild(document.createElement("div"));
  window.leave = widget.render({ model, el });
};
show();
document.body.dataset.ready = "yes";
"""


def html(widget: Any, dark: bool = False) -> str:
    """The page of a visualiser: its own style sheet and module, and its state as Python would send it."""
    state = widget.get_state()
    text = json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css")}, default=_bytes)
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{type(widget).__name__}</title>
<style>:root {{ {THEMES[dark]} }} body {{ margin: 12px; background: var(--jp-layout-color0) }}</style>
<style>{widget._css}</style><body data-jp-theme-light="{"false" if dark else "true"}"><main></main>
<script type="application/json" id="state">{_inert(text)}</script>
<script type="text/plain" id="module">{_inert(str(widget._esm))}</script>
<script type="module">{MODEL}</script></body></html>"""


def _bytes(value: Any) -> dict[str, str]:
    return {"bytes": b64encode(bytes(value)).decode("ascii")}


def _inert(text: str) -> str:
    """Inside a script element only its own end tag could do harm."""
    return text.replace("</script", "<\\/script")


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn: visualisers draw once before the next frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def choose(page: Page, name: str, value: str) -> None:
    """Choose one of the values of a setting, such as "strides", by mouse."""
    page.get_by_role("radiogroup", name=name).get_by_text(value, exact=True).click()


def show_me(place: Page | Locator, press: Callable[..., None] = Locator.click) -> None:
    """Answer every question that is open by pressing "Show me"; after one answer another question may come."""
    button = place.get_by_role("button", name="Show me").first
    while button.count():
        press(button)
        settle(button.page)


@contextmanager
def bare_page(
    browser: Browser, widget: Any, *, dark: bool = False, width: int = 1000, **options: Any
) -> Iterator[Page]:
    """Open a visualiser on a page of its own; further options go to the browser (reduced_motion="reduce", …).

    On the page `model.get(name)` is a trait, `model.saved` what Python was sent, `model.python(name, value)` an
    assignment in Python; `show()` makes one more view. An error in the visualiser, or a request to anywhere, fails.
    """
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: request.url.startswith("http") and problems.append(f"asks for {request.url}"))
    page.set_default_timeout(SLOW)
    page.set_content(html(widget, dark))
    try:
        page.locator("body[data-ready]").wait_for()
        yield page
    finally:
        page.close()
        assert not problems, problems


def main(name: str, folder: str) -> None:
    """Write screenshots of a visualiser as it opens, and after "Show me"."""
    from tests.browser.conftest import QUIET, find_browser

    widget = getattr(import_module("lesson_utils.visualise"), name)()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, "--no-sandbox"])
        for dark in THEMES:
            for width in WIDTHS:
                file = Path(folder) / f"{name}_{width}_{'dark' if dark else 'light'}"
                with bare_page(browser, widget, dark=dark, width=width) as page:
                    page.screenshot(path=f"{file}_first.png", full_page=True)
                    page.get_by_role("button", name="Show me").first.click()
                    page.screenshot(path=f"{file}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
