"""What all visualisers share: the browser's kit, run by node against numbers that Python made, and its bundling."""

import json
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lesson_utils import style, visualise
from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.pictures import grey_picture
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.kit.words import number, share
from tests.unit.twins import NODE, needs_node, run_in_node

FOLDER = Path(visualise.__file__).parent
ENTRIES = [FOLDER / folder / f"{folder}.js" for folder in map(visualise.folder_of, visualise.__all__)]
ENTRIES += [FOLDER.parent / "training" / f"{name}.js" for name in ("live_training", "playback")]
# LiveTraining's button asks the notebook's own server to interrupt the kernel; nothing else may ask anybody.
ASKS_ITS_OWN_SERVER = {"live_training.js": ("await fetch(address, {", "await asked(address, {")}
SHEETS = sorted(path for path in FOLDER.glob("*/*.css") if path.parent.name != "kit")


def _name(path: Path) -> str:
    return path.name


def _golden() -> dict:
    values = [0, -0.04, 0.05, -1.25, 1.96, 254.5, -612, 1 / 9, -1 / 256, 99.9996]
    shares = [(0, 9), (9, 9), (1, 1000), (999, 1000), (1, 3), (1, 8)]
    rgb = np.random.default_rng(5).integers(0, 256, size=(5, 5, 3), dtype=np.uint8)
    rgba = np.concatenate([rgb, np.full((5, 5, 1), 255, np.uint8)], axis=2)
    return {
        "numbers": [[v, d, plus, number(v, d, plus)] for v in values for d in (0, 1, 3) for plus in (False, True)],
        "shares": [[*pair, share(*pair)] for pair in shares],
        "colours": style.DIVERGING,
        "rgba": rgba.ravel().tolist(),
        "grey": grey_picture(rgb).ravel().tolist(),
    }


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    run_in_node("kit.test.mjs", _golden(), tmp_path)


@needs_node
@pytest.mark.parametrize("entry", ENTRIES, ids=_name)
def test_each_module_for_the_browser_is_valid_and_has_what_anywidget_needs(entry, tmp_path):
    module = tmp_path / "module.mjs"
    module.write_text(browser_module(entry), encoding="utf-8")
    code = f"const m = await import({json.dumps(module.as_uri())}); console.log(typeof m.default().render)"
    run = subprocess.run([str(NODE), "--input-type=module", "-e", code], capture_output=True, text=True, timeout=60)
    assert run.stdout.strip() == "function", run.stderr


@pytest.mark.parametrize("entry", ENTRIES, ids=_name)
def test_each_module_is_one_file_that_asks_for_nothing(entry):
    module = browser_module(entry).replace(*ASKS_ITS_OWN_SERVER.get(entry.name, ("", "")))
    assert not re.findall(r"^import .*|.*\bimport\(.*|.*https?://.*|.*\bfetch\(.*", module, flags=re.MULTILINE)
    assert module.count("export class View") == 1
    assert module.index("export class View") < module.index("export default")


@pytest.mark.parametrize("sheet", SHEETS, ids=_name)
def test_each_style_sheet_uses_the_courses_colours_and_loads_nothing(sheet):
    css = style_sheet(sheet)
    always = dict(re.findall(r"--course-(\w+): (#\w+);", css))
    light = dict(
        re.findall(r"--(muted|line|tint|blue|orange|green|red): (#\w+);", css.split("body[data-jp-theme-light")[0])
    )
    used = set(re.findall(r"var\(--course-(\w+)\)", css))
    assert used
    assert used <= set(always)
    assert len(light) == 7
    assert all(value == getattr(style, name.upper()) for name, value in {**light, **always}.items())
    assert not re.search(r"url\(|@import", css)


def test_a_visualisers_own_rules_outweigh_the_common_look():
    """Of several visualisers on one page the last brings the common look once more, after the others' own rules."""
    css = style_sheet(FOLDER / "edge_lab" / "edge_lab.css")
    assert "\n.course-widget.edge-lab .stage {" in css
    assert not re.search(r"(?<!\.course-widget)\.edge-lab\b", css)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-612, "−612"), (0.05, "0.1"), (-0.04, "0"), (1.96, "2"), (-1.25, "−1.3")]
)
def test_numbers_in_words(value, text):
    assert number(value) == text


def test_shares_never_round_to_nothing_or_all():
    assert [share(0, 9), share(9, 9)] == ["0%", "100%"]
    assert [share(1, 1000), share(999, 1000)] == ["less than 1%", "more than 99%"]


def test_a_visualiser_without_figure_or_words_says_what_is_missing():
    class Unfinished(Visualiser):
        _esm = "export default {}"

    with pytest.raises(NotImplementedError, match=r"Unfinished needs a method _figure"):
        Unfinished()._repr_mimebundle_()
    with pytest.raises(NotImplementedError, match=r"Unfinished needs a method _alt_text"):
        Unfinished()._alt_text()
