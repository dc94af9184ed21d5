"""Slides, handout and run sheet, opened and looked at: no text is cut, nothing is asked of anybody."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from lesson_utils.building.documents import write_document
from lesson_utils.building.handout.handout import handout
from lesson_utils.building.instructor.run_sheet import _on_one_page, run_sheet
from lesson_utils.building.printing import pages_of, printed
from lesson_utils.building.slides.slides import slides_of
from lesson_utils.episodes import course

# What sticks out of the element that holds it, by more than a pixel.
CUT = (
    "() => [...document.querySelectorAll('pre, td, p, li')].filter(one => one.scrollWidth > one.clientWidth + 1"
    " && getComputedStyle(one).display !== 'inline').map(one => one.innerText.slice(0, 60))"
)
# Where the content of the slide in view ends, and how much smaller it was made.
SLIDE = (
    "() => { const body = Reveal.getCurrentSlide().querySelector('.fitted'); const box = body.getBoundingClientRect();"
    " const seen = { bottom: box.bottom, right: box.right, zoom: Number(body.style.zoom || 1),"
    " text: body.innerText.slice(0, 60) }; Reveal.next(); return seen; }"
)


@pytest.mark.parametrize("episode", course(), ids=lambda one: one.name)
def test_no_slide_is_cut_and_nothing_is_fetched(browser: Browser, tmp_path: Path, episode):
    file = tmp_path / "slides.html"
    file.write_text(slides_of(episode), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_function("document.documentElement.dataset.ready", timeout=90_000)
    number = int(page.evaluate("document.documentElement.dataset.ready"))
    assert number > 20
    seen = [page.evaluate(SLIDE) for _ in range(number)]
    assert [one for one in seen if one["bottom"] > 721 or one["right"] > 1281 or one["zoom"] < 0.45] == []
    assert len({one["text"] for one in seen}) > number * 0.8  # it did go on
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert "$" not in "".join(one["text"] for one in seen)
    page.close()


@pytest.mark.parametrize("solved", [False, True], ids=["exercises", "solutions"])
def test_the_handout_is_whole_in_print_and_accessible(browser: Browser, tmp_path: Path, solved: bool):
    text = handout(solved=solved)
    for challenge in (one for episode in course() for one in episode.challenges):
        assert f"{challenge.title} " in text
    file = tmp_path / "handout.html"
    file.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 680, "height": 900})  # what A4 leaves between its margins
    page.goto(file.as_uri())
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    assert ("activation=&#39;relu&#39;)(inputs_intro)" in text) == solved
    page.close()


def test_the_longest_run_sheet_fits_one_printed_page(browser_executable: str, monkeypatch):
    """On Letter, which is the shorter of the two papers."""
    monkeypatch.setenv("CHROMIUM", browser_executable)
    assert pages_of(_on_one_page(course()[2], "Letter")) == 1
    assert pages_of(printed(handout(solved=False), "A4")) > 3


def test_a_run_sheet_is_accessible_and_says_where_to_cut(browser: Browser, tmp_path: Path):
    (tmp_path / "sheet.html").write_text(run_sheet(course()[2], 10), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "sheet.html").as_uri())
    assert "When time is short" in page.inner_text("body")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.close()


def test_without_chromium_the_pdf_says_what_to_install(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(OSError, match="PDFs need Chromium"):
        printed("<html><head></head></html>", "A4")


def test_somebody_elses_file_of_that_name_is_kept(tmp_path: Path, capsys):
    (tmp_path / "exercises.html").write_text("my own notes", encoding="utf-8")
    write_document(tmp_path / "exercises.html", handout(solved=False).encode("utf-8"))
    write_document(tmp_path / "exercises.html", handout(solved=True).encode("utf-8"))
    assert len(list(tmp_path.iterdir())) == 2
    assert any(path.read_text(encoding="utf-8") == "my own notes" for path in tmp_path.iterdir())
    assert capsys.readouterr().out.count("kept:") == 1
