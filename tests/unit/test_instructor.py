"""What an instructor teaches from: the plan, the notes, the projector's notebook, the mistakes to expect."""

import ast
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from lesson_utils.building.instructor import typical_mistakes
from lesson_utils.building.instructor.notes import notes_of
from lesson_utils.building.instructor.pieces import in_pieces, paragraphs_of
from lesson_utils.building.instructor.projector import projector_cells, write_projector_notebook
from lesson_utils.building.instructor.typical_mistakes import expected_in
from lesson_utils.episodes import course, read_episode
from lesson_utils.episodes.timing import timing_of
from lesson_utils.episodes.worth_making import mistake_of
from tests.unit.answers import tables

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("episode", course(), ids=lambda one: one.name)
def test_the_plan_has_no_gaps_and_takes_as_long_as_the_episode_says(episode):
    parts = timing_of(episode).parts
    assert parts[0].begins == 0
    assert all(one.ends == following.begins for one, following in pairwise(parts))
    assert all(part.talk + part.exercise == part.ends - part.begins for part in parts)
    assert parts[-1].ends == episode.teaching + episode.exercises


@pytest.mark.parametrize("episode", course(), ids=lambda one: one.name)
def test_every_cell_of_the_projector_has_its_notes_in_the_order_of_the_plan(episode):
    notes, cells = notes_of(episode), projector_cells(episode)
    assert list(notes["cells"]) == [cell.id for cell in cells]
    parts = [place["part"] for place in notes["cells"].values()]
    assert parts == sorted(parts)
    assert set(parts) == set(range(len(notes["parts"])))
    assert all(notes["cells"][cell.id]["challenge"] == cell.challenge for cell in cells if cell.challenge)
    own = [block.title for block in episode.blocks if block.kind == "instructor" and block.title != "Timing"]
    assert all(any(title in part["html"] for part in notes["parts"]) for title in own)


def test_notes_hold_the_mistakes_the_messages_and_a_way_for_those_behind():
    html = unescape(notes_of(course()[2])["challenges"]["conv2d"])
    for text in ("has not been connected", "A mistake worth making", "32 filters", 'catch_up("input-layer")'):
        assert text in html


@pytest.mark.parametrize("episode", course(), ids=lambda one: one.name)
def test_the_projector_shows_the_learners_blanks_and_nothing_of_the_answers(episode):
    cells = {cell.id: cell for cell in projector_cells(episode)}
    for challenge in episode.challenges:
        if challenge.solution:
            assert cells[f"{challenge.id}-answer"].source.strip() == challenge.answer_template.strip()
    whole = "\n".join(cell.source for cell in cells.values())
    assert "A mistake worth making" not in whole
    assert "For instructors" not in whole
    assert "<!--" not in whole


def test_a_part_that_begins_nowhere_is_named(tmp_path):
    text = (ROOT / "episodes" / "01-introduction.md").read_text(encoding="utf-8")
    (tmp_path / "01-introduction.md").write_text(text.replace("from the-ten-steps", "from nowhere"), encoding="utf-8")
    with pytest.raises(ValueError, match="`nowhere`, which is not in the episode"):
        notes_of(read_episode(tmp_path / "01-introduction.md", ours=False))
    (tmp_path / "01-introduction.md").write_text(re.sub("<!-- from .*? -->", "", text), encoding="utf-8")
    with pytest.raises(ValueError, match="does not say where it begins"):
        notes_of(read_episode(tmp_path / "01-introduction.md", ours=False))


def test_the_kept_mistakes_follow_from_the_tables():
    assert not typical_mistakes.is_stale(ROOT), "Type: python3 -m lesson_utils build"
    for name, answers in tables().items():
        labels = {answer.label for answer in answers}
        kept = expected_in(name).mistakes
        assert len(kept) >= 5
        assert all(one.label in labels and one.says for one in kept)


def test_every_challenge_has_a_mistake_worth_making_whose_message_is_known():
    coding = [(episode, one) for episode in course() for one in episode.challenges if one.solution]
    for episode, challenge in coding:
        mistake = mistake_of(episode, challenge.id)
        assert mistake, challenge.id
        code = ast.dump(ast.parse(mistake.code))
        same = [one for one in tables()[challenge.id] if not one.right and _parsed(one.code) == code]
        assert same
        assert expected_in(challenge.id).says


def _parsed(code: str) -> str:
    try:
        return ast.dump(ast.parse(code))
    except SyntaxError:
        return ""


def test_text_is_cut_between_paragraphs_only_and_nothing_is_lost():
    body = "\n\n".join(
        ["word " * 200, "- one\n\n  more of one", "```\nx\n\ny\n```", '<img src="a.png">', "<small>*b*</small>"]
    )
    text = f'## Title\n\n<div style="max-width: 50em">\n\n{body}\n\n</div>'
    pieces = in_pieces(text)
    assert len(pieces) > 2
    assert pieces[0].startswith("## Title")
    inner = "\n\n".join(re.sub(r"</?div[^>]*>|## Title", "", piece).strip() for piece in pieces)
    assert inner.split() == body.split()
    assert paragraphs_of("```\nx\n\ny\n```") == ["```\nx\n\ny\n```"]
    box = "<blockquote>" + "\n\na" * 20 + "\n\n</blockquote>"
    assert in_pieces(box) == [box]


def test_a_projectors_notebook_that_was_worked_in_is_kept(tmp_path, capsys):
    first = write_projector_notebook(tmp_path, "03")
    first.write_text(first.read_text(encoding="utf-8").replace('"name": "python"', '"name": "mine"'), encoding="utf-8")
    assert write_projector_notebook(tmp_path, "03") == first
    assert "mine" not in first.read_text(encoding="utf-8")
    assert len(list(first.parent.iterdir())) == 2
    assert "kept:" in capsys.readouterr().out


@pytest.mark.parametrize("beginning", ["7", "0", "conv2d"])
def test_an_episode_that_is_none_or_several_is_refused(tmp_path, beginning):
    with pytest.raises(ValueError, match="There are: 01-introduction"):
        write_projector_notebook(tmp_path, beginning)
    assert not list(tmp_path.iterdir())
