"""Read an answer as source: does it parse, what does it assign, which names does it need."""

import ast
import builtins
import re

from lesson_utils.checking.findings import Finding

_MAGIC = re.compile(r"^[ \t]*(?:%|!|\?)(?=\S)", re.MULTILINE)  # a notebook's %%time, %matplotlib, !pip
_SMART_QUOTES = re.compile("[“”‘’„«»，；（）＝：\u00a0\u200b\ufeff]")
_PASTED = re.compile(r"^\s*(```|>>>|In \[)", re.MULTILINE)


def parse(source: str) -> ast.Module:
    """Parse an answer.

    Raises
    ------
    Finding
        With a label that says what is wrong, in plain words, when it is not valid Python.
    """
    try:
        return ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise explain_syntax(error, source) from None


def without_magics(source: str) -> str:
    """The source with a notebook's magic lines turned into comments."""
    return _MAGIC.sub("#", source)


def explain_syntax(error: BaseException, source: str) -> Finding:
    """The finding for source that does not parse."""
    line = getattr(error, "lineno", None) or 1
    text = str(getattr(error, "msg", error)).lower()
    if pasted := _PASTED.search(source):
        return Finding("pasted", line=source.count("\n", 0, pasted.start(1)) + 1, found=pasted[1])
    if _SMART_QUOTES.search(source):
        curly = next((number for number, row in enumerate(source.splitlines(), 1) if _SMART_QUOTES.search(row)), line)
        return Finding("smart-quotes", line=curly)
    if isinstance(error, IndentationError) or "outside function" in text:
        return Finding("indentation", line=line)
    if "was never closed" in text or "unexpected eof" in text:
        bracket = re.search(r"'(.)'", text)
        return Finding("unclosed-bracket", line=line, bracket=bracket[1] if bracket else "(")
    if "unmatched" in text or "does not match" in text:
        return Finding("unmatched-bracket", line=line)
    if "unterminated" in text:
        return Finding("unclosed-quote", line=line)
    if "positional argument follows keyword" in text:
        numbers = re.search(r"shape\s*=\s*\d+\s*,\s*\d+", source)
        return Finding("shape-needs-tuple") if numbers else Finding("positional-after-keyword", line=line)
    if not _balanced(source):
        return Finding("unclosed-bracket", line=line, bracket="(")
    if "forgot a comma" in text:
        return Finding("missing-comma", line=line)
    if "expected ':'" in text:
        return Finding("missing-colon", line=line)
    if "==" in text or "cannot assign" in text or "cannot contain assignment" in text:
        return Finding("equals-sign", line=line)
    return Finding("syntax", line=line)


def _balanced(source: str) -> bool:
    """Whether the source closes as many brackets as it opens; brackets in texts and comments do not count."""
    bare = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", "", source)
    return sum(map(bare.count, "([{")) <= sum(map(bare.count, ")]}"))


def is_empty(tree: ast.Module) -> bool:
    """Whether there is nothing to run: no statement but texts, `pass` and `...`."""
    return all(
        isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in tree.body
    )


def names_bound(tree: ast.AST) -> set[str]:
    """Every name that the code assigns, defines or imports, at any depth."""
    bound: set[str] = set()
    only_annotated = {node.target for node in ast.walk(tree) if isinstance(node, ast.AnnAssign) and node.value is None}
    for node in ast.walk(tree):
        if node in only_annotated:
            continue  # `x: keras.Input(...)` with a colon for the equals sign stores nothing
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
    return bound


def compared_instead(tree: ast.Module, targets: tuple[str, ...]) -> int:
    """The line of a statement `target == …`, which compares where it should store; 0 when there is none."""
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare):
            left = node.value.left
            if isinstance(left, ast.Name) and left.id in targets and isinstance(node.value.ops[0], ast.Eq):
                return node.lineno
    return 0


def targets_of(solution: str) -> tuple[str, ...]:
    r"""The names a solution leaves behind at its top level, in order: what a challenge asks for.

    Examples
    --------
    >>> targets_of("x = 1\nfor i in range(3):\n    x += i\ndef f():\n    y = 2")
    ('x', 'f')
    """
    found: list[str] = []
    for node in ast.parse(solution).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [
                name.id
                for target in targets
                for name in ast.walk(target)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            ]
    return tuple(dict.fromkeys(name for name in found if not name.startswith("_")))


def names_needed(source: str) -> set[str]:
    r"""The names that code reads before it makes them: what must exist already. Built-ins are left out.

    Examples
    --------
    >>> sorted(names_needed("y = [n * factor for n in x]\nfor z in y: w = z"))
    ['factor', 'x']
    """
    needed: set[str] = set()
    _collect_needed(ast.parse(source).body, set(), needed)
    return {name for name in needed if not hasattr(builtins, name)}


def _collect_needed(statements: list[ast.stmt], made: set[str], needed: set[str]) -> None:
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            needed |= _loads(node) - names_bound(node) - made
            made.add(node.name)
            continue
        blocks = [block for name in ("body", "orelse", "finalbody") if (block := getattr(node, name, None))]
        blocks += [handler.body for handler in getattr(node, "handlers", [])]
        inside = {id(part) for block in blocks for statement in block for part in ast.walk(statement)}
        needed |= _loads(node, inside) - made
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            needed |= {node.target.id} - made
        made |= {handler.name for handler in getattr(node, "handlers", []) if handler.name}
        made |= {
            part.id
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and id(part) not in inside
        }
        made |= names_bound(node) if isinstance(node, ast.Import | ast.ImportFrom) else set()
        for block in blocks:
            _collect_needed(block, made, needed)


def _loads(node: ast.AST, without: set[int] | frozenset[int] = frozenset()) -> set[str]:
    """The names a piece of code reads, but for those that live only in a comprehension or lambda of its own."""
    own = {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}
    own |= {
        part.id
        for clause in ast.walk(node)
        if isinstance(clause, ast.comprehension)
        for part in ast.walk(clause.target)
        if isinstance(part, ast.Name)
    }
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Name) and id(part) not in without)
    return {part.id for part in parts if isinstance(part.ctx, ast.Load)} - own


def parse_or_none(source: str) -> ast.Module | None:
    """The syntax tree, or None when the source is not valid Python."""
    try:
        return parse(source)
    except Finding:
        return None
