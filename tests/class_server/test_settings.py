"""`class.toml`: what is taken, and in which words everything else is refused. No hub is needed."""

import pytest

from lesson_utils.checkout import ROOT
from lesson_utils.class_server.settings import SettingsError, read_settings

RIGHT = {"address": '"http://127.0.0.1:8000"', "instructors": '["eva"]', "learners": '["ada", "bo-2"]'}


def write(tmp_path, **changed):
    file = tmp_path / "class.toml"
    lines = [f"{name} = {value}" for name, value in (RIGHT | changed).items() if value]
    file.write_text("\n".join(lines))
    return file


def test_the_example_is_right():
    settings = read_settings(ROOT / "deploy" / "one-machine" / "class.toml")
    assert settings.everybody == {*settings.instructors, *settings.learners}
    assert (settings.memory, settings.cores) == ("3G", 2)


def test_what_is_right_is_taken(tmp_path):
    https = {"address": '"https://learn.example.org"', "certificate": '"/c"', "key": '"/k"', "wildcard": "true"}
    assert read_settings(write(tmp_path, **https, memory='"1.5G"', cores="1.5")).cores == 1.5


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"learners": ""}, "learners must be there"),
        ({"learners": '"ada"'}, "a list of names"),
        ({"learners": "[1]"}, "a list of names"),
        ({"learners": '["Ada"]'}, "small letters"),
        ({"learners": '["../etc"]'}, "small letters"),
        ({"learners": '["-rf"]'}, "a letter first"),
        ({"learners": '["a23456789012345678901234"]'}, "1 to 23"),
        ({"learners": '["ada", "ada"]'}, "there twice"),
        ({"learners": '["eva"]'}, "there twice"),
        ({"instructors": "[]"}, "somebody must be able"),
        ({"memory": '"lots"'}, '"3G"'),
        ({"memory": "3"}, "a text in quotes"),
        ({"cores": "0"}, "more than 0"),
        ({"cores": "true"}, "a number"),
        ({"starts_at_once": "1.5"}, "a number"),
        ({"memroy": '"3G"'}, "memroy is unknown"),
        ({"address": '"learn.example.org"'}, "write it as"),
        ({"address": '"http://learn.example.org"'}, "in the clear"),
        ({"address": '"http://0.0.0.0:8000"'}, "in the clear"),
        ({"address": '"https://learn.example.org"'}, "certificate and key"),
        ({"wildcard": "true"}, "needs a certificate"),
        ({"wildcard": '"yes"'}, "true or false"),
        ({"address": "= 3"}, "is no TOML"),
    ],
)
def test_what_is_wrong_is_refused_in_words(changed, words, tmp_path):
    with pytest.raises(SettingsError, match=words):
        read_settings(write(tmp_path, **changed))


def test_a_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(SettingsError, match=r"Copy deploy/one-machine/class\.toml"):
        read_settings(tmp_path / "class.toml")
