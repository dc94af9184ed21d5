"""Inside the notebook: the five words a learner types, and the hooks that watch the cells."""

from lesson_utils.classroom.problem_log import keep_problems
from lesson_utils.classroom.verbs import catch_up, check, hint, open_episode, progress, solution

__all__ = ["catch_up", "check", "hint", "open_episode", "progress", "solution"]

keep_problems()
