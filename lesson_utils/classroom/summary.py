"""`my_results`: one page to print with what a learner has made, the models, how good they are, how they learned."""

import base64
import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.classroom.progress_bar import progress_of
from lesson_utils.episodes import course

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

PAGE = "my_results.html"
_LOOK = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b2330; background: #ffffff; max-width: 44rem; margin: 2rem auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: bold; }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #b9c2ce; } img { max-width: 100%; }
@media print { body { margin: 0; } tr, img { break-inside: avoid; } }
"""


@dataclass(frozen=True)
class Found:
    """A saved model: its file, its size and the share of images that it classifies rightly; None where it cannot."""

    file: str
    parameters: int | None = None
    accuracy: float | None = None


@dataclass(frozen=True)
class Results:
    """What was found, and where the page is."""

    page: Path
    models: tuple[Found, ...]

    @property
    def best(self) -> Found | None:
        """The model with the highest accuracy."""
        judged = [one for one in self.models if one.accuracy is not None]
        return max(judged, key=lambda one: one.accuracy or 0.0, default=None)

    def __repr__(self) -> str:
        return f"Your results are in {self.page.as_posix()}. Open the file in a browser to print it."

    def _repr_html_(self) -> str:
        link = f'<a href="{escape(self.page.as_posix())}" target="_blank">{escape(self.page.as_posix())}</a>'
        return f"<p>Your results are in {link}. Open the file in a browser to print it.</p>"


def my_results(images: "ArrayLike", labels: "ArrayLike", folder: str | Path = "fit_outputs") -> Results:
    """Write a page with the saved models, how good each is, their curves, and how far the course is done.

    Parameters
    ----------
    images : array_like of shape (images, height, width, channels)
        Scaled as for the training. Every model is tried on these.
    labels : array_like of shape (images,), (images, 1) or (images, classes)
        Whole numbers, or one-hot.
    folder : str or Path
        Where the models are, as `*.keras`, and the histories, as `history_*.csv` with a column for each number. The
        page is written into it, as `my_results.html`.

    Returns
    -------
    Results

    Raises
    ------
    TypeError, ValueError
        If images and labels do not fit together.
    """
    import numpy as np

    from lesson_utils.visualise.kit.labelled_images import whole_labels

    truths, shown = whole_labels(labels, "labels"), np.asarray(images)
    if len(truths) != len(shown):
        raise ValueError(f"There are {len(shown)} images, but {len(truths)} labels.")
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    models = tuple(_judged(path, shown, truths) for path in sorted(place.glob("*.keras")))
    results = Results(place / PAGE, models)
    histories = {path.stem.removeprefix("history_"): _history(path) for path in sorted(place.glob("history_*.csv"))}
    results.page.write_text(_page(results, len(shown), histories), encoding="utf-8")
    return results


def _judged(path: Path, images: Any, truths: Any) -> Found:
    """Try one model. One that is damaged, or made for other images, is listed without a number."""
    import keras

    parameters = None
    try:
        model = keras.models.load_model(path, compile=False)
        parameters = model.count_params()
        answers = model.predict(images, verbose=0).argmax(axis=1)
        return Found(path.name, parameters, float((answers == truths).mean()))
    except Exception:  # noqa: BLE001 - whatever is in the folder, the page is written
        return Found(path.name, parameters)


def _history(path: Path) -> dict[str, list[float]]:
    """The numbers of each column, epoch by epoch; what is no number is left out."""
    columns: dict[str, list[float]] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for name, value in row.items():
                try:
                    columns.setdefault(name or "", []).append(float(value))
                except (TypeError, ValueError):
                    continue
    return columns


def _page(results: Results, images: int, histories: dict[str, dict[str, list[float]]]) -> str:
    best = results.best
    told = "There is no model yet."
    if best is not None:
        told = f"The best model is {escape(best.file)}: {_percent(best.accuracy)} right."
    models = [(one.file, _count(one.parameters), _percent(one.accuracy)) for one in results.models]
    done = [(one.title, progress_of(one).bars[0].summary) for one in course() if one.challenges]
    curves = "".join(_curves(name, columns) for name, columns in histories.items())
    tried = _table(f"Models, tried on {images:,} images", ("File", "Parameters", "Right"), models)
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>My results</title>"
        f"<style>{_LOOK}</style></head><body><h1>Build a CNN: my results</h1>"
        f"<p>{date.today().isoformat()}. {told}</p>{tried}{curves}"
        f"{_table('The course', ('Episode', 'Challenges'), done)}</body></html>\n"
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    body = "".join(
        f"<tr><th scope='row'>{escape(first)}</th>{''.join(f'<td>{escape(one)}</td>' for one in others)}</tr>"
        for first, *others in rows
    )
    return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>{body}</table>"


def _count(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _percent(share: float | None) -> str:
    return "cannot be tried on these images" if share is None else f"{100 * share:.0f} %"


def _curves(name: str, columns: dict[str, list[float]]) -> str:
    """Accuracies over the epochs as a picture, told in words as well."""
    accuracies = {key: values for key, values in columns.items() if "accuracy" in key and _are_shares(values)}
    if not accuracies:
        return ""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3), layout="constrained")
    axes = figure.subplots()
    for style, (key, values) in zip(("-", "--", ":", "-."), accuracies.items(), strict=False):
        axes.plot(range(1, len(values) + 1), values, style, marker="o", label=_in_words(key))
    axes.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1))
    axes.legend()
    stored = io.BytesIO()
    figure.savefig(stored, format="png", dpi=120)
    picture = base64.b64encode(stored.getvalue()).decode()
    told = "; ".join(f"{_in_words(key)} from {_two(values)}" for key, values in accuracies.items())
    alt = escape(f"Accuracy of {name} over {max(map(len, accuracies.values()))} epochs: {told}.", quote=True)
    return f"<h2>{escape(name)}</h2><img alt='{alt}' src='data:image/png;base64,{picture}'>"


def _are_shares(values: Sequence[float]) -> bool:
    return bool(values) and all(math.isfinite(value) and 0 <= value <= 1 for value in values)


def _in_words(column: str) -> str:
    return "validation" if column.startswith("val_") else "training"


def _two(values: Sequence[float]) -> str:
    return f"{values[0]:.2f} to {values[-1]:.2f}"
