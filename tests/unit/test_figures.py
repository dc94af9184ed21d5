"""The figures: right numbers, the same bytes every time, nothing cut off, readable colours."""

import io
import re
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image, ImageDraw
from scipy import ndimage

from lesson_utils import figures, style
from lesson_utils.figures import convolution, networks, training

KEPT = Path(__file__).parents[2] / "fig"
STEMS = [
    "01_workflow",
    "02_pixels",
    "02_split",
    "03_classes",
    "03_neuron",
    "03_neural_net",
    "03_conv_matrix",
    "03_conv_image",
    "03-neural_network_sketch_dense",
    "04_gradient_descent",
    "04_dropout",
    "05_three_parts",
]
EPISODE = Path(__file__).parents[2] / "episodes" / "03-build-cnn.md"


@pytest.fixture(scope="module")
def drawn():
    return {stem: figures.draw(stem) for stem in figures.FIGURES}


@pytest.fixture
def drawn_once(monkeypatch, drawn):
    """Take each fresh drawing from the first one: drawing twice has its own test."""
    monkeypatch.setattr(figures, "draw", drawn.__getitem__)


def words(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def worked_output():
    """What the figure prints in its output grid, read back; the open cell as the episode answers it."""
    printed = [word.replace(style.MINUS, "-") for word in words(convolution.conv_matrix())]
    grids = [word for word in printed if re.fullmatch(r"[+-]?\d+|\?", word)]
    output = np.array(grids[30 + 9 : 30 + 9 + 12]).reshape(4, 3)  # after the 6x5 input and the 3x3 kernel
    assert np.argwhere(output == "?").tolist() == [list(convolution.WORKED_CELL)]
    output[convolution.WORKED_CELL] = told_sum()
    return output.astype(int)


def told_sum():
    """The sum that the episode tells, folded away below the figure."""
    return re.search(r"The products of the three rows add up to .*, together (-?\d+)", EPISODE.read_text("utf-8"))[1]


def test_the_figures_of_the_episode_are_there():
    assert list(figures.FIGURES) == STEMS


def test_worked_output_is_what_scipy_computes():
    full = ndimage.correlate(convolution.WORKED_IMAGE, convolution.HORIZONTAL_EDGES)
    assert worked_output().shape == (4, 3)
    np.testing.assert_array_equal(worked_output(), full[1:-1, 1:-1])


def test_worked_output_is_what_keras_computes():
    layer = keras.layers.Conv2D(1, 3, padding="valid", use_bias=False)
    image = convolution.WORKED_IMAGE[None, ..., None].astype("float32")
    layer.build(image.shape)
    layer.set_weights([convolution.HORIZONTAL_EDGES[..., None, None].astype("float32")])
    np.testing.assert_array_equal(worked_output(), np.asarray(layer(image))[0, ..., 0])


def test_dark_above_light_is_positive_and_light_above_dark_negative():
    output = worked_output()
    dark, light = convolution.WORKED_IMAGE[1], convolution.WORKED_IMAGE[2]
    assert dark.max() < light.min()
    assert output[:2].min() >= 20
    assert np.abs(output[2]).max() <= 2
    assert output[3].max() <= -20


def test_the_nine_products_are_written_out_and_their_sum_is_left_to_the_reader():
    printed = [word.replace(style.MINUS, "-") for word in words(convolution.conv_matrix())]
    printed = printed[next(place for place, word in enumerate(printed) if word.startswith("Each framed value")) :]
    products = [word.split(" × ") for word in printed if re.fullmatch(r"\d × \(?-?\d\)?", word)]
    assert len(products) == 9
    row, column = convolution.WORKED_CELL
    patch = convolution.WORKED_IMAGE[row : row + 3, column : column + 3].ravel()
    assert [int(value) for value, _ in products] == patch.tolist()
    total = sum(int(value) * int(weight.strip("()")) for value, weight in products)
    assert total == int(told_sum())
    assert printed[-1] == "?"
    assert not any(str(total) in word for word in printed)
    told = next(line for line in EPISODE.read_text("utf-8").splitlines() if "fig/03_conv_matrix.png" in line)
    assert "question mark" in told
    assert str(total) not in told.replace("−22", "")  # another cell of the output


def test_one_drawing_of_each_class_is_named_and_enlarged_without_smoothing():
    from lesson_utils.datasets import class_names

    figure = figures.FIGURES["03_classes"]()
    assert words(figure) == class_names
    shown = figure.axes[0].images
    assert [picture.get_array().shape for picture in shown] == [(32, 32, 3)] * 10
    assert {picture.get_interpolation() for picture in shown} == {"none"}


def test_neuron_example_shows_relu_letting_through_and_stopping():
    lines = [word.replace(style.MINUS, "-") for word in words(networks.neuron()) if word.startswith("bias ")]
    assert [line.split(",")[-1].strip() for line in lines] == ["ReLU(2) = 2", "ReLU(-1) = 0"]
    for line in lines:
        sum_written, total = line.split(",")[0].split(":")[1].replace("×", "*").split("=")
        assert eval(sum_written) == float(total)


@pytest.mark.parametrize(("draw", "arrows"), [(networks.neural_net, 12 + 8 + 1), (networks.dense_sketch, 20 + 15)])
def test_every_unit_is_connected_and_all_arrows_run_right(draw, arrows):
    from matplotlib.patches import FancyArrowPatch

    ends = [tuple(patch._posA_posB) for patch in draw().findobj(FancyArrowPatch)]
    assert len(set(ends)) == arrows
    assert all(start[0] < end[0] for start, end in ends)


def test_the_cat_has_edges_of_both_signs_and_relu_leaves_the_positive_ones():
    _, edges = convolution._edges_of_the_cat()
    assert edges.shape == (148, 198)
    assert edges.min() < -convolution.EDGE_LIMIT
    assert edges.max() > convolution.EDGE_LIMIT
    blue, orange = convolution._signed_shades(np.array([-1.0, 1.0])).astype(int)
    assert blue[2] > blue[0]
    assert orange[0] > orange[2]
    middle = convolution._signed_shades(np.array([0.0]))[0]
    assert tuple(middle) == tuple(round(part * 255) for part in to_rgb(dict(style.DIVERGING)[0.5]))


@pytest.mark.parametrize("stem", STEMS)
def test_no_text_is_cut_off_or_overlaps_another(stem):
    figure = figures.FIGURES[stem]()
    renderer = FigureCanvasAgg(figure).get_renderer()
    width, height = figure.bbox.size
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.findobj(Text) if text.get_text()]
    assert len(boxes) > 5
    for word, extent in boxes:
        assert extent.x0 >= 10, word
        assert extent.y0 >= 10, word
        assert extent.x1 <= width - 10, word
        assert extent.y1 <= height - 10, word
    for place, (word, extent) in enumerate(boxes):
        for other, another in boxes[place + 1 :]:
            assert not extent.overlaps(another), (word, other)


@pytest.mark.parametrize("stem", STEMS)
def test_text_is_large_enough(stem):
    assert min(text.get_fontsize() for text in figures.FIGURES[stem]().findobj(Text)) >= style.SMALL


@pytest.mark.parametrize("name", ["INK", "MUTED", "BLUE", "ORANGE", "GREEN", "RED"])
@pytest.mark.parametrize("ground", [style.PAPER, style.TINT])
def test_text_colours_are_readable(name, ground):
    assert contrast(getattr(style, name), ground) >= 4.5


@pytest.mark.parametrize("stem", STEMS)
def test_letters_are_readable_on_their_cells(stem):
    from matplotlib.patches import Rectangle

    figure = figures.FIGURES[stem]()
    grid = [patch for patch in figure.axes[0].patches if type(patch) is Rectangle]
    for cell in grid:
        inside = [text for text in figure.axes[0].texts if cell.get_bbox().contains(*text.get_position())]
        assert len(inside) == 1
        assert contrast(inside[0].get_color(), cell.get_facecolor()) >= 4.5, inside[0].get_text()


def luminance(colour):
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)


def contrast(one, other):
    """Contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_drawn_twice_gives_the_same_bytes_whatever_the_readers_settings(drawn):
    import matplotlib

    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 30, "svg.fonttype": "none", "axes.facecolor": "k"}):
        settings = dict(matplotlib.rcParams)
        again = {stem: figures.draw(stem) for stem in STEMS}
        assert dict(matplotlib.rcParams) == settings
    assert again == drawn


@pytest.mark.parametrize("stem", STEMS)
def test_files_are_small_sharp_named_and_undated(drawn, stem):
    svg, png = drawn[stem][".svg"], drawn[stem][".png"]
    assert max(len(svg), len(png)) < 150_000
    picture = Image.open(io.BytesIO(png))
    assert picture.width == 1400
    assert picture.convert("RGBA").getpixel((0, 0))[3] == 0, "outside the card, the page shows"
    opening = svg[:1500].decode()
    assert '<svg role="img"' in opening
    assert f"<title>{figures.FIGURES[stem]().get_label()}</title>" in opening
    assert b"<text" not in svg, "letters are outlines"
    assert b"dc:date" not in svg
    assert b"Matplotlib v" not in svg


def test_kept_figures_are_up_to_date(drawn_once):
    assert figures.stale_figures(KEPT) == [], "run: python3 -m lesson_utils build"


def test_stale_figures_names_what_is_missing_changed_or_broken(tmp_path, drawn_once):
    kept = figures.draw_all(tmp_path)
    assert kept == [tmp_path / f"{stem}{suffix}" for stem in STEMS for suffix in (".svg", ".png")]
    (tmp_path / "03_neuron.svg").unlink()
    svg = tmp_path / "03_conv_matrix.svg"
    svg.write_bytes(svg.read_bytes().replace(b"stroke-width: 3", b"stroke-width: 2"))
    cut_off = tmp_path / "03_neural_net.png"
    cut_off.write_bytes(cut_off.read_bytes()[:2000])
    damaged = tmp_path / "03-neural_network_sketch_dense.png"
    content = damaged.read_bytes()
    damaged.write_bytes(content[:9000] + b"damaged" + content[9007:])
    with_digit_wiped = tmp_path / "03_conv_matrix.png"
    picture = Image.open(with_digit_wiped).convert("RGBA")
    ImageDraw.Draw(picture).rectangle((970, 970, 1055, 1005), fill="white")  # the printed sum
    picture.save(with_digit_wiped)
    assert set(figures.stale_figures(tmp_path)) == {tmp_path / "03_neuron.svg", svg, cut_off, damaged, with_digit_wiped}


def test_another_compressor_or_line_end_is_not_stale(tmp_path, drawn_once):
    figures.draw_all(tmp_path)
    for path in tmp_path.glob("*.png"):
        Image.open(path).convert("RGBA").save(path, compress_level=1)
    for path in tmp_path.glob("*.svg"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert figures.stale_figures(tmp_path) == []


def test_a_changed_pixel_panel_inside_an_svg_is_stale(drawn):
    fresh = drawn["03_conv_image"][".svg"]
    parts = figures.EMBEDDED.split(fresh)
    swapped = fresh.replace(parts[1], b"@").replace(parts[3], parts[1]).replace(b"@", parts[3])
    assert swapped != fresh
    assert not figures._alike(swapped, fresh, ".svg")
    assert not figures._alike(fresh.replace(parts[1], parts[1][:-3]), fresh, ".svg")


def test_unknown_figure_is_named_with_the_ones_there_are():
    with pytest.raises(ValueError, match=r"no figure '03_neurone'.*03_neuron, 03_neural_net"):
        figures.draw("03_neurone")


def test_drawing_needs_neither_keras_nor_pyplot():
    code = "import sys, lesson_utils.figures; print({'keras', 'tensorflow', 'matplotlib.pyplot'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=KEPT.parent)
    assert done.stdout.strip() == "set()"


def test_the_learning_rates_do_what_their_names_say():
    ends = {name: training.descent(rate) for name, rate in training.LEARNING_RATES.items()}
    assert abs(ends["good"][-1]) < 0.02 < 0.5 < abs(ends["too small"][-1]) < abs(training.START)
    assert abs(ends["too large"][-1]) > abs(training.START)


def test_dropout_switches_off_others_each_time_and_nothing_when_it_predicts():
    first, second, predicting = training._SWITCHED_OFF.values()
    assert len(first) == len(second) == 3
    assert set(first) != set(second)
    assert not predicting
