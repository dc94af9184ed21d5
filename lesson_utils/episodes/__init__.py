"""The episodes, the only source of the course: notebooks are built from them and the checker compares with them."""

from lesson_utils.episodes.brought import caught_up_in, names_brought
from lesson_utils.episodes.course import course, course_folder
from lesson_utils.episodes.model import Block, Challenge, Episode, EpisodeError, Given, Problem
from lesson_utils.episodes.questions import Option
from lesson_utils.episodes.reader import read_episode

__all__ = [
    "Block",
    "Challenge",
    "Episode",
    "EpisodeError",
    "Given",
    "Option",
    "Problem",
    "caught_up_in",
    "course",
    "course_folder",
    "names_brought",
    "read_episode",
]
