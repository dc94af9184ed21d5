"""Find the blanks left in an answer and name each by what it stands for."""

import ast
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from lesson_utils.checking.comparing.kinds import parameters_of
from lesson_utils.checking.facts.calls import calls_of, name_called

_BLANK = re.compile(r"_{3,}")
_WORTH_A_SEARCH = re.compile(r"_{3,}|\b_+\b|\.\.\.")
_BESIDE = re.compile(r"_{4,}")  # an answer typed beside its blank: `relu_____`


class Blank(NamedTuple):
    """A blank: the line it stands in (from 1) and what it stands for, ready for a sentence."""

    line: int
    stands_for: str


def find_blanks(
    source: str, resolve: Callable[[ast.expr], object] = lambda _: None, targets: Collection[str] = ()
) -> list[Blank]:
    """Find the blanks of an answer in its syntax tree, so that comments and texts that merely look alike do not count.

    Parameters
    ----------
    source : str
        Python that parses.
    resolve : callable
        Gives the object that a callee such as ``keras.layers.Conv2D`` stands for, or None; with it a positional blank
        is named by its parameter.
    targets : collection of str
        The names that the answer is to fill.

    Returns
    -------
    list of Blank
        In reading order, without repetition.

    Examples
    --------
    >>> find_blanks("y = Conv2D(filters=16, kernel_size=_____)(_____)")
    [Blank(line=1, stands_for='`kernel_size`'), Blank(line=1, stands_for="the layer's input")]
    """
    if not _WORTH_A_SEARCH.search(source):
        return []  # as in most answers; the search below costs more than all the rest of a check
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    nodes = sorted(
        (
            node
            for node in ast.walk(tree)
            if _is_blank(node, parents)
            and not _is_aside(node, parents, tree, targets)
            and not _is_made_above(node, tree)
        ),
        key=lambda node: (node.lineno, node.col_offset),  # type: ignore[attr-defined]
    )
    found = [Blank(node.lineno, _meaning(node, parents, source, resolve)) for node in nodes]  # type: ignore[attr-defined]
    return list(dict.fromkeys(found))


def needless_blank(source: str, solution: str) -> ast.Call | None:
    """A blank in brackets that the solution leaves empty: `Flatten(_____)`."""
    empty = {name_called(call) for call in calls_of(ast.parse(solution)) if not call.args and not call.keywords}
    for call in calls_of(ast.parse(source)):
        alone = not isinstance(call.func, ast.Call) and len(call.args) == 1 and not call.keywords
        if alone and name_called(call) in empty and _BLANK.fullmatch(ast.unparse(call.args[0]).replace("...", "___")):
            return call
    return None


def _is_blank(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    if isinstance(node, ast.Attribute) and _BLANK.fullmatch(node.attr):
        return True  # `keras.layers._____`
    if isinstance(node, ast.Constant) and node.value is ...:
        return isinstance(parents.get(node), ast.Call | ast.keyword)  # `Dense(...)`, as slides write it
    name = getattr(node, {ast.Name: "id", ast.Constant: "value", ast.keyword: "arg"}.get(type(node), ""), None)
    if isinstance(node, ast.Name) and name in ("_", "__") and isinstance(parents.get(node), ast.keyword):
        return True  # `pool_size=_`
    if not isinstance(name, str) or not (_BLANK.fullmatch(name.strip()) or _BESIDE.search(name)):
        return False
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Load)  # `for ___ in range(3)` is a name, not a blank
    return isinstance(node, ast.keyword) or not _is_text_to_read(node, parents)


def _is_made_above(node: ast.AST, tree: ast.Module) -> bool:
    """A name of underscores in which a line above has stored something: odd, but it is a variable."""
    return isinstance(node, ast.Name) and any(
        isinstance(one, ast.Assign)
        and one.lineno < node.lineno
        and node.id in map(ast.unparse, one.targets)
        and not _BLANK.search(ast.unparse(one.value))
        for one in tree.body
    )


def _is_aside(node: ast.AST, parents: dict[ast.AST, ast.AST], tree: ast.AST, targets: Collection[str]) -> bool:
    """A text of underscores kept in a variable that is neither asked for nor handed to a call: `note = '_____'`."""
    parent = parents.get(node)
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not isinstance(parent, ast.Assign):
        return False
    names = {ast.unparse(target) for target in parent.targets}
    handed = (
        argument
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and not (isinstance(call.func, ast.Name) and call.func.id == "print")
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
    )
    return not names & set(targets) and not any(ast.unparse(one) in names for one in handed)


def _is_text_to_read(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """A docstring, or a line of underscores that is printed."""
    parent = parents.get(node)
    printed = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id == "print"
    return printed or isinstance(parent, ast.Expr) or "\n" in str(getattr(node, "value", ""))


def _meaning(node: ast.AST, parents: dict[ast.AST, ast.AST], source: str, resolve: Callable[[ast.expr], object]) -> str:  # noqa: PLR0911 - one for each place of a blank
    child, parent = node, parents.get(node)
    if isinstance(node, ast.Attribute):
        return f"the name after `{ast.unparse(node.value)}.`"
    if isinstance(node, ast.keyword):
        return f"`{_BESIDE.sub('', node.arg or '')}`"
    while parent is not None:
        if isinstance(parent, ast.keyword):
            return f"`{parent.arg}`"
        if isinstance(parent, ast.Call):
            if child is parent.func:
                return "the layer" if isinstance(parents.get(parent), ast.Call) else "the function that is called"
            return _positional(parent, child, resolve)
        if isinstance(parent, ast.Expr):
            return _statement(parent.lineno, source)
        if isinstance(parent, ast.Return):
            return "what the function returns"
        if isinstance(parent, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            return "the name on the left of `=`" if child in targets else f"the value of `{ast.unparse(targets[0])}`"
        child, parent = parent, parents.get(parent)
    return "a blank"


def _positional(call: ast.Call, argument: ast.AST, resolve: Callable[[ast.expr], object]) -> str:
    if isinstance(call.func, ast.Call):
        return "the layer's input"
    position = next((index for index, given in enumerate(call.args) if given is argument), 0)
    names = list(parameters_of(resolve(call.func)))
    if position < len(names):
        return f"`{names[position]}`"
    return f"argument {position + 1} of `{ast.unparse(call.func)}`"


def _statement(line: int, source: str) -> str:
    for above in reversed(source.splitlines()[: line - 1]):
        text = above.strip()
        if text.startswith("#"):
            return f"the code under “{text.lstrip('# ')}”"
        if text and not _BLANK.fullmatch(text):
            break
    return "a line of code"
