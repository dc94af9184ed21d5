"""The order of diagnosis: one list in which every rule stands once, whose labels all have a message and an answer."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from lesson_utils.checking import rules
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.rules.order import ORDER
from lesson_utils.checking.rules.rule import Rule, Stage
from lesson_utils.checking.rules.walking import outline

TOPIC_OF_CHOICES = [label for label, entry in catalogue().entries.items() if entry.topic == "choices"]
NOT_OF_A_RULE = {
    "correct": "nothing is wrong",
    "only-shown": "a challenge that asks for no variable",
    "open-question": "a challenge without code",
    **dict.fromkeys(TOPIC_OF_CHOICES, "a question with options is judged in one place, choices.py"),
    "unknown-challenge": "there is no such challenge, so there is no answer to look at",
    "not-run": "nothing is known of an answer",
    "first-cell-not-run": "the solution itself cannot run without it",
    "file-missing": "the solution itself cannot run without it",
    "check-stopped": "somebody pressed stop while we looked",
    "checker-problem": "our own mistake",
    "reference-failed": "our own mistake, in the course's text",
    "no-probe": "our own mistake, in the course's text",
    "cannot-compare": "our own mistake, in the course's text",
}


def written_rules() -> list[tuple[str, Rule]]:
    """Every rule that a module of the package defines."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")
        if not found.name.endswith("__main__")
    ]
    return [
        (f"{module.__name__}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Rule)
    ]


def labels() -> set[str]:
    return {label for each in ORDER for label in each.labels}


def test_every_rule_stands_in_the_order():
    assert [name for name, each in written_rules() if not any(each is other for other in ORDER)] == []


def test_no_rule_stands_in_it_twice():
    assert len({id(each) for each in ORDER}) == len(ORDER)


def test_every_rule_finds_something_and_says_what():
    assert [each.name for each in ORDER if not each.labels] == []


def test_every_rule_says_in_words_what_it_looks_for():
    assert [each.name for each in ORDER if not each.meaning] == []


@pytest.mark.parametrize("each", ORDER, ids=lambda each: each.name)
def test_a_rule_finds_only_what_it_says(each):
    function = each.look.func if isinstance(each.look, functools.partial) else each.look
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    calls = (node for node in nodes if getattr(node.func, "id", "") == "Finding")
    found = {one.value for call in calls for one in ast.walk(call.args[0]) if isinstance(one, ast.Constant)}
    assert found <= set(each.labels)


@pytest.mark.parametrize("path", sorted(Path(rules.__file__).parent.rglob("*.py")), ids=lambda path: path.name)
def test_no_rule_walks_a_whole_tree_that_the_tables_know(path):
    assert not re.search(r"ast\.walk\((\w+\.)*tree\)", path.read_text(encoding="utf-8")), "see facts/statements.py"


def test_the_stages_come_in_the_order_of_diagnosis():
    first_places = [min(place for place, each in enumerate(ORDER) if each.stage is stage) for stage in Stage]
    assert first_places == sorted(first_places)


def test_every_label_has_a_message_and_every_message_a_label():
    assert labels() - set(catalogue().entries) == set()
    assert set(catalogue().entries) - labels() - set(NOT_OF_A_RULE) == set()


def test_the_order_is_printed():
    printed = subprocess.run(
        [sys.executable, "-m", "lesson_utils.checking.rules"], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == outline().strip()
    assert all(label in printed for label in labels())
