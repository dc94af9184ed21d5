"""Numbers as a visualiser's page shows them."""

from playwright.sync_api import Locator


def number(text: str) -> float:
    """The number in a text: the page writes a true minus sign."""
    return float(text.replace("−", "-"))


def numbers(place: Locator) -> list[float]:
    """One number from every element that a locator finds, also where it is folded away."""
    return [number(text) for text in place.all_text_contents()]
