"""From a key to the painted picture, in JupyterLab in Chromium. Run: python -m tests.bench.bench_visualisers

EdgeLab with the cat and kernels of 3x3 and 5x5, `interact` with matplotlib doing the same, ModelScope on the lesson's
network. Real keys are pressed. The time runs from the browser's own time stamp of the key to the end of the frame in
which the page painted the new picture (for `interact`: in which the new image stood in the output, decoded), so waiting
for that frame is in every number. What the screen needs after that is in none: nothing in a page can tell. "Drawing" is
our own part of it, computing included; the rest is the browser's.
"""

import os
import random
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import browser, browser_executable, course_copy, lab_folder, lab_url  # noqa: F401
from tests.browser.notebook_page import open_cells

CHANGES = 60
ROW = "{:28} {:>15} {:>9}   {}"
WARM_UP = 5  # the first keys also compile the code
# What is promised: milliseconds (17 are one frame at 60 Hz), and how many times faster than `interact`.
EDGE_LAB_MS, SCOPE_MS, TIMES_FASTER = 17, 33, 8
EDGE_LAB = """from lesson_utils.visualise import EdgeLab
EdgeLab(kernel="{kernel}")"""
MODEL_SCOPE = """from lesson_utils.visualise import ModelScope
ModelScope()"""
INTERACT = """%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import interact
from lesson_utils.visualise.kit.convolution import filter_image
from lesson_utils.visualise.edge_lab.kernels import as_kernel
from lesson_utils.visualise.kit.pictures import cat

image = cat()
middle = len(as_kernel("{kernel}")) // 2

@interact(weight=(-5, 5))
def show(weight=0):
    kernel = as_kernel("{kernel}").copy()
    kernel[middle, middle] = weight
    plt.imshow(filter_image(image, kernel), cmap="RdBu")
    plt.show()"""
# Listens to keys before anybody else does. `seen` says what can be seen: a key that changed nothing is counted apart.
# The first task after a frame's animation callbacks runs when the frame is painted.
STOPWATCH = """picture => {
  window.bench = { times: [], work: [], unchanged: 0 };
  const ask = requestAnimationFrame;
  let drawn = 0;
  window.requestAnimationFrame = (then) => ask((now) => {
    const start = performance.now();
    then(now);
    drawn += performance.now() - start;
  });
  const painted = () => new Promise((done) => ask(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  }));
  const seen = new Function(picture.seen);
  const arrived = async (before) => {
    if (picture.inBrowser) return painted();
    const image = () => document.querySelector(".jp-OutputArea-output:not(.lm-mod-hidden) img");
    while (!image() || seen() === before) await painted();
    await image().decode();
    return painted();
  };
  addEventListener("keydown", async (event) => {
    const before = bench.last ?? seen();
    drawn = 0;
    const end = await arrived(before);
    bench.times.push(end - event.timeStamp);
    bench.work.push(drawn);
    bench.last = seen();
    if (bench.last === before) bench.unchanged += 1;
  }, { capture: true });
}"""
CANVASES = "return [...document.querySelectorAll('{}')].map((canvas) => canvas.toDataURL()).join()"
IMAGE = "return document.querySelector('.jp-OutputArea-output:not(.lm-mod-hidden) img')?.src"


@dataclass
class Result:
    """Medians in milliseconds."""

    key_to_picture: float
    drawing: float


def _opened(browser: Browser, url: str, folder: Path, source: str, shown: str) -> Page:  # noqa: F811
    notebook = open_cells(browser, url, folder, "bench.ipynb", [nbformat.v4.new_code_cell(source)])
    notebook.run(notebook.code_cell(source.splitlines()[-1]))
    notebook.page.locator(shown).first.wait_for()
    return notebook.page


def _timed(page: Page, focus: str, seen: str, in_browser: bool, keys: tuple[str, str], changes: bool = True) -> Result:
    """Press two keys in turns, each once the last is through. All of them must change what can be seen, or none."""
    page.locator(focus).first.focus()
    page.evaluate(STOPWATCH, {"seen": seen, "inBrowser": in_browser})
    for nth in range(CHANGES + WARM_UP):
        page.keyboard.press(keys[nth % 2])
        page.wait_for_function("count => bench.times.length === count", arg=nth + 1, polling=20)
        page.wait_for_timeout(random.uniform(40, 60))
    unchanged, times, work = page.evaluate("[bench.unchanged, bench.times, bench.work]")
    assert unchanged == (0 if changes else len(times)), f"{unchanged} keys changed nothing that can be seen"
    page.close()
    return Result(statistics.median(times[WARM_UP:]), statistics.median(work[WARM_UP:]))


@pytest.fixture
def lab(browser: Browser, lab_url: str, course_copy: Path):  # noqa: F811
    return browser, lab_url, course_copy


def _edge_lab(lab, kernel: str, size: int) -> Result:
    page = _opened(*lab, EDGE_LAB.format(kernel=kernel), ".edge-lab .cover")
    page.get_by_role("button", name="Show me").click()
    middle = f".edge-lab .weights input:nth-child({size * size // 2 + 1})"
    return _timed(page, middle, CANVASES.format(".edge-lab .after canvas"), True, ("ArrowDown", "ArrowUp"))


def _empty_frame(lab) -> Result:
    """The same page and a key that means nothing: what this computer's browser takes by itself just now."""
    page = _opened(*lab, EDGE_LAB.format(kernel="horizontal edges"), ".edge-lab .cover")
    page.get_by_role("button", name="Show me").click()
    return _timed(page, ".edge-lab .weights input", "return 0", True, ("Shift", "Shift"), changes=False)


def _interact(lab, kernel: str) -> Result:
    page = _opened(*lab, INTERACT.format(kernel=kernel), ".jp-OutputArea-output img")
    return _timed(page, ".noUi-handle", IMAGE, False, ("ArrowUp", "ArrowDown"))


def _model_scope(lab) -> Result:
    page = _opened(*lab, MODEL_SCOPE, ".model-scope .cover")
    page.get_by_role("button", name="Show me").click()
    maps = CANVASES.format(".model-scope .strip canvas")
    return _timed(page, ".model-scope [data-part=picture]", maps, True, ("ArrowRight", "ArrowLeft"))


def test_key_to_painted_picture(lab) -> None:
    print(f"\n\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; milliseconds, medians of {CHANGES} keys")
    print(ROW.format("", "key to picture", "drawing", "promised"))
    print(ROW.format("a key that changes nothing", f"{_empty_frame(lab).key_to_picture:.1f}", "", ""))
    for size, kernel in ((3, "horizontal edges"), (5, "Gaussian blur")):
        ours, theirs = _edge_lab(lab, kernel, size), _interact(lab, kernel)
        _print(f"EdgeLab {size}x{size}", ours, f"at most {EDGE_LAB_MS}", ours.key_to_picture <= EDGE_LAB_MS)
        ratio = theirs.key_to_picture / ours.key_to_picture
        print(ROW.format(f"interact, matplotlib {size}x{size}", f"{theirs.key_to_picture:.1f}", "", ""))
        print(
            ROW.format("  so many times longer", f"{ratio:.1f}", "", _promise(f"{TIMES_FASTER}", ratio >= TIMES_FASTER))
        )
    scope = _model_scope(lab)
    _print("ModelScope, all feature maps", scope, f"at most {SCOPE_MS}", scope.key_to_picture <= SCOPE_MS)
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _print(name: str, result: Result, promised: str, kept: bool) -> None:
    print(ROW.format(name, f"{result.key_to_picture:.1f}", f"{result.drawing:.1f}", _promise(promised, kept)))


def _promise(promised: str, kept: bool) -> str:
    return f"{promised}: {'kept' if kept else 'missed'}"


if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "-s", "-p", "no:cacheprovider", __file__]))
