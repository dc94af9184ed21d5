"""The drawings: the shapes' geometry, the canvas, and that everybody gets the same pictures."""

from pathlib import Path

import numpy as np
import pytest

from lesson_utils.datasets.classes import class_names
from lesson_utils.datasets.drawings import collection, draw_images
from lesson_utils.datasets.drawings.canvas import SIZE, Canvas, Placing, X, Y
from lesson_utils.datasets.drawings.picture import draw_view
from lesson_utils.datasets.drawings.scenery import SCENES
from lesson_utils.datasets.drawings.shapes import Ellipse, Limb, Polygon
from lesson_utils.datasets.drawings.vary import Vary

RED = (1.0, 0.0, 0.0)
SQUARE = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))


def at(shape, x, y):
    return shape.distance(np.full((1, 1, 1), x, np.float32), np.full((1, 1, 1), y, np.float32)).item()


@pytest.mark.parametrize(
    ("shape", "point", "distance"),
    [
        (Ellipse(RED, (0.0, 0.0), 0.5, 0.5), (1.0, 0.0), 0.5),
        (Ellipse(RED, (0.2, 0.0), 0.5, 0.5), (0.2, 0.25), -0.25),
        (Ellipse(RED, (0.0, 0.0), 0.8, 0.2), (0.8, 0.0), 0.0),
        (Ellipse(RED, (0.0, 0.0), 0.8, 0.2, np.pi / 2), (0.0, 0.8), 0.0),
        (Limb(RED, (-0.5, 0.0), (0.5, 0.0), 0.1, 0.1), (0.0, 0.4), 0.3),
        (Limb(RED, (-0.5, 0.0), (0.5, 0.0), 0.2, 0.1), (0.9, 0.0), 0.3),
        (Limb(RED, (-0.5, 0.0), (0.5, 0.0), 0.2, 0.1), (-0.9, 0.0), 0.2),
        (Polygon(RED, SQUARE), (0.0, 0.0), -0.5),
        (Polygon(RED, SQUARE), (0.7, 0.0), 0.2),
        (Polygon(RED, SQUARE[::-1]), (0.7, 0.0), 0.2),
        (Polygon(RED, SQUARE, 0.1), (0.7, 0.0), 0.1),
    ],
)
def test_signed_distances(shape, point, distance):
    assert at(shape, *point) == pytest.approx(distance, abs=1e-5)


def test_a_shape_may_differ_from_picture_to_picture():
    canvas = Canvas(2)
    canvas.paint(Ellipse(RED, (0.0, 0.0), np.array([0.2, 0.8], np.float32), 0.5))
    small, large = canvas.planes[3].sum((0, 1))
    assert large > 3 * small


@pytest.mark.parametrize(
    "shape",
    [
        Ellipse(RED, (0.1, -0.2), 0.5, 0.3),
        Ellipse(RED, (0.1, -0.2), 0.5, 0.3, 1.0),
        Limb(RED, (-0.4, -0.4), (0.5, 0.2), 0.2, 0.1),
        Polygon(RED, SQUARE, 0.1),
        Polygon(RED, ((-0.5, -0.5), (0.5, -0.3), (0.2, 0.6))),
    ],
)
@pytest.mark.parametrize("placing", [Placing(), Placing(0.3, -0.2, 0.7, 0.5), Placing(0.0, 0.1, 1.2, -2.0, 0.8)])
def test_the_window_cuts_nothing_off(shape, placing):
    """A shape painted in its window is the shape painted on the whole canvas."""
    canvas = Canvas(1, placing)
    canvas.paint(shape)
    distance = shape.distance(canvas.x, canvas.y) * placing.size * SIZE / 2
    np.testing.assert_allclose(canvas.planes[3], np.clip(0.5 - distance, 0, 1), atol=1e-5)


def test_placing_moves_turns_and_narrows():
    placing = Placing(x=0.5, y=-0.25, size=0.5, turn=np.pi / 2, width=0.8)
    x, y, _, _ = placing.outward(1.0, 0.0, 0.0, 0.0)
    assert (x, y) == (pytest.approx(0.5), pytest.approx(-0.25 + 0.5 * 0.8))
    back = placing.inward(np.asarray(x), np.asarray(y))
    assert back == (pytest.approx(1.0, abs=1e-6), pytest.approx(0.0, abs=1e-6))


def test_the_area_of_a_disc():
    canvas = Canvas(1)
    canvas.paint(Ellipse(RED, (0.0, 0.0), 0.5, 0.5))
    assert canvas.planes[3].sum() / (SIZE / 2) ** 2 == pytest.approx(np.pi * 0.25, rel=0.01)
    assert canvas.planes[0].sum() == pytest.approx(canvas.planes[3].sum())
    assert canvas.planes[1:3].sum() == 0


def test_laying_one_canvas_over_another():
    below, above = Canvas(1), Canvas(1)
    below.planes[:] = 1.0
    above.paint(Polygon(RED, ((-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0)), opacity=0.5))
    below.lay(above)
    assert below.planes[:, 16, 16, 0].tolist() == [1.0, 0.5, 0.5, 1.0]


def test_coordinates_point_right_and_up():
    assert X[0, 0, 0] < 0 < X[0, -1, 0]
    assert Y[-1, 0, 0] < 0 < Y[0, 0, 0]


def test_the_noise_is_smooth_and_bounded():
    field = Vary(np.random.Generator(np.random.PCG64(1)), 5).field(6)
    assert field.shape == (32, 32, 5)
    assert field.dtype == np.float32
    assert np.abs(field).max() <= 1
    assert np.abs(np.diff(field, axis=0)).max() < 2 * 5 / 31 + 1e-6  # five cells over 31 steps
    assert field.std() > 0.2


@pytest.mark.parametrize("label", range(10))
def test_every_view_in_every_scene_is_a_picture(label):
    for view in collection.VIEWS[label]:
        for scene in view.scenes:
            assert scene in SCENES
            pictures = draw_view(view, scene, 3, np.random.Generator(np.random.PCG64(label)))
            assert pictures.shape == (3, 32, 32, 3)
            assert pictures.dtype == np.uint8
            assert pictures.std() > 10


def test_every_drawing_stays_single_precision():
    """One float64 number in a table of shapes would make everything after it twice as slow."""
    for views in collection.VIEWS:
        for view in views:
            canvas = Canvas(2, Placing(turn=np.float32(0.1)))
            for shape in view.shapes(Vary(np.random.Generator(np.random.PCG64(1)), 2)):
                assert shape.distance(canvas.x, canvas.y).dtype == np.float32


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others():
    images, labels = draw_images(200, seed=3)
    again, labels_again = draw_images(200, seed=3)
    others, _ = draw_images(200, seed=4)
    assert np.array_equal(images, again)
    assert np.array_equal(labels, labels_again)
    assert not np.array_equal(images, others)


def test_the_number_of_processors_changes_nothing(monkeypatch):
    images, _ = draw_images(300, seed=3)
    monkeypatch.setattr(collection.os, "cpu_count", lambda: 1)
    assert np.array_equal(draw_images(300, seed=3)[0], images)


def test_labels_are_balanced_shuffled_and_fit_the_pictures():
    images, labels = draw_images(1000, seed=5)
    assert labels.shape == (1000, 1)
    assert labels.dtype == np.uint8
    assert np.bincount(labels[:, 0]).tolist() == [100] * len(class_names)
    # Frogs are green, airplanes are mostly sky: if labels and pictures were mixed up, this would be gone.
    blue_minus_green = images[..., 2].mean((1, 2)) - images[..., 1].mean((1, 2))
    assert blue_minus_green[labels[:, 0] == 0].mean() > blue_minus_green[labels[:, 0] == 6].mean() + 15


def test_a_few_labels_are_exchanged_and_every_class_keeps_its_number():
    _, labels = draw_images(5000, seed=5)
    drawn = collection._labels(5000, 5)
    assert np.bincount(labels[:, 0]).tolist() == [500] * 10
    wrong = np.count_nonzero(labels[:, 0] != drawn)
    assert 0.8 * collection.MISLABELLED * 5000 <= wrong <= collection.MISLABELLED * 5000


@pytest.mark.parametrize("pair", [("cat", "dog"), ("automobile", "truck"), ("deer", "horse"), ("airplane", "bird")])
def test_classes_that_people_mix_up_share_a_view(pair):
    one, other = (set(collection.VIEWS[class_names.index(name)]) for name in pair)
    assert len(one & other) == 1
    others = [views for name, views in zip(class_names, collection.VIEWS, strict=True) if name not in pair]
    assert not (one | other) & {view for views in others for view in views}


def test_no_picture_is_drawn_twice_and_none_is_in_both_collections():
    together = np.concatenate([draw_images(1000, seed)[0] for seed in (5, 6)]).reshape(2000, -1)
    assert len(np.unique(together, axis=0)) == 2000


def test_progress_counts_every_picture():
    finished = []
    draw_images(130, seed=1, progress=finished.append)
    assert sum(finished) == 130


PINNED = {
    "labels": [7, 3, 0, 3, 2, 6, 2, 8, 0, 9],
    "means": [143.67, 144.33, 178.67, 198.41, 124.92, 101.07, 79.6, 150.96, 138.77, 116.5],
    "centres": [[128, 107, 92], [207, 119, 81], [140, 152, 158]],
}


def test_pinned_pictures():
    """The same pictures on every machine. If this fails after a change of the style, raise STYLE_VERSION too.

    Sines and square roots may differ in their last digit from one processor to another, and rounding may turn that
    into one step of brightness; hence a small tolerance on means rather than a checksum.
    """
    images, labels = draw_images(60, seed=11)
    assert labels[:10, 0].tolist() == PINNED["labels"]
    np.testing.assert_allclose(images[:10].mean((1, 2, 3)), PINNED["means"], atol=0.05)
    np.testing.assert_allclose(images[:3, 16, 16].astype(int), PINNED["centres"], atol=1)


def _here_and_with_helpers(monkeypatch: pytest.MonkeyPatch) -> tuple[np.ndarray, np.ndarray]:
    here, _ = draw_images(400, seed=5)
    monkeypatch.setattr(collection, "WORTH_HELPERS", 1)
    monkeypatch.setattr(collection.os, "cpu_count", lambda: 2)
    return here, draw_images(400, seed=5)[0]


def test_other_processes_draw_the_same_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    here, with_helpers = _here_and_with_helpers(monkeypatch)
    assert np.array_equal(here, with_helpers)


def test_what_a_failing_process_does_not_deliver_is_drawn_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lesson_utils").mkdir()
    (tmp_path / "lesson_utils" / "__init__.py").write_text("raise SystemExit(1)")
    monkeypatch.setattr(collection, "PACKAGES", tmp_path)  # there it finds a course that does not start
    monkeypatch.chdir(tmp_path)
    here, with_helpers = _here_and_with_helpers(monkeypatch)
    assert np.array_equal(here, with_helpers)
