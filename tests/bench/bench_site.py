"""How large each page of the website is, and how soon it is seen. Run: python -m tests.bench.bench_site [FOLDER]

Opens every page from `file://` in a fresh Chromium profile, as a double click does, several times; numbers are medians.
"First paint" is the browser's own first-contentful-paint, "alive" when the last widget answers, both in milliseconds
since the page was asked for. "Packed" is what a server would send with gzip. Without a folder the site is built first.
"""

import gzip
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import QUIET, find_browser
from tests.browser.site_pages import site_pages, write_site

ROUNDS = 5
ROW = "{:24} {:>8} {:>8} {:>12} {:>8}"
PAINT = """() => new Promise((seen) => {
  const look = (list) => list.getEntriesByName("first-contentful-paint").forEach((one) => seen(one.startTime));
  new PerformanceObserver(look).observe({ type: "paint", buffered: true });
})"""


def main(folder: Path) -> None:
    """Print a table."""
    print(ROW.format("page", "MB", "packed", "first paint", "alive"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, "--no-sandbox"])
        for file in sorted(folder.glob("*.html")):
            rounds = [_opened(browser, file) for _ in range(ROUNDS)]
            paint, alive = (statistics.median(numbers) for numbers in zip(*rounds, strict=True))
            size = file.read_bytes()
            sizes = (f"{len(one) / 1e6:.2f}" for one in (size, gzip.compress(size)))
            print(ROW.format(file.name, *sizes, round(paint), round(alive) if alive else "-"))
        browser.close()


def _opened(browser: Browser, file: Path) -> tuple[float, float]:
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        paint = float(page.evaluate(PAINT))
        if not page.locator("#live").count():
            return paint, 0.0
        page.locator("body[data-alive]").wait_for(timeout=60_000)
        return paint, float(page.evaluate("performance.getEntriesByName('alive')[0].startTime"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            write_site(site_pages(), Path(made))
            main(Path(made))
