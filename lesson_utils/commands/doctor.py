"""`doctor`: one screen that says what works on this computer, to paste when asking for help."""

import argparse
import contextlib
import importlib.metadata
import platform
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import lesson_utils
from lesson_utils.checkout import LOCK, ROOT, VENV
from lesson_utils.commands.environment import inside_venv, missing_requirements, restart, serves
from lesson_utils.commands.ownership import is_ours
from lesson_utils.commands.venv_folder import is_ready, venv_python
from lesson_utils.problem import Problem

PACKAGES = ("tensorflow", "keras", "numpy", "jupyterlab", "ipywidgets", "anywidget")
_MOST_LINES = 12  # of the notes; more would no longer fit on the screen
SET_UP = "type: python3 -m lesson_utils lab"


def run(arguments: argparse.Namespace) -> int:
    """Print the report; the exit code is 1 when a probe failed."""
    in_checkout = LOCK.is_file()
    if in_checkout and not inside_venv() and (is_ready(VENV) or serves(VENV)):
        restart(venv_python(VENV), arguments.typed)
    warnings.simplefilter("ignore")
    print(f"Build a CNN {lesson_utils.__version__}: report of the doctor")
    probes: dict[str, Callable[[], str]] = {
        "computer": computer,
        "Python": python,
        "set-up": set_up,
        "free disk": free_disk,
        **{name: lambda name=name: version(name) for name in PACKAGES},  # type: ignore[misc]
        "images": images,
        "Keras": keras_layer,
        "widget": widget,
        "notebooks": notebooks,
    }
    failed = sum([not report(name, probe) for name, probe in probes.items()])
    print_problems()
    print("Everything works." if not failed else f"{failed} of {len(probes)} need a look: see what comes after 'NO'.")
    return 1 if failed else 0


def report(name: str, probe: Callable[[], str]) -> bool:
    """Print one line of the report; a probe that fails, for whatever reason, says so and hides no other.

    Parameters
    ----------
    name
        What the probe is about.
    probe
        Gives what was found, or raises.

    Returns
    -------
    bool
        Whether it succeeded.
    """
    try:
        verdict, found = "ok", probe()
    except ImportError as error:
        verdict, found = "NO", f"{error.name or error} is not installed; {SET_UP}"
    except Problem as problem:
        verdict, found = "NO", " ".join(str(problem).splitlines())
    except Exception as error:  # noqa: BLE001 - whatever it is: the other probes still tell something
        verdict, found = "NO", f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"  {verdict}  {name:<11} {found}"[:160].replace(str(Path.home()), "~"), flush=True)
    return verdict == "ok"


def print_problems() -> None:
    """Print what the course has noted of its own faults: where they arose, and none of the learner's code."""
    lines: list[str] = []
    with contextlib.suppress(Exception):  # in a broken set-up, of which the lines above tell, nothing is noted either
        from lesson_utils.classroom.problem_log import last_problems

        lines = last_problems(_MOST_LINES)
    if lines:
        print("Noted of the course's own faults, the latest last:")
        print("\n".join(f"    {line}"[:160] for line in lines), flush=True)


def computer() -> str:
    """Operating system and processor."""
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def python() -> str:
    """Python's version."""
    return f"{platform.python_version()} ({platform.python_implementation()})"


def set_up() -> str:
    """Which environment this is, and whether it holds what the course needs."""
    ours = inside_venv() and is_ours(VENV)
    where = ".venv of the course" if ours else "an environment of your own"
    if not LOCK.is_file():
        return "installed package, without the course's folder"
    missing = missing_requirements()
    if missing:
        raise Problem(f"{len(missing)} of the course's packages are missing in this Python.", SET_UP)
    if ours and not is_ready(VENV):
        raise Problem(".venv is half-made or out of date.", SET_UP)
    return where


def free_disk() -> str:
    """Space on the disk of the course's folder."""
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < 1:
        raise Problem(f"only {free:.1f} GB.", "free some space: images and notebooks want about 1 GB.")
    return f"{free:.1f} GB"


def version(package: str) -> str:
    """Version of an installed package."""
    names = (package, "tensorflow-cpu") if package == "tensorflow" else (package,)
    for name in names:
        try:
            return f"{importlib.metadata.version(name)}{' (' + name + ')' if name != package else ''}"
        except importlib.metadata.PackageNotFoundError:
            continue
    raise ImportError(name=package)


def images() -> str:
    """Which images are there; draws none."""
    from lesson_utils.datasets import cifar10
    from lesson_utils.datasets.home import data_folders

    if cifar10.is_here():
        return "CIFAR-10's photographs are here; load_data() gives them"
    files = [file for folder in data_folders() for file in folder.glob("drawings-*.npy")]
    drawings = ", ".join(f"{file.name} ({file.stat().st_size / 1e6:.0f} MB)" for file in files)
    return drawings or "not drawn yet; the first load_data() draws them, in about ten seconds"


def keras_layer() -> str:
    """Builds a convolutional layer and runs it."""
    import keras
    import numpy as np

    outputs = keras.layers.Conv2D(16, (3, 3))(np.zeros((1, 32, 32, 3), dtype="float32"))
    if tuple(outputs.shape) != (1, 30, 30, 16):
        raise Problem(f"a Conv2D layer gave the shape {outputs.shape}, not (1, 30, 30, 16).", "report it, please.")
    return f"a Conv2D layer turned (1, 32, 32, 3) into {tuple(outputs.shape)}, engine {keras.backend.backend()}"


def widget() -> str:
    """Renders one of the course's own widgets as a notebook would get it."""
    from lesson_utils import EdgeLab

    rendered = EdgeLab()._repr_mimebundle_()
    data = rendered[0] if isinstance(rendered, tuple) else rendered
    if "application/vnd.jupyter.widget-view+json" not in data:
        raise Problem("EdgeLab gave no widget.", "rename the folder .venv, and " + SET_UP)
    return f"EdgeLab rendered ({', '.join(sorted(kind.split('/')[-1] for kind in data))})"


def notebooks() -> str:
    """The learner's notebooks that are there."""
    names = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    if not names:
        raise Problem("there are none.", "type: python3 -m lesson_utils build")
    return ", ".join(names)
