"""The solved notebook as HTML, opened without a network: every visualiser's picture is there, with its words."""

from pathlib import Path

from nbconvert import HTMLExporter
from playwright.sync_api import Browser, expect

from lesson_utils import visualise
from tests.browser.conftest import ROOT


def test_every_visualiser_is_seen_offline(browser: Browser, tmp_path: Path) -> None:
    html, _ = HTMLExporter().from_filename(str(ROOT / "notebooks" / "solutions" / "03-build-cnn.ipynb"))
    (tmp_path / "solved.html").write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "solved.html").as_uri(), wait_until="domcontentloaded")
    for name in visualise.VISUALISERS:
        cell = page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=f"{name}(")).last
        picture = cell.locator(".jp-OutputArea img[alt]")
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 600, name
        assert len(picture.get_attribute("alt") or "") >= 60, name
    context.close()
