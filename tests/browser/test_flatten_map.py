"""FlattenMap in a real browser: by keyboard, by mouse, step by step, and in JupyterLab."""

from collections.abc import Callable

import numpy as np
from playwright.sync_api import Browser, expect

from lesson_utils.visualise import FlattenMap
from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index, flatten
from tests.browser.bare_page import bare_page, show_me
from tests.browser.reading import numbers
from tests.browser.visualiser_in_lab import VisualiserInLab


def test_a_wrong_prediction_is_explained(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        expect(page.locator(".row")).to_be_hidden()
        page.get_by_role("textbox").fill("18")
        page.keyboard.press("Enter")
        expect(page.locator(".slip")).to_contain_text("one whole feature map after the other")
        expect(page.locator(".row")).to_be_hidden()
        page.get_by_role("textbox").fill("15")
        page.keyboard.press("Enter")
        expect(page.locator(".reply")).to_contain_text("You went down the columns")
        expect(page.locator(".reply")).to_contain_text("(1 × 4 + 2) × 2 + 1 = 13")
        page.get_by_role("button", name="Ask me another").click()
        expect(page.locator(".row")).to_be_hidden()
        index = page.evaluate("model.get('index')")
        page.get_by_role("textbox").fill(str(index))
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".reply")).to_contain_text("Yes, that’s right.")


def test_the_row_is_numpys_and_keys_lead_through_it(browser: Browser) -> None:
    maps = np.random.default_rng(2).integers(-9, 10, size=(3, 5, 4)).astype(float)
    with bare_page(browser, FlattenMap(maps)) as page:
        page.get_by_role("button", name="Show me").click()
        assert numbers(page.locator(".row b")) == flatten(maps).tolist()
        page.get_by_role("option", selected=True).focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        index = flat_index((2, 0, 1), maps.shape)
        expect(page.get_by_role("option", selected=True)).to_contain_text(str(index))
        expect(page.locator("[data-part=backwards]")).to_contain_text("row 2, column 0.")
        assert page.evaluate("model.saved.at(-1)") == {"index": index}
        assert page.evaluate("document.activeElement.ariaSelected") == "true"


def test_a_cell_chosen_in_the_maps_lights_up_in_the_row(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("gridcell", name="030").click()
        expect(page.get_by_role("option", selected=True)).to_have_text("030 6")
        page.get_by_role("gridcell", name="030").press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).to_have_text("130 14")
        expect(page.locator("[data-part=caption]")).to_contain_text("lands at index 14, the neighbour below at 22")
        page.get_by_role("option", name="021").click()
        expect(page.locator("td.chosen")).to_have_text("021")
        page.evaluate("model.python('index', 23)")
        expect(page.locator("td.chosen")).to_have_text("231")


def test_step_by_step_the_row_fills_and_less_motion_means_no_play(browser: Browser) -> None:
    with bare_page(browser, FlattenMap(), reduced_motion="reduce") as page:
        page.get_by_role("button", name="Show me").click()
        expect(page.get_by_role("button", name="Play")).to_be_hidden()
        page.get_by_role("button", name="To the start").click()
        page.get_by_role("button", name="Step", exact=True).click()
        expect(page.locator("td.window")).to_have_text(["000", "001"])
        expect(page.locator(".row .window b")).to_have_text(["000", "001"])
    with bare_page(browser, FlattenMap((1, 2, 1))) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("button", name="Play").click()
        expect(page.locator(".where")).to_have_text("2 of 2")
        expect(page.get_by_role("button", name="Play")).to_have_text("Play")


def test_two_views_of_one_widget_agree(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        page.get_by_role("button", name="Show me").click()
        page.evaluate("show()")
        expect(page.get_by_role("listbox")).to_have_count(2)  # the second view needs no second prediction
        page.get_by_role("option", name="020").last.click()
        expect(page.locator("td.chosen")).to_have_text(["020", "020"])


def test_in_jupyterlab_keys_delete_no_cell_and_python_hears(show_in_lab: Callable[..., VisualiserInLab]) -> None:
    lab = show_in_lab("FlattenMap()", "shown.cell, shown.index")
    show_me(lab.box)
    lab.box.get_by_role("option", selected=True).focus()
    lab.press("ArrowLeft", "d", "d", "ArrowUp")
    expect(lab.box.get_by_role("option", selected=True)).to_have_text("020 4")
    lab.prints(f"{cell_at(4, (3, 4, 2))} 4")
