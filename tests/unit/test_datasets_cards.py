"""The data sets' cards and the drawings' Croissant description say what the code does."""

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.datasets import DATASETS, class_names, few, load_data, new_class_names
from lesson_utils.datasets.drawings import STYLE_VERSION, collection, shared
from lesson_utils.datasets.drawings_cache import FILE
from lesson_utils.datasets.home import course_home
from lesson_utils.datasets.registry import CARDS

ROOT = Path(__file__).resolve().parents[2]
CROISSANT = CARDS / "drawings.croissant.json"
LOCK = Path(__file__).with_name("mlcroissant.lock")
ASK_MLCROISSANT = """
import json, sys, mlcroissant
dataset = mlcroissant.Dataset(sys.argv[1])
issues = dataset.metadata.issues
rows = [row["classes/name"] for row in dataset.records("classes")] if not issues.errors else []
print(json.dumps([sorted(map(str, issues.errors | issues.warnings)), rows]))
"""


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


def test_the_description_says_where_the_program_is_published(described):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert described["url"] == project["urls"]["Repository"], f"write it into {CROISSANT.name} too"


def _fetch_mlcroissant(place):
    # One package is source only: it is built with the setuptools of requirements.lock.
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--no-build-isolation"]
    pip += ["--retries", "1", "--disable-pip-version-check", "-r", str(LOCK), "--target"]
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        done = subprocess.run([*pip, f"{folder}/packages"], capture_output=True, text=True, check=False)
        if done.returncode and not os.environ.get("CI"):
            pytest.skip(f"mlcroissant cannot be fetched: {done.stderr.strip()[-300:]}")
        assert done.returncode == 0, done.stderr
        with suppress(OSError):  # another worker was faster
            Path(folder, "packages").rename(place)


@pytest.fixture(scope="module")
def mlcroissant():
    """A function that gives mlcroissant's complaints, and the classes that it reads.

    The first time it is fetched into a folder of its own. Where that cannot be, the tests are skipped; not where `CI`
    is set: there they fail.
    """
    place = course_home() / f"mlcroissant-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    if not place.exists():
        _fetch_mlcroissant(place)

    def asked(path):
        surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(place), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-c", ASK_MLCROISSANT, str(path)]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        return json.loads(done.stdout) if done.returncode == 0 else ([done.stderr], [])

    return asked


def test_mlcroissant_finds_nothing_to_complain_about(mlcroissant):
    assert mlcroissant(CROISSANT) == [[], class_names]


@pytest.mark.parametrize("lacks", ["license", "distribution.sha256"])
def test_mlcroissant_would_complain(mlcroissant, described, tmp_path, lacks):
    spoiled = json.loads(json.dumps(described))
    *way, last = lacks.split(".")
    del (spoiled[way[0]][0] if way else spoiled)[last]
    (tmp_path / "spoiled.json").write_text(json.dumps(spoiled))
    complaints, _ = mlcroissant(tmp_path / "spoiled.json")
    assert last in " ".join(complaints)


def test_the_description_has_the_checksum_of_todays_drawings(described):
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("other processors may round otherwise, and the description says so")
    load_data("drawings")
    with (course_home() / FILE).open("rb") as file:
        assert described["distribution"][0]["sha256"] == hashlib.file_digest(file, "sha256").hexdigest()


def test_the_cards_lines_of_numpy_read_the_file(monkeypatch):
    (train_images, train_labels), (test_images, test_labels) = load_data("drawings")
    monkeypatch.chdir(course_home())
    (lines,) = re.findall(r"```python\n(import numpy.*?)```", DATASETS["drawings"].card.read_text("utf-8"), re.DOTALL)
    names = {}
    exec(lines, names)
    assert np.array_equal(names["images"][:50_000:99], train_images[::99])
    assert np.array_equal(names["images"][50_000::99], test_images[::99])
    assert np.array_equal(names["labels"], np.concatenate([train_labels, test_labels])[:, 0])


def test_the_card_tells_of_the_new_classes():
    card = " ".join(DATASETS["drawings"].card.read_text(encoding="utf-8").split())
    assert f"{', '.join(new_class_names[:-1])} and {new_class_names[-1]}" in card
    assert f"of each {few.TRAIN} to train and {few.TEST} to test" in card


def test_what_mlcroissant_needs_beside_the_lock_is_pinned_and_neutral():
    text, lock = LOCK.read_text(encoding="utf-8"), (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w-]+)==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE)
    assert pins == re.findall(r"^([\w-]+)==", text, re.MULTILINE)
    assert "mlcroissant" in pins
    assert not [name for name in pins if re.search(rf"^{name}==", lock, re.MULTILINE)]
    assert "://" not in text


def test_the_card_tells_the_share_of_labels_that_cannot_be_predicted():
    views = [view for each in collection.VIEWS for view in each]
    both = {shared.PET, shared.VEHICLE, shared.HOOFED, shared.FLIER}
    assert both <= set(views)
    shares = [sum(view in both for view in each) / len(each) for each in collection.VIEWS]
    guessed = sum(shares) / len(shares)
    card = " ".join(DATASETS["drawings"].card.read_text(encoding="utf-8").split())
    assert f"That makes {100 * guessed:.0f} per cent of all pictures." in card
    assert f"about {100 * guessed / 2:.0f} per cent of all labels come out wrong" in card
    assert collection.MISLABELLED == 0.04
    assert "Four per cent of the labels are exchanged" in card
