"""Inside the notebook: the five words a learner types, and the hooks that watch the cells."""

from lesson_utils.classroom.verbs import catch_up, check, hint, open_episode, progress, solution

__all__ = ["catch_up", "check", "hint", "open_episode", "progress", "solution"]
