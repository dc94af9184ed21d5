"""Watch the cells of a running kernel: stop one that still holds blanks, explain one that raised."""

import ast
from dataclasses import replace
from typing import Any

from IPython.core.error import InputRejected
from IPython.core.interactiveshell import InteractiveShell

from lesson_utils.checking import blanks_left, diagnose, message_for, without_magics
from lesson_utils.classroom.feedback import feedback_of
from lesson_utils.classroom.panel import show
from lesson_utils.classroom.session import Session


class BlanksLeft(InputRejected):
    """A cell with blanks, stopped before it runs: nothing has happened to the variables."""

    def _render_traceback_(self) -> list[str]:
        return [f"✎ {self}"]


class Hooks(ast.NodeTransformer):
    """The three places where IPython lets the course look at a cell. `install` is the only way in."""

    def __init__(self, shell: InteractiveShell, session: Session) -> None:
        self.shell, self.session = shell, session

    def before_cell(self, info: Any) -> None:
        """Remember the variables as they were."""
        self.session.begin(_python(self.shell, info.raw_cell), self.shell.user_ns, getattr(info, "cell_id", None))

    def visit(self, tree: ast.AST) -> ast.AST:
        """Refuse a cell with blanks (IPython calls `visit` of every AST transformer)."""
        run = self.session.current
        source = run.source if run is not None else ast.unparse(tree)
        challenge = self.session.likely_answered(run) if run is not None else None
        unfilled = blanks_left(source, challenge, self.shell.user_ns) if _parses(source) else None
        if unfilled is not None:
            raise BlanksLeft(message_for(unfilled))
        return tree

    def after_cell(self, result: Any) -> None:
        """Keep the run of an answer; where it raised, put advice below the traceback."""
        error = result.error_before_exec or result.error_in_exec
        run = self.session.end(error, self.shell.user_ns)
        challenge = self.session.likely_answered(run) if run is not None else None
        if run is None or error is None or challenge is None or isinstance(error, BlanksLeft):
            return
        diagnosis = diagnose(
            challenge.id, run.source, self.shell.user_ns, error, run.before.values(), episodes=self.session.episodes
        )
        feedback = feedback_of(diagnosis)
        show(replace(feedback, word=f"What to change: {challenge.title}"))


def install(shell: InteractiveShell, session: Session) -> None:
    """Let the hooks watch a shell, once."""
    if any(isinstance(transformer, Hooks) for transformer in shell.ast_transformers):
        return
    hooks = Hooks(shell, session)
    shell.ast_transformers.append(hooks)
    shell.events.register("pre_run_cell", hooks.before_cell)
    shell.events.register("post_run_cell", hooks.after_cell)


def _python(shell: InteractiveShell, cell: str) -> str:
    """The cell as Python: `%time` and the like become calls, so that the rest can be read.

    The first line of a `%%time` cell becomes a comment: as a call it would hide the whole cell in a text.
    """
    if cell.lstrip().startswith("%%"):
        return without_magics(cell)
    try:
        return shell.transform_cell(cell)
    except SyntaxError:
        return cell


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
