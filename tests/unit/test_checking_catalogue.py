"""The catalogue of messages says where one of its files is not right, and gives back what stands in them otherwise."""

import tomllib
from pathlib import Path

import pytest

from lesson_utils.checking.messages import catalogue as module
from lesson_utils.checking.messages.catalogue import CatalogueError, catalogue, fields, load

CONCEPTS = """
[ideas]
chain = "A network is a chain."
[settings]
units = "The number of neurons."
[layers]
[activations]
[does]
"""
SHARED = 'look = ["{ideas[chain]}", "Look again at {name}.", "Do it."]'


def folder(path, shared=SHARED, concepts=CONCEPTS, **topics):
    for name, text in {"shared_hints": shared, "concepts": concepts, **topics}.items():
        path.joinpath(f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def test_a_label_has_three_hints_a_family_of_them_or_a_reason_for_none(tmp_path):
    topic = """
    [own]
    message = "Not {found}."
    hints = ["{settings[units]} So?", "Two of {found}.", "Three."]
    [shared]
    message = "Not {name}."
    hints = "look"
    [right]
    message = "Well done."
    no_hints = "it is right"
    """
    entries = load(folder(tmp_path, topic=topic)).entries
    assert entries["own"].hints == ("The number of neurons. So?", "Two of {found}.", "Three.")
    assert entries["shared"].hints == ("A network is a chain.", "Look again at {name}.", "Do it.")
    assert (entries["right"].hints, entries["right"].no_hints) == (None, "it is right")
    assert {entry.topic for entry in entries.values()} == {"topic"}


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ('[a]\nhints = "look"', "a: it needs a message"),
        ('[a]\nmessage = ""\nhints = "look"', "a: it needs a message"),
        ('[a]\nmessage = "A."\nhint = "look"', "nothing else"),
        ('a = "A."', "a: it needs a message"),
        ('[a]\nmessage = "A."', "either"),
        ('[a]\nmessage = "A."\nhints = "look"\nno_hints = "why"', "either"),
        ('[a]\nmessage = "A."\nno_hints = ""', "either"),
        ('[a]\nmessage = "A."\nhints = "nowhere"', "shared_hints.toml has no nowhere"),
        ('[a]\nmessage = "A."\nhints = ["One.", "Two."]', "three"),
        ('[a]\nmessage = "A."\nhints = ["One.", "Two.", "Three.", "Four."]', "three"),
        ('[a]\nmessage = "A."\nhints = ["One.", "", "Three."]', "three"),
        ('[a]\nmessage = "A."\nhints = ["One.", 2, "Three."]', "three"),
        ('[a]\nmessage = "A."\nhints = ["{ideas[nothing]}", "Two.", "Three."]', "no ideas.nothing"),
        ('[a]\nmessage = "A {name."\nhints = "look"', "a: "),
        ('[a]\nmessage = "A {}."\nhints = "look"', "without a name"),
        ('[a]\nmessage = "A."\nhints = ["One.", "Two.", "{name"]', "a: "),
        ('[a]\nmessage = "A."\nhints = "look"\n[a]\nmessage = "B."\nhints = "look"', "topic.toml"),
        ('[a]\nmessage = "A."\nhints = "look', "topic.toml"),
    ],
)
def test_a_file_that_is_not_right_is_named_with_its_label(tmp_path, topic, says):
    with pytest.raises(CatalogueError, match=r"topic\.toml") as caught:
        load(folder(tmp_path, topic=topic))
    assert says in str(caught.value)


def test_a_label_stands_in_one_file_only(tmp_path):
    entry = '[again]\nmessage = "A."\nhints = "look"'
    with pytest.raises(CatalogueError, match=r"two\.toml: again stands in one\.toml too"):
        load(folder(tmp_path, one=entry, two=entry))


def test_a_group_of_concepts_that_nobody_reads_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="moods"):
        load(folder(tmp_path, concepts=CONCEPTS + "[moods]\n"))


def test_every_idea_and_every_family_of_hints_is_used():
    folder = Path(module.__file__).parent
    files = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.toml")}
    everything, code = "".join(files.values()), folder.joinpath("hints.py").read_text(encoding="utf-8")
    ideas = catalogue().concepts.ideas
    assert [name for name in ideas if f"{{ideas[{name}]}}" not in everything and f'ideas["{name}"]' not in code] == []
    assert [name for name in tomllib.loads(files["shared_hints"]) if f'hints = "{name}"' not in everything] == []


def test_what_a_text_leaves_to_be_filled():
    assert fields("{found[0]!r} and {name:>3}, {{not}} this") == {"found", "name"}
