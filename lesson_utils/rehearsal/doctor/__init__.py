"""Reads a hub's configuration and refuses what lets strangers in, or learners at each other, with the reason."""

from lesson_utils.rehearsal.doctor.examine import examine, examine_file

__all__ = ["examine", "examine_file"]
