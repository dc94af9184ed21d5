"""Blanks: which underscores are one, and what each is called."""

import ast

import pytest

from lesson_utils.checking.facts.blanks import Blank, find_blanks


class Conv2D:
    def __init__(self, filters, kernel_size, *, activation=None):
        pass


def resolve(callee: ast.expr) -> object:
    return Conv2D if ast.unparse(callee).endswith("Conv2D") else None


@pytest.mark.parametrize(
    ("source", "names"),
    [
        pytest.param("y = Conv2D(filters=_____)(x)", ["`filters`"], id="keyword"),
        pytest.param("y = keras.layers.Conv2D(16, _____)(x)", ["`kernel_size`"], id="by position, callee known"),
        pytest.param("y = Unknown(16, _____)(x)", ["argument 2 of `Unknown`"], id="by position, callee unknown"),
        pytest.param("y = Conv2D(1, 2, 3, _____)(x)", ["argument 4 of `Conv2D`"], id="beyond the parameters"),
        pytest.param("y = Conv2D(16, 3)(_____)", ["the layer's input"], id="second brackets"),
        pytest.param("y = Conv2D(activation='_____')(x)", ["`activation`"], id="a text"),
        pytest.param("y = Conv2D(activation=' ___ ')(x)", ["`activation`"], id="a text with spaces"),
        pytest.param("y = Conv2D(kernel_size=(_____, 3))(x)", ["`kernel_size`"], id="inside a tuple"),
        pytest.param("y = Conv2D(activation='relu_____')(x)", ["`activation`"], id="an answer beside it in a text"),
        pytest.param("y = Conv2D(filters=_____16)(x)", ["`filters`"], id="an answer behind it"),
        pytest.param("y = Conv2D(filters_____=16)(x)", ["`filters`"], id="an answer beside a keyword"),
        pytest.param("y = Conv2D(...)(x)", ["`filters`"], id="Ellipsis by position"),
        pytest.param("y = Conv2D(filters=...)(x)", ["`filters`"], id="Ellipsis by keyword"),
        pytest.param("# The output layer\n_____", ["the code under “The output layer”"], id="under a comment"),
        pytest.param("# Two lines\n_____\n_____", ["the code under “Two lines”"] * 2, id="two under a comment"),
        pytest.param("# Far above\na = 1\n_____", ["a line of code"], id="under other code"),
        pytest.param("def f():\n    return _____", ["what the function returns"], id="return"),
        pytest.param("y = _____", ["the value of `y`"], id="assigned"),
        pytest.param("y: int = _____", ["the value of `y`"], id="assigned with a type"),
        pytest.param("y = _____(3)", ["the function that is called"], id="callee"),
        pytest.param("y = Conv2D(filters=_)(x)", ["`filters`"], id="a single underscore"),
        pytest.param("y = keras.layers._____(3)(x)", ["the name after `keras.layers.`"], id="behind a dot"),
        pytest.param("k = '_____'\ny = Conv2D(16, k)(x)", ["the value of `k`"], id="a text handed to a layer"),
    ],
)
def test_a_blank_is_named_by_what_it_stands_for(source, names):
    assert [blank.stands_for for blank in find_blanks(source, resolve)] == names


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("print('_____')", id="printed line"),
        pytest.param("note = '_____'", id="a text that nothing uses"),
        pytest.param("line = '_____'\nprint(line)", id="a text that is only printed"),
        pytest.param("print('_____', x)", id="printed line among others"),
        pytest.param("def f():\n    '''_____'''", id="docstring"),
        pytest.param("y = '''a\n_____\nb'''", id="text of several lines"),
        pytest.param("y = 1  # _____", id="comment"),
        pytest.param("for ___ in range(3):\n    pass", id="loop variable"),
        pytest.param("_, __ = 1, 2", id="one and two underscores"),
        pytest.param("y = __name__", id="Python's own names"),
        pytest.param("y = a_b__c", id="inside a name"),
        pytest.param("y = x[..., 0]", id="Ellipsis as an index"),
        pytest.param("def f(): ...", id="Ellipsis as a body"),
    ],
)
def test_what_only_looks_alike_is_no_blank(source):
    assert find_blanks(source, resolve) == []


def test_blanks_come_in_reading_order_with_their_lines_and_once_each():
    source = "a = Conv2D(filters=_____,\n           kernel_size=(_____, _____))(_____)"
    expected = [Blank(1, "`filters`"), Blank(2, "`kernel_size`"), Blank(2, "the layer's input")]
    assert find_blanks(source) == expected


def test_source_that_does_not_parse_is_not_searched():
    with pytest.raises(SyntaxError):
        find_blanks("y = (_____")


def test_a_text_for_what_the_answer_shall_fill_is_a_blank():
    assert find_blanks("y = '_____'", resolve, ("y",)) == [Blank(1, "the value of `y`")]
