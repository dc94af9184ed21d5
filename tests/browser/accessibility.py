"""Ask axe-core, which knows the rules of accessibility, about a part of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Half-way from one theme to the other, colours have too little contrast.
_AT_REST = """Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition)
    .map(one => one.finished.catch(() => null)))"""


def violations(page: Page, selector: str) -> list[str]:
    """What axe-core objects to inside every element that a selector finds: one line for each rule and element.

    The page around it is left out, since JupyterLab alone breaks rules that are not ours to mend.
    """
    page.evaluate(_AT_REST)
    assert page.locator(selector).count(), f"nothing to look at: no {selector} on the page"
    found = Axe().run(page, context={"include": [[selector]]}, options={"resultTypes": ["violations"]})
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found.response["violations"] for node in rule["nodes"]]
