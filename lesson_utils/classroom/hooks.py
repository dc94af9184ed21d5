"""Watch the cells of a running kernel: stop one that still holds blanks, explain one that raised."""

import ast
import logging
import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from IPython.core.error import InputRejected
from IPython.core.inputtransformer2 import classic_prompt, ipython_prompt
from IPython.core.interactiveshell import InteractiveShell

from lesson_utils.checking import blanks_left, message_for, parse_or_none
from lesson_utils.classroom import asking
from lesson_utils.classroom.actions import Actions
from lesson_utils.classroom.challenge_panel import panel_of
from lesson_utils.classroom.feedback import Feedback, Folded
from lesson_utils.classroom.panel import Panel, show
from lesson_utils.classroom.session import Session

_log = logging.getLogger(__name__)
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_SWITCHES = {"LESSON_FAST", "LESSON_RECORD"}  # for whoever builds and tests notebooks: `training/replay.py`


class Stopped(InputRejected):
    """A cell stopped before it runs: nothing has happened to the variables. One line says why."""

    def _render_traceback_(self) -> list[str]:
        return [f"✎ {self}"]


class BlanksLeft(Stopped):
    """A cell with blanks."""


class Unquoted(Stopped):
    """A cell that asks for a challenge without quotes: `check(conv2d)`."""


class Hooks(ast.NodeTransformer):
    """The four places where IPython lets the course look at a cell. `install` is the only way in."""

    def __init__(self, shell: InteractiveShell, session: Session) -> None:
        self.shell, self.session = shell, session
        self.outer: Any = None  # the cell that is running
        self.inner: Any = None  # one inside it, as `%%capture` runs them: no cell of its own
        self.inner_error: BaseException | None = None
        self.has_advised = False

    def before_cell(self, info: Any) -> None:
        """Remember the variables as they were."""
        if self.outer is not None and info.raw_cell.strip() in self.outer.raw_cell:
            self.inner = info
        else:
            self.outer, self.inner, self.inner_error, self.has_advised = info, None, None, False
            self.session.begin(_without_prompts(info.raw_cell), self.shell.user_ns, getattr(info, "cell_id", None))

    def visit(self, tree: ast.AST) -> ast.AST:
        """Refuse a cell with blanks (IPython calls `visit` of every AST transformer), or with a name without quotes."""
        typed = asking.unquoted(tree, self.shell.user_ns, self._ids())
        if typed is not None:
            raise Unquoted(typed)
        run = self.session.current
        source = run.python if run is not None else ast.unparse(tree)
        challenge = self.session.likely_answered(run) if run is not None else None
        unfilled = blanks_left(source, challenge, self.shell.user_ns) if parse_or_none(source) else None
        if unfilled is not None:
            raise BlanksLeft(message_for(unfilled))
        return tree

    def show_traceback(self, as_usual: Callable[..., None], kind: type, error: BaseException, lines: list[str]) -> None:
        """Show advice first, and the traceback folded in it, where a cell that answers or asks has raised."""
        feedback, panel = self._advice(error) if self.inner is None else (None, None)
        if feedback is None:
            as_usual(kind, error, lines)
            return
        whole = _COLOURS.sub("", "\n".join(lines))
        show(replace(feedback, parts=(*feedback.parts, Folded("What Python says, line by line", whole))), panel)
        self.has_advised = True
        as_usual(kind, error, [_last_line(kind, error)])

    def after_cell(self, result: Any) -> None:
        """Keep the run of the cell; say what there is to say where no traceback was shown, as under `%%capture`."""
        error = result.error_before_exec or result.error_in_exec
        if result.info is self.inner:
            self.inner, self.inner_error = None, error
        elif result.info is self.outer:
            error = error or self.inner_error
            feedback, panel = self._advice(error) if error is not None and not self.has_advised else (None, None)
            self.outer = None
            self.session.end(error, self.shell.user_ns)
            if feedback is not None:
                show(feedback, panel)

    def _advice(self, error: BaseException) -> tuple[Feedback | None, Panel | None]:
        """What to say of an error, where an answer or one of our words raised it."""
        try:
            return self._advice_on(error)
        except Exception as problem:  # noqa: BLE001 - ours to bear: the learner sees what they would see without us
            _log.error("The course stumbled over an error in a cell.", exc_info=problem)
            return None, None

    def _advice_on(self, error: BaseException) -> tuple[Feedback | None, Panel | None]:
        run = self.session.current
        if run is None or isinstance(error, Stopped):
            return None, None
        challenge = self.session.likely_answered(run)
        if challenge is None:
            typed = asking.misasked(run.source, self._ids())
            return (Feedback("change", "→", "How to ask", typed) if typed is not None else None), None
        raised = self.session.ended(run, error, self.shell.user_ns)
        episode = next(one for one in self.session.likely_episodes() if challenge in one.challenges)
        about = self.session, episode, challenge, self.shell.user_ns
        feedback = Actions(*about, raised).standing()
        return replace(feedback, word=f"What to change: {challenge.title}"), panel_of(*about)

    def _ids(self) -> list[str]:
        return [one.id for episode in self.session.likely_episodes() for one in episode.challenges]


def _without_prompts(cell: str) -> str:
    """The cell as IPython runs it: it takes off what was copied along from a console, `>>>` or `In [1]:`."""
    return "".join(ipython_prompt(classic_prompt(cell.splitlines(keepends=True))))


def install(shell: InteractiveShell, session: Session) -> None:
    """Let the hooks watch a shell, once."""
    if any(isinstance(transformer, Hooks) for transformer in shell.ast_transformers):
        return
    hooks = Hooks(shell, session)
    shell.ast_transformers.append(hooks)
    shell.events.register("pre_run_cell", hooks.before_cell)
    shell.events.register("post_run_cell", hooks.after_cell)
    as_usual = shell._showtraceback

    def show_traceback(kind: type, error: BaseException, lines: list[str]) -> None:
        hooks.show_traceback(as_usual, kind, error, lines)

    vars(shell)["_showtraceback"] = show_traceback  # the place that IPython leaves for showing it elsewhere
    if hasattr(shell, "kernel") and _SWITCHES & os.environ.keys():
        from lesson_utils.training.replay import obey_environment

        obey_environment()


def _last_line(kind: type, error: BaseException) -> str:
    """The line by which Python names an error, as it stands at the end of a traceback."""
    says = error.msg if isinstance(error, SyntaxError) else str(error)  # without the name of IPython's own file
    first = next((line for line in says.splitlines() if line.strip()), "")
    return f"{kind.__name__}: {first}" if first else kind.__name__
