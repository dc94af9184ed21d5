"""Look for what does not fit: what sticks out of its card, hides under something else, or is too small for a finger."""

from playwright.sync_api import Page

# Only what is meant to be scrolled may be wider than its place: tables.
MISFITS = """card => {
  const MAY_SCROLL = ".scroll";
  const CONTROLS = "button, input, select, summary, [tabindex='0']";
  const SMALLEST = 24;  // CSS pixels, as WCAG 2.2 has it
  const found = [];
  const say = (what, one) => found.push(`${what}: ${one.outerHTML.slice(0, 120)}`);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
  const all = [card, ...card.querySelectorAll("*")].filter(seen);
  const edges = card.getBoundingClientRect();
  if (document.documentElement.scrollWidth > innerWidth) say("the page scrolls sideways", document.documentElement);
  if (edges.right > innerWidth + 0.5) say("sticks out of the window", card);
  for (const one of all) {
    const box = one.getBoundingClientRect();
    const scrolls = getComputedStyle(one).overflowX !== "visible" || one === card;
    const mayNot = one.textContent && getComputedStyle(one).textOverflow !== "ellipsis" && !one.matches(MAY_SCROLL);
    if (scrolls && mayNot && one.scrollWidth > one.clientWidth + 1) say("scrolls or is cut", one);
    const outside = box.right > edges.right + 0.5 || box.left < edges.left - 0.5;
    if (outside && !one.closest(`svg *, ${MAY_SCROLL}`)) say("sticks out of the card", one);
  }
  for (const one of all.filter((one) => one.matches("input[type=text]"))) {
    if (one.scrollWidth > one.clientWidth + 1) say("its text is cut", one);
  }
  for (const one of all.filter((one) => one.matches(CONTROLS) && getComputedStyle(one).opacity !== "0")) {
    one.scrollIntoView({ block: "center", inline: "nearest" });
    const box = one.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 100));
    if (!hit || !(one.contains(hit) || hit.closest("label")?.contains(one))) say("cannot be pressed", one);
    if (Math.min(box.width, box.height) < SMALLEST) say("is too small", one);
  }
  return found;
}"""


def misfits(page: Page, selector: str) -> list[str]:
    """What does not fit inside every element that a selector finds: one line each."""
    cards = page.locator(selector)
    assert cards.count(), f"nothing to look at: no {selector} on the page"
    return [line for card in cards.all() for line in card.evaluate(MISFITS)]
