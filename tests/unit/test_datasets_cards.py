"""The data sets' cards and the drawings' Croissant description say what the code does."""

import json

import pytest

from lesson_utils.datasets import DATASETS, class_names
from lesson_utils.datasets.drawings import STYLE_VERSION, collection, shared
from lesson_utils.datasets.drawings_cache import FILE
from lesson_utils.datasets.registry import CARDS

CROISSANT = CARDS / "drawings.croissant.json"


@pytest.fixture(scope="module")
def described():
    return json.loads(CROISSANT.read_text(encoding="utf-8"))


def test_the_description_fits_the_registry(described):
    assert described["version"] == f"{STYLE_VERSION}.0.0"
    assert described["distribution"][0]["contentUrl"] == FILE
    assert described["license"].startswith("https://creativecommons.org/publicdomain/zero/1.0")
    assert DATASETS["drawings"].licence == "CC0 1.0"
    rows = described["recordSet"][0]["data"]
    assert [row["classes/name"] for row in rows] == class_names
    assert [row["classes/label"] for row in rows] == list(range(10))


def test_mlcroissant_finds_nothing_to_complain_about():
    """Runs where mlcroissant is installed; the course itself does not need it."""
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(str(CROISSANT))
    issues = dataset.metadata.issues
    assert not issues.errors
    assert not issues.warnings
    assert [row["classes/name"] for row in dataset.records("classes")] == class_names


def test_the_card_tells_the_share_of_labels_that_cannot_be_predicted():
    views = [view for each in collection.VIEWS for view in each]
    both = {shared.PET, shared.VEHICLE, shared.HOOFED, shared.FLIER}
    assert both <= set(views)
    shares = [sum(view in both for view in each) / len(each) for each in collection.VIEWS]
    guessed = sum(shares) / len(shares) / 2
    card = DATASETS["drawings"].card.read_text(encoding="utf-8")
    assert f"about {100 * guessed:.0f} per cent of all labels cannot be predicted" in card
    assert collection.MISLABELLED == 0.04
    assert "Four per cent of the labels are exchanged" in card
