"""What the reader understands: nesting, ids, templates, code that only looks like a solution."""

from pathlib import Path

import pytest

from lesson_utils.episodes import EpisodeError, read_episode
from lesson_utils.episodes.challenges import template_matches
from tests.unit.small_episode import HEADER, read

CHALLENGE = (
    "::: challenge\n\n## Add{id}\n\n```python\na = {template}\n```\n\n::: solution\n\n{solution}\n\n:::\n\n:::\n"
)


def challenge(title_id: str = "", template: str = "_____", solution: str = "```python\na = 1\n```") -> str:
    return CHALLENGE.format(id=title_id, template=template, solution=solution)


def test_divs_nest_whatever_the_length_of_their_fences(tmp_path):
    text = "::: callout\n\n:::::::::: spoiler\n\ninside\n\n:::\n\nafter\n\n::::::\n"
    outer = read(tmp_path, text).blocks[0]
    assert [child.kind for child in outer.children] == ["spoiler", "prose"]
    assert outer.children[0].children[0].text == "inside"


def test_fences_inside_code_are_code(tmp_path):
    assert [block.kind for block in read(tmp_path, "```\n::: callout\n```\n").blocks] == ["prose"]


def test_lines_are_those_of_the_file(tmp_path):
    episode = read(tmp_path, "Prose.\n\n" + challenge(" {#add}"))
    lines = (tmp_path / "episode.md").read_text(encoding="utf-8").splitlines()
    assert lines[episode.challenges[0].line - 1] == "::: challenge"


def test_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "windows.md"
    path.write_bytes((HEADER + challenge(" {#add}")).replace("\n", "\r\n").encode())
    assert read_episode(path).challenges[0].solution == "a = 1"


def test_two_headings_with_one_title_get_two_ids(tmp_path):
    assert [one.id for one in read(tmp_path, challenge() + "\n" + challenge()).challenges] == ["add", "add-2"]


def test_a_solution_that_only_shows_output_is_not_code(tmp_path):
    shown = challenge(template="1 + 1", solution="```output\n2\n```")
    assert read(tmp_path, shown, ours=False).challenges[0].solution is None


def test_code_to_look_at_is_only_a_warning_in_an_episode_from_elsewhere(tmp_path):
    text = challenge(" {#add}", template="2")
    with pytest.raises(EpisodeError):
        read(tmp_path, text)
    assert "is not its solution" in read(tmp_path, text, ours=False).warnings[0].message


@pytest.mark.parametrize(
    ("template", "solution", "matches"),
    [
        ("x = Dense(_____)(x)", "x = Dense(64)(x)", True),
        ("x = Dense(_____)(x)", "x = Dense(units=64, activation='relu')(x)", True),
        ("_____\nreturn x", "x = 1\nx = 2\nreturn x", True),  # a blank may become several lines
        ("x = Dense(_____)(x)  ", "x = Dense(64)(x)", True),  # spaces at line ends do not count
        ("x = Dense(_____)(x)", "x = Dense()(x)", False),  # a blank stands for something
        ("x = Dense(_____)(x)", "y = Dense(64)(x)", False),
        ("# a comment\nx = _____", "x = 1", False),
        ("x.__init__(_____)", "x.__init__(1)", True),  # double underscores of Python are no blanks
    ],
)
def test_template_and_solution_are_compared_strictly(template, solution, matches):
    assert template_matches(template, solution) is matches


def test_the_courses_own_episodes_are_without_a_problem():
    folder = Path(__file__).parents[2] / "episodes"
    read_all = [read_episode(path) for path in sorted(folder.glob("*.md"))]
    assert [episode.warnings for episode in read_all] == [()] * len(read_all)
    ids = [
        "input-layer",
        "conv2d",
        "pooling",
        "dense",
        "flatten",
        "hidden-layers",
        "output-layer",
        "create-model-intro",
    ]
    third = next(episode for episode in read_all if episode.name == "03-build-cnn")
    assert [one.id for one in third.challenges if one.id in ids] == ids
    assert {len(one.hints) for one in third.challenges} == {3}
