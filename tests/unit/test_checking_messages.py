"""Every sentence the checker can say is said somewhere, and every one of its blanks is filled there."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

from lesson_utils import checking
from lesson_utils.checking.facts.blanks import Blank
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.messages.catalogue import catalogue, fields
from lesson_utils.checking.messages.formatting import message_for
from lesson_utils.checking.rules.unreadable.looks import LOOKS


class Said(NamedTuple):
    """A `Finding(label, …)` in the code: where, and the names of its values (None when they cannot be read)."""

    label: str
    where: str
    values: frozenset[str] | None


def constants(node: ast.expr) -> list[str]:
    """The texts that an expression can be: one, or both sides of an `if`."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def labels_assigned(function: ast.AST) -> list[str]:
    """What a function stores in `label` or in a finding's `.label`."""
    return [
        label
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target, value in pairs_assigned(node)
        if getattr(target, "id", getattr(target, "attr", "")) == "label"
        for label in constants(value)
    ]


def pairs_assigned(node: ast.Assign) -> list[tuple[ast.expr, ast.expr]]:
    """The targets of an assignment, each with its value: also of `label, other = "a", 1`."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for target in node.targets:
        several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        pairs += zip(target.elts, node.value.elts, strict=False) if several else [(target, node.value)]
    return pairs


def labels_of_table(tree: ast.AST, function: ast.AST) -> list[str]:
    """The labels at the head of a table's rows that a function goes through: `for label, look in TABLE`."""
    tables = {
        ast.unparse(loop.iter)
        for loop in ast.walk(function)
        if isinstance(loop, ast.For) and "label," in ast.unparse(loop.target)
    }
    return [
        label
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in tables
        for row in ast.walk(node)
        if isinstance(row, ast.Tuple) and row.elts
        for label in constants(row.elts[0])
    ]


def said_in(path: Path) -> list[Said]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        found += [Said(label, f"{path.name}:{function.lineno}", None) for label in labels_assigned(function)]
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                if getattr(call.args[0], "id", "") in [one.arg for one in function.args.args]:
                    continue  # of a table's rows; see the test of what a line looks like
                labels = constants(call.args[0]) or labels_assigned(function) or labels_of_table(tree, function)
                assert labels, f"{path.name}:{call.lineno}: a label that this test cannot read"
                names = frozenset(keyword.arg or "**" for keyword in call.keywords)
                values = None if "**" in names else names
                found += [Said(label, f"{path.name}:{call.lineno}", values) for label in labels]
    return found


PACKAGE = Path(checking.__file__).parent
MESSAGES = {label: entry.message for label, entry in catalogue().entries.items()}
SAID = [said for path in sorted(PACKAGE.rglob("*.py")) for said in said_in(path)]


def test_the_code_was_read():
    assert len({said.where for said in SAID}) > 60


def test_every_label_has_a_message():
    assert [said for said in SAID if said.label not in MESSAGES] == []


@pytest.mark.parametrize("said", [one for one in SAID if one.values is not None], ids=lambda said: said.where)
def test_every_value_that_a_text_speaks_of_is_given(said):
    given = said.values | {"where", "does", "asks", "nth"}  # `message_for` adds these
    assert fields(MESSAGES[said.label]) <= given


@pytest.mark.parametrize(("label", "look"), LOOKS, ids=lambda one: one if isinstance(one, str) else "")
def test_what_a_line_looks_like_fills_its_text(label, look):
    assert fields(MESSAGES[label]) <= {"line", *look.groupindex}


def test_every_text_formats():
    values = {name: ("a", "b") for text in MESSAGES.values() for name in fields(text)}
    values |= {"line": 2, "blanks": [Blank(1, "`units`")], "facts": ["a fact"]}
    for label in MESSAGES:
        message = message_for(Finding(label, **values))
        assert message[0] == message[0].upper()
        assert message == message.strip()
        assert "{" not in message


def test_a_line_that_nobody_knows_is_left_out():
    values = {"error": "ValueError", "says": "no"}
    assert "in line 3" in message_for(Finding("raised", line=3, **values))
    assert "line 0" not in message_for(Finding("raised", line=0, **values))


def test_what_a_learner_typed_is_no_format():
    assert "{0}" in message_for(Finding("unknown-name", name="{0}"))


@pytest.mark.parametrize(
    ("blanks", "beginning"),
    [
        ([Blank(2, "`units`")], "`units` is still blank (line 2)"),
        ([Blank(2, "`units`"), Blank(3, "`units`")], "`units` is still blank (lines 2 to 3)"),
        ([Blank(1, "`a`"), Blank(1, "`b`")], "`a` and `b` are still blank (line 1)"),
        ([Blank(n, f"`{n}`") for n in range(1, 6)], "`1`, `2`, `3` and 2 more are still blank (lines 1 to 5)"),
        ([Blank(1, "the layer's input")], "The layer's input is still blank"),
    ],
)
def test_blanks_are_listed_in_words(blanks, beginning):
    assert message_for(Finding("blanks-left", blanks=blanks)).startswith(beginning)


@pytest.mark.parametrize(("epochs", "words"), [(1, "1 epoch of"), (5, "5 epochs of"), (0, "0 epochs of")])
def test_what_is_counted_is_one_or_many(epochs, words):
    assert words in message_for(Finding("wrong-epochs", name="history", found=epochs, expected=3))


OURS = {"line": 2, "blanks": [Blank(1, "`units`")], "facts": ["a fact"], "how": "Do it again."}
THEIRS = frozenset(["found", "expected", "value", "found_other", "expected_second", "says", "kind"])


@pytest.mark.parametrize("label", MESSAGES)
@pytest.mark.parametrize(
    "value",
    [Quoted(["x" * 1000] * 1000), tuple(range(10**4)), {"a": b"x" * 10**4}, "x" * 10**4, 10**5000],
    ids=["list", "tuple", "dict", "str", "int"],
)
def test_a_message_stays_short_whatever_it_is_filled_with(label, value):
    named = fields(MESSAGES[label]) | {"expected"}  # which `asks` speaks of
    values = {name: value if name in THEIRS else "some_name" for name in named} | OURS
    if "found[" in MESSAGES[label]:
        values["found"] = (value, value)
    message = message_for(Finding(label, **values))
    assert len(message) < 450
