"""What is known of an exception: the line it arose in, what that line saw, and the calls in it."""

import ast
import inspect
import sysconfig
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.beside import Call, calls_beside
from lesson_utils.checking.facts.calls import Variables, resolve
from lesson_utils.checking.facts.lost import swallowing_try
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.episodes.magics import cell_magic

_PACKAGE = str(Path(__file__).parents[2])
_NOT_THE_LEARNERS = (_PACKAGE, *(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib")))


@dataclass(frozen=True)
class Raised:
    """An exception: the cell's, or one of a function of the learner's that the checker called.

    Attributes
    ----------
    answer : Answer
        Whose exception it is.
    error : BaseException
        The exception. Its type is told and its words, where nothing else explains it; they are never relied on.
    function : str
        The name of the function that the checker called; empty when the cell itself raised.
    hidden : ast.Module, optional
        The lines of a `try` that hid the exception; nobody knows then in which of them it arose.
    """

    answer: Answer
    error: BaseException
    function: str = ""
    hidden: ast.Module | None = None

    @property
    def unknown_name(self) -> str:
        """The name that Python does not know; empty where the exception is another one."""
        error = self.error
        return error.name or "" if isinstance(error, NameError) and not isinstance(error, UnboundLocalError) else ""

    @cached_property
    def tree(self) -> ast.Module:
        """The lines to look at; none where the source is not known."""
        return self.hidden or self.answer.tree or ast.Module([], [])

    @cached_property
    def line(self) -> int:
        """The line of the answer in which the exception arose; 0 when nobody can tell."""
        length = len((self.answer.source or "").splitlines())
        line = _line_in_cell(self.error, self.answer.cell or "")
        return line if line <= length else 0

    @cached_property
    def locals(self) -> Variables:
        """The variables of the learner's function in which it arose; none when it arose at the top level."""
        frame = self._function
        return frame.f_locals if frame is not None else {}

    @cached_property
    def variables(self) -> Variables:
        """The variables that the line saw: a function's own names hide those outside, even before they are made."""
        frame, known = self._function, self.answer.variables
        if frame is None:
            return known
        hidden = set(frame.f_code.co_varnames)
        return {name: value for name, value in known.items() if name not in hidden} | dict(frame.f_locals)

    @cached_property
    def all_calls(self) -> tuple[Call, ...]:
        """The answer's calls, each with the solution's beside it."""
        return calls_beside(self.tree, self.answer.solution, self.variables)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls in the line that raised, from left to right: those elsewhere did their work."""
        return tuple(call for call in self.all_calls if call.stands_in(self.line))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The answer's statements, from top to bottom."""
        return statements_of(self.tree)

    def stored_above(self, line: int) -> set[str]:
        """The names in which the lines above this one store something."""
        return {name for statement in self.statements if statement.line < line for name in statement.stores}

    @property
    def _function(self) -> Any:
        frames = list(frames_of_the_learner(self.error))
        return frames[-1] if frames and frames[-1].f_code.co_name != "<module>" else None


def _line_in_cell(error: BaseException, cell: str) -> int:
    """The line in which it arose, counted from the top of the cell; 0 when no line of the learner's is among them.

    A magic runs the code that it is given on its own, and counts lines anew from there.
    """
    walked = traceback.walk_tb(error.__traceback__)
    places = [(frame.f_code.co_filename, number) for frame, number in walked if _is_learners(frame)]
    if not places:
        return 0
    magic = cell_magic(cell)
    if magic is not None and (len(places) > 1 or magic.name == "%%capture"):  # which runs a cell inside the cell
        return places[-1][1] + magic.line
    timed = next((index for index, (file, _) in enumerate(places) if file.startswith("<timed ")), 0)
    return places[timed - 1][1] if timed else places[-1][1]


def frames_of_the_learner(error: BaseException) -> Iterator[Any]:
    return (frame for frame, _ in traceback.walk_tb(error.__traceback__) if _is_learners(frame))


def _is_learners(frame: Any) -> bool:
    return not frame.f_code.co_filename.startswith(_NOT_THE_LEARNERS)


def hidden_by_a_try(answer: Answer) -> Raised | None:
    """The exception that a `try` of the answer's hides, as far as its lines tell; None where no `try` hides any."""
    hiding = swallowing_try(answer.tree)
    if hiding is None:
        return None
    tried = ast.Module(hiding.body, [])
    for node in (one for one in ast.walk(tried) if isinstance(one, ast.Attribute)):
        owner = resolve(node.value, answer.variables)
        if inspect.ismodule(owner) and not hasattr(owner, node.attr):
            return Raised(answer, AttributeError(name=node.attr, obj=owner), hidden=tried)
    return Raised(answer, Exception(), hidden=tried)
