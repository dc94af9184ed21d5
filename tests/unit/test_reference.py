"""The reference pages: every word that an episode links to is there, and each is linked from where it is first used."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from lesson_utils.building.pair import pair_of
from lesson_utils.episodes import course
from lesson_utils.episodes.challenges import slug_of

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference"
GLOSSARY = (REFERENCE / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^### (.+)$", GLOSSARY, re.MULTILINE)
LINK = re.compile(r"\]\(\.\./reference/([\w-]+\.md)(?:#([\w-]+))?\)")
# Words of episodes that are still to be written.
WAITING = {
    "adam",
    "compiling",
    "confusion-matrix",
    "data-augmentation",
    "dropout",
    "early-stopping",
    "fine-tuning",
    "gpu",
    "learning-rate",
    "model-card",
    "transfer-learning",
}


def links_of(path: Path) -> list[tuple[str, str]]:
    """Each link to a page of the reference, and to which of its headings."""
    return LINK.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / "episodes").glob("*.md")), ids=lambda path: path.stem)
def test_what_an_episode_links_to_is_there(path):
    anchors = {slug_of(term) for term in TERMS}
    for page, anchor in links_of(path):
        assert (REFERENCE / page).is_file(), page
        assert page != "glossary.md" or not anchor or anchor in anchors, anchor
    twice = [anchor for _, anchor in links_of(path) if anchor]
    assert sorted(set(twice)) == sorted(twice), "a word is linked where it is first used, and not again"


def test_every_word_is_linked_from_an_episode():
    linked = {anchor for path in (ROOT / "episodes").glob("*.md") for _, anchor in links_of(path)}
    assert {slug_of(term) for term in TERMS} - linked <= WAITING


def test_the_words_are_in_order_and_each_is_told_in_a_few_words():
    assert sorted(TERMS, key=str.lower) == TERMS
    for told in GLOSSARY.split("\n### ")[1:]:
        words = told.split("\n\n", 1)[1].split()
        assert 5 <= len(words) <= 45, told


def test_links_between_the_reference_pages_lead_somewhere():
    for page in REFERENCE.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[\w-]*)?\)", page.read_text(encoding="utf-8")):
            assert (REFERENCE / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize(("episode", "following"), pairwise(course()), ids=lambda episode: episode.name)
def test_an_episode_ends_with_the_way_to_the_next(episode, following):
    told = episode.path.read_text(encoding="utf-8")
    place = told.index(f"]({following.name}.ipynb)")
    assert "\n## " not in told[place:]


@pytest.mark.parametrize("episode", course(), ids=lambda episode: episode.name)
def test_both_notebooks_lead_to_the_reference(episode):
    pair = pair_of(episode, "../fig")
    for notebook, folder in ((pair.learners, "notebooks"), (pair.solutions, "notebooks/solutions")):
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        targets = re.findall(r"\]\(((?:\.\./)+reference/[\w-]+\.md)", text)
        assert targets
        assert all((ROOT / folder / target).resolve().is_file() for target in targets)
