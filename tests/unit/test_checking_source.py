"""An answer as source: what is wrong with its syntax, what it makes, what it needs."""

import ast
from pathlib import Path

import pytest

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.source import (
    is_empty,
    names_bound,
    names_needed,
    parse,
    targets_of,
)
from lesson_utils.checking.facts.unreadable import Unreadable
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage
from lesson_utils.checking.rules.walking import first
from lesson_utils.episodes import Challenge, Episode


def as_written(source: str) -> Finding | None:
    """What the text of a cell shows, where the solution is `x = 1`."""
    challenge = Challenge("task", "Task", "small", 1, 1, "", None, "x = 1", "", ())
    episode = Episode(Path("small.md"), "Small", 1, 1, ())
    answer = Answer(episode, challenge, ("x",), source, {}, None, None)
    if answer.syntax_error is not None:
        return unreadable(answer.syntax_error, source)
    told = first(Stage.WRITTEN, answer)
    return told.finding if told else None


def unreadable(error: BaseException, source: str) -> Finding | None:
    """What is said of a cell that Python refuses."""
    told = first(Stage.UNREADABLE, Unreadable(error, source))
    return told.finding if told else None


@pytest.mark.parametrize(
    ("source", "label", "line"),
    [
        ("x = 1\ny = “relu”", "smart-quotes", 2),
        ("def f():\nx = 1", "missing-indent", 2),
        ("  x = 1", "unexpected-indent", 1),
        ("x = 1\ny = f(1", "unclosed-bracket", 2),
        ("x = {1: 2", "unclosed-bracket", 1),
        ("x = f(1))", "unmatched-bracket", 1),
        ("x = f(1]", "wrong-closing-bracket", 1),
        ("x = 'abc", "unclosed-quote", 1),
        ("x = '''abc", "unclosed-quote", 1),
        ("x = f(a=1, 2)", "positional-after-keyword", 1),
        ("x = f(a b)", "missing-comma", 1),
        ("x = f(a=1 b=2)", "missing-comma", 1),
        ("def f()\n    return 1", "missing-colon", 1),
        ("f(x) = y", "reversed-assignment", 1),
        ("f(a.b=3)", "dot-in-name", 1),
        ("if x = 3:\n    pass", "equals-sign", 1),
        ("x = = 3", "two-equals", 1),
        ("x = $", "odd-sign", 1),
        ("if True:\n    x = 1\n   y = 2", "indentation", 3),
        ("x = f(a：1)", "odd-sign", 1),
        ("x =\u00a0f(1)", "unseen-sign", 1),
        ("x = `a`", "backticks", 1),
        ("x := 3", "walrus", 1),
        ("x => 3", "arrow", 1),
        ("let x = 3", "needless-word", 1),
        ("function f():\n    pass", "misspelt-keyword", 1),
        ("def f():\n    retrun x", "misspelt-keyword", 2),
        ("def f:\n    pass", "def-without-brackets", 1),
        ("f():\n    pass", "missing-def", 1),
        ("x keras.layers.Dense(3)", "missing-equals", 1),
        ("x y = 3", "space-in-name", 1),
        ("x-y = f(3)", "minus-in-name", 1),
        ("f(a-b=3)", "minus-in-name", 1),
        ("2x = 3", "digit-first", 1),
        ("f(size=3x3)", "times-sign", 1),
        ("f(a=, b=2)", "empty-argument", 1),
        ("f(a,, b)", "double-comma", 1),
        ("keras..layers", "double-dot", 1),
        ("keras layers.Dense(3)", "missing-equals", 1),
        ("x = keras layers.Dense(3)", "space-for-dot", 1),
        ("x = keras::layers", "sign-for-dot", 1),
        ("x = f[a=3]", "square-brackets", 1),
        ("x = f{3}", "curly-brackets", 1),
        ("x = f(1; 2)", "semicolon", 1),
        ("x = f(a: 3)", "colon-for-equals", 1),
        ("'x' = 3", "name-in-quotes", 1),
        ("x = f(3).", "loose-end", 1),
        ("x = f(3) y", "missing-between", 1),
        ("x = f(a=1), b=2)(x)", "bracket-too-early", 1),
        ("f(size=3,3)", "tuple-brackets", 1),
        ("print x", "print-brackets", 1),
        ("Dense layer with 64 neurons\nx = 1", "missing-hash", 1),
        ("```python\nx = 1", "pasted", 1),
        (">>> x = 1", "pasted", 1),
        ("x\0 = 1", "syntax", 1),
    ],
)
def test_each_slip_has_its_label_and_line(source, label, line):
    finding = as_written(source)
    assert (finding.label, finding.values["line"]) == (label, line)


@pytest.mark.parametrize(
    ("source", "label"), [("return 3", "return-without-def"), ("f(a=1, a=2)", "repeated-argument")]
)
def test_what_only_the_compiler_refuses(source, label):
    with pytest.raises(SyntaxError) as caught:
        compile(source, "<cell>", "exec")
    assert unreadable(caught.value, source).label == label


def test_the_bracket_that_is_never_closed_is_named():
    assert as_written("x = f([1, 2").values["bracket"] == "["


@pytest.mark.parametrize("source", ["%%time\nx = 1", "%matplotlib inline\nx = 1", "x = 1\n!pip list", "?x\nx = 1"])
def test_magics_count_as_comments(source):
    assert names_bound(parse(source)) == {"x"}


def test_a_magic_does_not_move_the_lines_below_it():
    assert as_written("%%time\nx = f(1))").values["line"] == 2


def test_a_remainder_is_no_magic():
    assert ast.unparse(parse("x = 7 % y")) == "x = 7 % y"


@pytest.mark.parametrize("source", ["", "# a comment", "pass", "...", "'a text'"])
def test_nothing_to_run_is_empty(source):
    assert is_empty(parse(source))


def test_a_call_is_something_to_run():
    assert not is_empty(parse("print(1)"))


@pytest.mark.parametrize(
    ("solution", "targets"),
    [
        ("x = 1\ny = 2", ("x", "y")),
        ("x = 1\nx = 2", ("x",)),
        ("a, (b, *c) = 1, (2, 3)", ("a", "b", "c")),
        ("x = y = 2", ("x", "y")),
        ("x: int = 3", ("x",)),
        ("x += 1", ("x",)),
        ("def f():\n    inner = 1\nclass C:\n    inner = 2", ("f", "C")),
        ("_private = 1", ()),
        ("data['key'] = 1\nmodel.name = 'm'", ()),
        ("import keras\nprint(keras)", ()),
    ],
)
def test_targets_are_what_a_solution_leaves_at_its_top_level(solution, targets):
    assert targets_of(solution) == targets


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("y = x", {"x"}),
        ("x = 1\ny = x", set()),
        ("x = layer(x)", {"layer", "x"}),
        ("x += 1", {"x"}),
        ("y = len(x)", {"x"}),
        ("import keras\ny = keras.Input(shape)", {"shape"}),
        ("def f(a):\n    b = a\n    return b + c", {"c"}),
        ("def f():\n    return f()", set()),
        ("class A(Base):\n    y = z", {"Base", "z"}),
        ("d['k'] = v", {"d", "v"}),
    ],
)
def test_names_needed_are_read_before_they_are_made(source, needed):
    assert names_needed(source) == needed


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("x: keras.Input(3)", set()),  # a colon for the equals sign stores nothing
        ("import keras.layers as kl, numpy.linalg", {"kl", "numpy"}),
        ("def f():\n    for i in y:\n        z = i", {"f", "i", "z"}),
        ("with open(p) as f:\n    pass", {"f"}),
    ],
)
def test_names_bound_at_any_depth(source, bound):
    assert names_bound(ast.parse(source)) == bound


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("x == a", "compares"),
        ("x <- f(a)", "arrow"),
        ("x - f(a)", "minus-for-equals"),
        ("x: f(a)", "colon-for-equals"),
        ("x += f(3)(a)", "adds-instead"),
        ("In[3]: x = a", "pasted"),
    ],
)
def test_what_only_looks_like_an_assignment_is_found_with_its_line(line, label):
    finding = as_written(f"a = 1\n{line}")
    assert (finding.label, finding.values["line"]) == (label, 2)


@pytest.mark.parametrize("line", ["x = a", "z == a", "x: int = a", "x < a", "x += 1", "print(x - f(a))"])
def test_other_statements_are_left_alone(line):
    assert as_written(line) is None
