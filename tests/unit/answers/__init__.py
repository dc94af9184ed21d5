"""Tables of right and wrong answers, and how they are played through the checker."""

from tests.unit.answers.answer import FOLDER, Answer, all_tables, challenge, kinds, tables, tables_of_kinds
from tests.unit.answers.playing import Played, Ran, play, ran, run, state_before

__all__ = [
    "FOLDER",
    "Answer",
    "Played",
    "Ran",
    "all_tables",
    "challenge",
    "kinds",
    "play",
    "ran",
    "run",
    "state_before",
    "tables",
    "tables_of_kinds",
]
