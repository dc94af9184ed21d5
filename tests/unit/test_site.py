"""The website's parts, without a browser: what it makes of text, outputs and widgets, and what it refuses."""

import argparse
import gzip
import json
import shutil
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest
from markupsafe import Markup

from lesson_utils.building import cli
from lesson_utils.building.pair import Pair, pair_of
from lesson_utils.building.published import NOBODY, Published
from lesson_utils.building.site.build import ForeignFileError, build_site
from lesson_utils.building.site.episode_body import EpisodeBody
from lesson_utils.building.site.listings import python_code
from lesson_utils.building.site.live import LiveWidgets
from lesson_utils.building.site.markdown import PageMarkdown
from lesson_utils.building.site.mathematics import formula, spoken
from lesson_utils.building.site.page import Page, page_html
from lesson_utils.building.site.pages import REFERENCE, reference_page, start_page
from lesson_utils.building.site.run import Shown
from lesson_utils.building.site.search import sections_of
from lesson_utils.episodes import EpisodeError, read_episode

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROOT = Path(__file__).parents[2]
EPISODE = """---
title: "A plot"
teaching: 1
exercises: 1
---

## First

Is $a < b$? **Predict first.**

```python
import math
```

```python{}
plot()
```

::: instructor

### Secret

Never say this.

:::

::: callout

## Try it: <b>look</b>

### Deeper

Text.

:::

#### Far below

::: challenge

## Add {{#add}}

```python
x = _____
```

::: hint

Small.

:::

::: solution

One.

```python
x = 1
```

:::

:::
"""


def episode_pair(folder: Path, text: str) -> Pair:
    path = folder / "01-plot.md"
    path.write_text(text, encoding="utf-8")
    return pair_of(read_episode(path, ours=False), "fig")


def outputs(pair: Pair, shown: Shown) -> dict[str, list[Shown]]:
    return {next(cell.id for cell in pair.solution_cells if cell.source == "plot()"): [shown]}


PLOT = Shown({"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"})


def test_a_plot_is_shown_with_its_words_folded_away_where_the_text_asks_to_predict(tmp_path):
    pair = episode_pair(tmp_path, EPISODE.format(" {alt='Two bars, one \"high\".'}"))
    html = EpisodeBody(pair, outputs(pair, PLOT)).html()
    assert 'alt="Two bars, one &#34;high&#34;."' in html
    assert '<details class="shown asked"><summary>Output</summary><img' in html


def test_a_plot_without_words_stops_the_build_and_says_where(tmp_path):
    pair = episode_pair(tmp_path, EPISODE.format(""))
    with pytest.raises(EpisodeError, match=r"01-plot.md:15: this cell draws a plot: say in words"):
        EpisodeBody(pair, outputs(pair, PLOT)).html()


def test_learners_see_neither_notes_nor_a_solution_that_nobody_has_unfolded(tmp_path):
    pair = episode_pair(tmp_path, EPISODE.format(""))
    html = str(EpisodeBody(pair, {}).html())
    assert "Secret" not in html
    assert "Never say this" not in html
    unfolded = html.partition('<details class="solution">')[0]
    assert "<mark>_____</mark>" in unfolded
    assert html.count("Solution") > 0
    sections = sections_of(Page("01-plot", "A plot", Markup(html)))
    assert ["A plot", "01-plot.html#add"] in [one[:2] for one in sections]
    assert not any("One." in one[3] or "Small." in one[3] for one in sections)


def test_headings_leave_out_no_level_and_titles_hold_no_markup(tmp_path):
    html = str(EpisodeBody(episode_pair(tmp_path, EPISODE.format("")), {}).html())
    assert '<h2 id="first">' in html
    assert "<h3>✦ Try it: &lt;b&gt;look&lt;/b&gt;</h3>" in html
    assert '<h4 id="deeper">' in html
    assert '<h3 id="far-below">' in html
    assert "<h4>✎ Challenge 1 of 1: Add" in html


def test_a_widget_is_packed_without_what_is_jupyters_and_its_code_once():
    live = LiveWidgets()
    state = {"_esm": "export default {}", "_css": "p {}", "layout": "IPY_MODEL_1", "_model_name": "A", "own": [1]}
    buffers = [{"path": ["own"], "encoding": "base64", "data": "AACAPw=="}]
    assert [live.add({"state": state, "buffers": buffers}), live.add({"state": state})] == [0, 1]
    told = json.loads(live.as_json())
    assert [gzip.decompress(b64decode(text)).decode() for text in told["texts"]] == ["export default {}", "p {}"]
    first = told["widgets"][0]
    assert json.loads(gzip.decompress(b64decode(first["state"]))) == {"own": [1]}
    assert gzip.decompress(b64decode(first["buffers"][0]["data"])) == np.float32(1).tobytes()
    assert LiveWidgets().as_json() == ""


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"x_1, x_2, \dots", "x 1, x 2, …"),
        (r"\text{output} = \left(\sum_i x_i\right)", "output = (sum over i of x i)"),
        (r"\alpha < \beta", "alpha < beta"),
    ],
)
def test_a_formula_is_drawn_in_the_texts_own_colour_and_said_in_words(tex, words):
    assert spoken(tex) == words
    drawn = formula(tex)
    assert 'role="img"' in drawn
    assert '<path d="M' in drawn
    assert "fill=" not in drawn


def test_a_formula_that_nobody_can_draw_is_refused():
    with pytest.raises(ValueError, match=r"the formula \$\\nonsense\{x\}\$ cannot be drawn: "):
        formula(r"\nonsense{x}")


def test_whatever_a_page_holds_can_neither_end_its_scripts_nor_change_its_policy():
    strange = 'x</script><!-- <script>{policy} \\u003c "'
    page = Page("index", strange, Markup("<p>{}</p>").format(strange), data=json.dumps([strange]))
    html = page_html(page, [page])
    assert json.loads(html.partition('id="data">')[2].partition("</script>")[0]) == [strange]
    assert html.count("script-src 'sha256-") == 1
    assert html.count("</script>") == 4  # theme, plan, data, module


def test_code_is_escaped():
    assert "<script>" not in python_code("x = '<script>'", "<b>")
    assert "&lt;script&gt;" in python_code("x = '<script>'")


def test_a_missing_figure_is_named(tmp_path):
    markdown = PageMarkdown(tmp_path / "page.md")
    with pytest.raises(FileNotFoundError, match=r"page\.md: the figure fig/none\.png is missing"):
        markdown.html("![A cat](fig/none.png){alt='A cat'}")


def test_a_reference_page_without_a_title_is_refused(tmp_path):
    (tmp_path / "page.md").write_text("Text.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the first line must be the page's title"):
        reference_page(tmp_path / "page.md")


def test_the_command_says_what_is_wrong_with_a_page(small_course, tmp_path, monkeypatch, capsys):
    broken = shutil.copytree(small_course, tmp_path / "course")
    (broken / "reference" / "glossary.md").write_text("## Words\n", encoding="utf-8")
    monkeypatch.setattr(cli, "_checkout", lambda: broken)
    monkeypatch.setattr(cli, "pairs_of", pairs)
    monkeypatch.setattr("lesson_utils.building.site.build.outputs_of", lambda pair: {})
    arguments = argparse.Namespace(file=None, out=None, setup=None, site=str(tmp_path / "site"))
    assert cli.run_build(arguments) == 2
    assert "glossary.md: the first line must be the page's title" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_there_are_no_links_to_a_place_that_nobody_knows():
    start = start_page([Page("01-plot", "A plot", Markup())], [], Published(NOBODY, "build-a-cnn"))
    assert "mybinder.org" not in start.body


# The whole build, of one quick episode


@pytest.fixture(scope="module")
def small_course(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("course")
    (root / "episodes").mkdir()
    set_up = "import math\n\ncheck = print  # the real one imports Keras, which takes its time"
    text = (FIXTURES / "quick-episode.md").read_text(encoding="utf-8").replace("import math", set_up, 1)
    (root / "episodes" / "01-quick.md").write_text(text, encoding="utf-8")
    project = '[project]\nurls = {Repository = "https://github.com/someone/small-course"}\n'
    (root / "pyproject.toml").write_text(project, encoding="utf-8")
    (root / "reference").mkdir()
    for name in REFERENCE:
        shutil.copy(ROOT / "reference" / f"{name}.md", root / "reference")
    return root


def pairs(root: Path) -> list[Pair]:
    return [pair_of(read_episode(root / "episodes" / "01-quick.md", ours=False), "../fig", "check = print")]


def test_a_build_replaces_its_own_pages_and_nothing_else(small_course, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "_checkout", lambda: small_course)
    monkeypatch.setattr(cli, "pairs_of", pairs)
    arguments = argparse.Namespace(file=None, out=None, setup=None, site=str(tmp_path / "site"))
    assert cli.run_build(arguments) == 0
    assert "Open " in capsys.readouterr().out
    written = tmp_path / "site" / "01-quick.html"
    page, start = (path.read_text(encoding="utf-8") for path in (written, tmp_path / "site" / "index.html"))
    assert '<pre class="printed"' in page
    assert "colab.research.google.com/github/someone/small-course/blob/main/notebooks/01-quick.ipynb" in page
    assert "mybinder.org/v2/gh/someone/small-course" in start
    (tmp_path / "site" / "notes.txt").write_text("mine", encoding="utf-8")
    written.write_text("<p>somebody's own</p>", encoding="utf-8")
    monkeypatch.setattr("lesson_utils.building.site.build.outputs_of", lambda pair: pytest.fail("it is too late"))
    assert cli.run_build(arguments) == 2
    assert "was not written by a build of the website" in capsys.readouterr().err
    assert written.read_text(encoding="utf-8") == "<p>somebody's own</p>"
    assert (tmp_path / "site" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_the_name_of_a_page_is_left_alone(small_course, tmp_path, monkeypatch):
    (tmp_path / "glossary.html").mkdir()
    monkeypatch.setattr("lesson_utils.building.site.build.outputs_of", lambda pair: {})
    with pytest.raises(ForeignFileError, match=r"glossary\.html"):
        list(build_site(small_course, pairs(small_course), tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.html"]
