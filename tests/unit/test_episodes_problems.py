"""Each kind of bad episode has a fixture, and an error that names its line and says what is wrong."""

from pathlib import Path

import pytest

from lesson_utils.episodes import Episode, EpisodeError, read_episode

BAD = Path(__file__).parents[1] / "fixtures" / "bad"
KNOWN = (
    "callout, caution, challenge, checklist, discussion, hint, instructor, keypoints, objectives, prereq, questions, "
    "solution, spoiler, testimonial"
)
CARROUSEL = f"unknown fence class `carrousel` (known: {KNOWN})"
NO_CAT = "figure `fig/no_such_cat.png` is missing"
NO_ALT = "figure `fig/no_such_cat.png` has no alt text: add {alt='…'}"
NO_HEADER = "the front matter (--- title, teaching, exercises ---) is missing"
NO_SOLUTION = "challenge `add` has no solution"
MISMATCH = "the template of `add` with its blanks filled in is not its solution"

PROBLEMS = {
    "unclosed_div": [(9, "div `callout` is never closed")],
    "stray_closing_fence": [(13, "this fence closes a div, but none is open")],
    "unclosed_code_fence": [(7, "this code fence is never closed")],
    "same_id_twice": [(25, "challenge id `twins` is used twice (first in line 7)")],
    "template_not_solution": [(11, MISMATCH)],
    "solution_not_python": [(15, "the solution of `add` is not valid Python: invalid syntax")],
    "blank_in_solution": [(17, "the solution of `add` still has a blank")],
    "without_solution": [(7, NO_SOLUTION)],
    "missing_figure": [(9, NO_CAT)],
    "figure_without_alt": [(9, NO_ALT), (9, NO_CAT)],
    "unknown_fence_class": [(7, CARROUSEL)],
    "front_matter_not_yaml": [(2, "the front matter is not valid YAML: expected <block end>, but found '<scalar>'")],
    "front_matter_missing": [(1, NO_HEADER)],
    "minutes_not_a_number": [(1, "`teaching` in the front matter must be a whole number of minutes")],
    "other_solution_makes_other_names": [(25, "another solution of `add` does not make what the first one makes")],
    "probes_not_calls": [
        (1, '`probes: add` must be a list of calls, such as ["scale(3)"]'),
        (1, "`probes: nowhere` names no challenge of this episode"),
    ],
    "given_not_a_shape": [(1, "`given: images` must read like `float32 (40000, 32, 32, 3)`")],
}
# What does not keep an episode from elsewhere from becoming a notebook.
ONLY_WARNINGS = {
    "without_solution", "missing_figure", "figure_without_alt", "unknown_fence_class", "front_matter_missing",
    "other_solution_makes_other_names",
}  # fmt: skip


def found(problems) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in problems]


def read(name: str, ours: bool) -> Episode:
    return read_episode(BAD / f"{name}.md", ours=ours)


@pytest.mark.parametrize("name", PROBLEMS)
def test_our_own_episode_with_this_problem_is_refused(name):
    with pytest.raises(EpisodeError) as refused:
        read(name, ours=True)
    assert found(refused.value.problems) == PROBLEMS[name]


@pytest.mark.parametrize("name", sorted(ONLY_WARNINGS))
def test_an_episode_from_elsewhere_is_read_with_a_warning(name):
    assert found(read(name, ours=False).warnings) == PROBLEMS[name]


@pytest.mark.parametrize("name", sorted(set(PROBLEMS) - ONLY_WARNINGS))
def test_what_stops_a_notebook_stops_it_for_episodes_from_elsewhere_too(name):
    with pytest.raises(EpisodeError) as refused:
        read(name, ours=False)
    assert found(refused.value.problems) == PROBLEMS[name]


def test_all_problems_come_in_one_report_in_order_with_file_and_line():
    with pytest.raises(EpisodeError) as refused:
        read("many_problems", ours=True)
    path = BAD / "many_problems.md"
    expected = [
        (7, CARROUSEL), (9, NO_ALT), (9, NO_CAT), (17, MISMATCH),
        (31, "challenge id `add` is used twice (first in line 13)"), (31, NO_SOLUTION),
        (37, "div `callout` is never closed"),
    ]  # fmt: skip
    assert str(refused.value).splitlines() == [f"{path}:{line}: {message}" for line, message in expected]


def test_every_fixture_is_tested():
    assert {path.stem for path in BAD.glob("*.md")} == {*PROBLEMS, "many_problems"}


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_episode(tmp_path / "nothing.md")
