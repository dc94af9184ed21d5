"""What every test needs, unit or notebook: TensorFlow set up, images drawn, the user's real home left alone."""

import gc
import os
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent
SLOWEST = 15  # files that are listed at the end of a long run
HOME = ROOT / ".test-home"  # kept from run to run: drawing the images takes ten seconds

# Set while pytest starts, before any test imports TensorFlow. Notebook kernels and JupyterLab inherit all of it.
os.environ |= {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "LESSON_FAST": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "BUILD_A_CNN_HOME": str(HOME / "course"),
    "KERAS_HOME": str(HOME / "keras"),
    "IPYTHONDIR": str(HOME / "ipython"),
    "JUPYTER_CONFIG_DIR": str(HOME / "jupyter-config"),
    "JUPYTER_DATA_DIR": str(HOME / "jupyter-data"),
    "MPLCONFIGDIR": str(HOME / "matplotlib"),
    "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Draw the images before the workers start: drawn inside a notebook, the progress bar would count as its output."""
    import tqdm.auto  # noqa: F401 - it chooses its look once: before a test makes this process look like a notebook

    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        from lesson_utils.datasets import load_data

        load_data("drawings")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A notebook that nbval runs shows the progress of its own kernel only, whatever ran before it."""
    if item.path.suffix == ".ipynb":
        os.environ["BUILD_A_CNN_PROGRESS"] = "kernel"
    else:
        os.environ.pop("BUILD_A_CNN_PROGRESS", None)


@pytest.fixture(scope="module", autouse=True)
def _nothing_old_is_looked_through_again() -> None:
    """Have Python's garbage collector pass over all that is there already: towards the end one look takes seconds."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the time went: set-up and tear-down count, browsers and kernels start there."""
    spent: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                spent[report.nodeid.partition("::")[0]] += report.duration
    if len(spent) > SLOWEST:
        terminalreporter.section(f"the {SLOWEST} slowest of {len(spent)} files, of {sum(spent.values()):.0f} s in all")
        for file, seconds in spent.most_common(SLOWEST):
            terminalreporter.write_line(f"{seconds:7.1f} s  {file}")
