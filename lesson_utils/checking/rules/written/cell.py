"""Cells that Python can read and that store nothing: empty, commented out, `target == …` for `target = …`."""

import ast
from collections.abc import Iterator

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.source import is_empty, line_commented_out
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.WRITTEN, "commented-out")
def commented_out(answer: Answer) -> Finding | None:
    """Nothing to run, but a line behind a `#` that would make what is asked for."""
    line = line_commented_out(answer.source or "", answer.targets) if _is_empty(answer) else None
    return Finding("commented-out", Status.NOT_ATTEMPTED, line=line) if line else None


@rule(Stage.WRITTEN, "nothing-written")
def nothing_written(answer: Answer) -> Finding | None:
    """No statement but texts, `pass` and `...`."""
    return Finding("nothing-written", Status.NOT_ATTEMPTED) if _is_empty(answer) else None


def _is_empty(answer: Answer) -> bool:
    return answer.tree is not None and is_empty(answer.tree)


@rule(Stage.WRITTEN, "compares")
def compares(answer: Answer) -> Finding | None:
    """`target == …`."""
    for line, compared in _compared(answer):
        if isinstance(compared.ops[0], ast.Eq):
            return Finding("compares", line=line, name=ast.unparse(compared.left), aim="store a value")
    return None


@rule(Stage.WRITTEN, "arrow")
def arrow(answer: Answer) -> Finding | None:
    """`target <- …`, which Python reads as "less than minus"."""
    for line, compared in _compared(answer):
        right = compared.comparators[0]
        if isinstance(compared.ops[0], ast.Lt) and isinstance(right, ast.UnaryOp) and isinstance(right.op, ast.USub):
            return Finding("arrow", line=line, name=ast.unparse(compared.left), found="<-")
    return None


def _compared(answer: Answer) -> Iterator[tuple[int, ast.Compare]]:
    """The statements that compare a target and do nothing else."""
    for node, value in _expressions(answer):
        if isinstance(value, ast.Compare) and _is_target(value.left, answer):
            yield node.lineno, value


@rule(Stage.WRITTEN, "minus-for-equals")
def minus_for_equals(answer: Answer) -> Finding | None:
    """`target - Layer(...)(x)`."""
    for node, value in _expressions(answer):
        subtracts = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub) and isinstance(value.right, ast.Call)
        if subtracts and _is_target(value.left, answer):  # type: ignore[attr-defined]
            return Finding("minus-for-equals", line=node.lineno, name=ast.unparse(value.left))  # type: ignore[attr-defined]
    return None


def _expressions(answer: Answer) -> Iterator[tuple[ast.Expr, ast.expr]]:
    return ((node, node.value) for node in _body(answer) if isinstance(node, ast.Expr))


@rule(Stage.WRITTEN, "pasted")
def pasted_label(answer: Answer) -> Finding | None:
    """`In[3]: target = …`: a notebook's own label copied along."""
    for node in _body(answer):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target).startswith(("In[", "Out[")):
            return Finding("pasted", line=node.lineno, found=f"{ast.unparse(node.target)}:")
    return None


@rule(Stage.WRITTEN, "colon-for-equals")
def colon_for_equals(answer: Answer) -> Finding | None:
    """`target: Layer(...)(x)`, which Python takes for a note on the name's type."""
    for node in _body(answer):
        noted = isinstance(node, ast.AnnAssign) and node.value is None and isinstance(node.annotation, ast.Call)
        if noted and _is_target(node.target, answer):  # type: ignore[attr-defined]
            return Finding("colon-for-equals", line=node.lineno, name=ast.unparse(node.target))  # type: ignore[attr-defined]
    return None


@rule(Stage.WRITTEN, "adds-instead")
def adds_instead(answer: Answer) -> Finding | None:
    """`target += Layer(...)(x)`, where the solution adds nothing."""
    if any(isinstance(node, ast.AugAssign) for node in ast.walk(answer.solution)):
        return None
    for node in _body(answer):
        value = node.value if isinstance(node, ast.AugAssign) and _is_target(node.target, answer) else None
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Call):
            return Finding("adds-instead", line=node.lineno, name=ast.unparse(node.target))  # type: ignore[attr-defined]
    return None


def _body(answer: Answer) -> list[ast.stmt]:
    return answer.tree.body if answer.tree is not None else []


def _is_target(node: ast.expr, answer: Answer) -> bool:
    return isinstance(node, ast.Name) and node.id in answer.targets
