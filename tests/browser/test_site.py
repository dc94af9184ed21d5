"""The website from `file://` in a real Chromium: every widget and question works, nothing is asked for."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from lesson_utils.building.site.page import Page as SitePage
from lesson_utils.checking import diagnose_choice
from lesson_utils.episodes import Challenge, course
from tests.browser.accessibility import violations
from tests.browser.bare_page import settle, show_me
from tests.browser.notebook_page import SLOW
from tests.browser.site_pages import site_pages, write_site
from tests.browser.visualisers_by_hand import GESTURES

NAMES = ["index", *(one.name for one in course())]
NAMES += ["glossary", "setup", "learner-profiles", "further-reading", "instructors", "search"]
QUESTIONS = [(one.name, challenge) for one in course() for challenge in one.challenges if challenge.is_question]
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def pages() -> list[SitePage]:
    return site_pages()


@pytest.fixture(scope="module")
def site(pages: list[SitePage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a site")  # a folder with a space in its name, as people have
    write_site(pages, folder)
    return folder


class Reader:
    """Opens pages as a double click does, and takes note of whatever they ask for or complain about."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.site, self.page, self.problems = site, context.new_page(), list[str]()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda told: told.type == "error" and self.problems.append(told.text))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site.as_uri(), "data:", "blob:")):
            self.problems.append(f"asks for {url}")

    def stay(self, name: str) -> Page:
        """The page as an earlier test has left it, if it is the same."""
        return self.page if self.page.url.endswith(f"/{name}.html") else self.open(name)

    def open(self, name: str) -> Page:
        self.page.goto(f"{self.site.as_uri()}/{name}.html")
        if self.page.locator("#live").count():
            self.page.locator("body[data-alive]").wait_for()
        return self.page


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme="light")
    opened.set_default_timeout(SLOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared(context: BrowserContext, site: Path) -> Reader:
    return Reader(context, site)


@pytest.fixture
def reader(shared: Reader) -> Iterator[Reader]:
    """One window for all tests, emptied of what it keeps."""
    shared.problems.clear()
    yield shared
    shared.page.evaluate("localStorage.clear()")
    assert shared.problems == []


def card(page: Page, name: str) -> Locator:
    return page.locator(".course-widget", has=page.get_by_role("heading", name=name, exact=True)).first


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_fits_and_axe_objects_to_nothing(reader: Reader, name: str) -> None:
    page = reader.open(name)
    assert page.locator("[data-problem]").count() == 0
    assert page.locator(".live").count() == page.locator(".live.alive").count()
    for folded in page.locator("details:not(.course-widget *)").all():
        folded.evaluate("one => { one.open = true; }")
    assert violations(page, "html") == []
    page.get_by_role("button", name="Switch to the dark theme").click()
    assert page.evaluate("getComputedStyle(document.querySelector('.site')).backgroundColor") == "rgb(20, 24, 29)"
    assert violations(page, "html") == []
    page.set_viewport_size({"width": 390, "height": 800})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1366, "height": 768})


# Widgets without a kernel


@pytest.mark.parametrize("name", [name for name in GESTURES if name != "ModelScope"])
def test_a_visualiser_computes_on_the_page(reader: Reader, name: str) -> None:
    page = reader.stay("03-build-cnn")
    box = card(page, name)
    show_me(box)
    GESTURES[name](box, Locator.click)


@pytest.mark.parametrize(("episode", "versions"), [("03-build-cnn", False), ("04-fit-cnn", True)])
def test_model_scope_runs_the_network_on_the_page(reader: Reader, episode: str, versions: bool) -> None:
    box = card(reader.open(episode), "ModelScope")
    show_me(box)
    box.get_by_role("tab", name="Conv2D").first.click()
    box.locator("[data-part=map]").click(position={"x": 20, "y": 20})
    caption = box.locator("[data-part=caption]")
    expect(caption).to_contain_text(re.compile(r"map \d+, row"))
    before = caption.inner_text()
    if versions:
        box.get_by_text("trained by us", exact=True).first.click()
        box.get_by_text("untrained", exact=True).first.click()
        expect(caption).not_to_have_text(before)


def test_a_recorded_training_is_played(reader: Reader) -> None:
    page = reader.open("04-fit-cnn")
    page.locator("#fit details.shown > summary").click()
    box = card(page, "LiveTraining")
    expect(box.locator(".where").first).to_have_text("1 of 11")
    expect(box.locator("[data-part=where]")).to_have_text("Before the training")
    first = box.locator("[data-role=guess]").all_inner_texts()
    box.get_by_role("button", name="Step").press("Enter")
    expect(box.locator("[data-part=where]")).to_have_text("After epoch 1 of 10")
    expect(box.locator("[data-part=caption]")).to_contain_text("Epoch 1 of 10: training loss 1.4")
    assert box.locator("[data-role=guess]").all_inner_texts() != first
    for _ in range(6):
        box.get_by_role("button", name="Step").click()
    box.get_by_role("button", name="Play").click()
    expect(box.locator("[data-part=where]")).to_have_text("Finished: 10 epochs.")
    box.get_by_text("All numbers").click()
    expect(box.locator("tbody tr")).to_have_count(10)
    expect(box.get_by_text("To stop it")).to_be_hidden()


def test_the_results_of_the_test_images_can_be_looked_through(reader: Reader) -> None:
    page = reader.open("05-evaluate-predict")
    grid, sheet = card(page, "ConfusionGrid"), card(page, "PredictionSheet")
    show_me(grid)
    grid.get_by_role("button", name="next pair").click()
    expect(grid.locator("[data-part=behind] canvas")).not_to_have_count(0)
    show_me(sheet)
    sheet.get_by_text("Only the wrong ones").click()
    expect(sheet.locator(".sheet li:visible")).not_to_have_count(8)


# Questions


def plain(text: str) -> str:
    """Words only: neither Markdown nor the spaces of a layout."""
    return " ".join(re.sub(r"[*`]", "", text).split())


EVERY_CHOICE = """([form, letters]) => {
  const said = {};
  for (const chosen of letters) {
    for (const one of form.querySelectorAll("input")) one.checked = chosen.includes(one.value);
    form.requestSubmit();
    said[chosen] = form.querySelector(".said").innerText;
  }
  return said;
}"""


def choices(question: Challenge) -> list[str]:
    letters = [one.letter for one in question.options]
    if not question.has_several_right:
        return letters
    sets = ([one for at, one in enumerate(letters) if number >> at & 1] for number in range(1, 2 ** len(letters)))
    return ["".join(chosen) for chosen in sets]


@pytest.mark.parametrize(("episode", "question"), QUESTIONS, ids=[one.id for _, one in QUESTIONS])
def test_a_question_says_to_every_choice_what_the_notebook_says(
    reader: Reader, episode: str, question: Challenge
) -> None:
    page = reader.stay(episode)
    form = page.locator(f"#{question.id} form").element_handle()
    said = page.evaluate(EVERY_CHOICE, [form, choices(question)])
    for chosen, words in said.items():
        wanted = diagnose_choice(question, chosen)
        verdict, _, rest = plain(words).partition(". ")
        assert plain(rest) == plain(wanted.message), chosen
        assert (verdict == "✓ Correct") == wanted.passed, chosen


def test_a_question_is_answered_by_keyboard_and_the_progress_is_kept_shown_and_erased(reader: Reader) -> None:
    page = reader.open("04-fit-cnn")
    box = page.locator("#read-curves")
    box.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Not this one")
    for _ in "bc":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Correct")
    page.locator("#compile").get_by_label("I have solved it").check()
    page = reader.open("04-fit-cnn")
    expect(box.get_by_role("heading").first).to_contain_text("✓ done")
    expect(page.locator("[data-standing]")).to_contain_text("2 of 5 challenges done")
    page.locator("#compile").get_by_label("I have solved it").uncheck()
    page = reader.open("04-fit-cnn")
    expect(page.locator("[data-standing]")).to_contain_text("1 of 5 challenges done")
    page = reader.open("index")
    expect(page.locator(".cards")).to_contain_text("1 of 5 done")
    keeping = page.locator("[data-keeping]")
    expect(keeping).to_contain_text("in this browser, on this computer, and nowhere else")
    keeping.get_by_role("button", name="Erase my progress").click()
    expect(page.locator(".cards")).to_contain_text("1 of 5 done")
    keeping.get_by_role("button", name="Really erase it?").click()
    expect(keeping.get_by_role("status")).to_contain_text("Erased")
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(".cards")).not_to_contain_text("done")


@pytest.mark.parametrize("kept", ["nothing at all", '{"a": 1}', "[1, null]"])
def test_a_page_works_where_nothing_is_kept_or_something_strange(browser: Browser, site: Path, kept: str) -> None:
    with browser.new_context() as context:
        if kept == "nothing at all":
            script = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
        else:
            script = f"localStorage.setItem('build-a-cnn.progress', '{kept}'); localStorage['build-a-cnn.theme'] = '?'"
        context.add_init_script(script)
        reader = Reader(context, site)
        page = reader.open("02-image-data")
        page.get_by_role("button", name="Switch to the dark theme").click()
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
        expect(page.locator("[data-standing]")).to_contain_text("0 of 2 challenges done")
        assert reader.problems == []


# Reading


def test_words_are_found_from_any_page_and_answers_are_not(reader: Reader) -> None:
    page = reader.open("05-evaluate-predict")
    page.get_by_label("Search the course").fill("weight sharing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=weight+sharing")
    expect(page.locator("[data-results] li").first).to_contain_text("weight sharing")
    page.locator("[data-results] a").first.click()
    page.wait_for_url("**#weight-sharing")
    expect(page.locator("#weight-sharing")).to_be_in_viewport()
    page = reader.open("search")
    for query, found in [("kernal*(", 0), ("the first brackets describe", 0), ("ReLu", 1), ("ñandú", 0)]:
        page.get_by_label("Which words?").fill(query)
        assert bool(page.locator("[data-results] li").count()) == bool(found), query


def test_code_is_copied_as_it_is(reader: Reader) -> None:
    page = reader.open("03-build-cnn")
    figure = page.locator("#conv2d figure.code").first
    figure.get_by_role("button", name="Copy").click()
    expect(figure.get_by_role("button")).to_have_text("Copied ✓")
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.press("ControlOrMeta+v")
    challenge = next(one for episode in course() for one in episode.challenges if one.id == "conv2d")
    assert page.locator("textarea").input_value() == challenge.template


def test_the_theme_follows_the_computer_until_one_is_chosen(reader: Reader) -> None:
    page = reader.open("glossary")
    body = page.locator("body")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-jp-theme-light", "false")
    page.get_by_role("button", name="Switch to the light theme").click()
    expect(reader.open("setup").locator("body")).to_have_attribute("data-jp-theme-light", "true")
    page.emulate_media(color_scheme="light")


def test_on_paper_widgets_are_pictures_outputs_are_there_and_answers_are_not(reader: Reader) -> None:
    page = reader.open("04-fit-cnn")
    page.get_by_role("button", name="Switch to the dark theme").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.site')).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".course-widget:visible")).to_have_count(0)
    assert page.locator(".still img:visible").count() == page.locator(".still img").count()
    expect(page.locator("details.shown:not([open])")).to_have_count(0)
    expect(page.locator("details.solution:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_javascript_everything_can_be_read(browser: Browser, site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/03-build-cnn.html")
        assert page.locator(".still img").count() == 8
        assert all(image.get_attribute("alt") for image in page.locator("img").all())
        page.locator("#conv2d details.solution > summary").click()
        expect(page.locator("#conv2d details.solution")).to_contain_text("filters=16")


def test_the_policy_lets_no_foreign_script_and_no_request_through(reader: Reader) -> None:
    page = reader.open("index")
    script = "Object.assign(document.createElement('script'), { text: 'window.foreign = 1' })"
    page.evaluate(f"document.body.append({script})")
    assert page.evaluate("window.foreign") is None
    assert page.evaluate("fetch('data:,x').then(() => 'sent', () => 'stopped')") == "stopped"
    assert len(reader.problems) >= 2
    reader.problems.clear()


# The files


class Links(HTMLParser):
    """The ids of a page, where its links lead, and its pictures without words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids, self.links, self.wordless = list[str](), list[str](), list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.links += [named["href"] or ""] if "href" in named and tag == "a" else []
        self.links += [named["action"] or ""] if "action" in named else []
        if tag == "img" and len(named.get("alt") or "") < 20:
            self.wordless.append(str(named)[:100])


def test_every_link_leads_somewhere_every_id_is_there_once_and_every_picture_has_words(site: Path) -> None:
    read = {file.name: Links(file.read_text(encoding="utf-8")) for file in site.iterdir()}
    assert sorted(read) == sorted(f"{name}.html" for name in NAMES)
    dead = []
    for name, page in read.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert page.wordless == [], name
        for link in page.links:
            file, _, place = link.partition("#")
            if "://" in link:
                continue
            target = read.get(file or name)
            if target is None or (place and place not in target.ids):
                dead.append(f"{name}: {link}")
    assert dead == []
    assert sum(len(page.links) for page in read.values()) > 500


def test_no_page_is_too_large(site: Path) -> None:
    assert {file.name: file.stat().st_size for file in site.iterdir() if file.stat().st_size >= MOST_BYTES} == {}
