"""The browser's side of the training display: curves and words."""

from tests.unit.twins import needs_node, run_in_node


@needs_node
def test_curves_and_words(tmp_path):
    run_in_node("training.test.mjs", {}, tmp_path)
