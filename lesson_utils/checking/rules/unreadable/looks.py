"""What the line with the error looks like: one table, each of its rows a rule."""

import ast
import difflib
import functools
import keyword
import re

from lesson_utils.checking.facts.unreadable import Unreadable
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Rule, Stage, rule

# Words of other languages (or plain English) that stand where Python has one of its own, or nothing.
FOREIGN = {
    "function": "def",
    "define": "def",
    "func": "def",
    "fun": "def",
    "sub": "def",
    "elseif": "elif",
    "form": "from",
}
_NEEDLESS = frozenset(["let", "var", "const", "int", "auto", "new", "set", "tensor", "val"])
_PYTHON_WORDS = ["def", "return", "import", "from", "for", "while", "if", "else", "elif", "with", "class", "lambda"]
_OPENING = ("for", "while", "if", "with")
NAME = r"[A-Za-z_]\w*"
_NO_KEYWORD = rf"(?!(?:{'|'.join(keyword.kwlist)})\b)"
SIZED = r"\w*(?:size|shape|strides|dilation_rate)"  # arguments that want a tuple

# What the line with the error looks like, and what to say of it; the first that fits is told. Groups fill the text.
LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        ("backticks", r"`"),
        ("walrus", rf"^\s*(?P<name>{NAME})\s*:="),
        ("two-equals", rf"^\s*(?P<name>{NAME})\s*=\s+="),
        ("arrow", rf"^\s*(?P<name>{NAME})\s*(?P<found>=>|<-|->|=\s+>)"),
        ("odd-sign", r"(?P<found>[$?€£§¿¡])"),
        ("print-brackets", r"^\s*print\s+[\w'\"]"),
        ("def-without-brackets", rf"^\s*def\s+(?P<name>{NAME})\s*(?::|$)"),
        ("space-in-name", rf"^\s*def\s+(?P<found>{NAME}(?: +{NAME})+)\s*\("),
        ("minus-in-name", rf"^\s*def\s+(?P<found>{NAME}(?:-{NAME})+)\s*\("),
        ("missing-def", rf"^\s*(?!(?:if|elif|while|for|with|def|class)\b){NAME}\s*\([^()]*\)\s*:\s*$"),
        ("dot-before-bracket", r"[\w)\]]\.\("),
        ("missing-equals", rf"^\s*(?P<name>{NAME})\s+{NAME}(?:\.{NAME})+\s*\("),
        ("space-in-name", rf"^\s*{_NO_KEYWORD}(?P<found>{NAME}(?: +{NAME})+)\s*="),
        ("minus-in-name", rf"(?:^\s*|[(,]\s*)(?P<found>{NAME}(?:-{NAME})+)\s*=(?!=)"),
        ("space-in-name", rf"[(,]\s*(?P<found>{NAME} +{NAME})\s*=(?!=)"),
        ("dot-in-name", rf"[(,]\s*(?P<found>{NAME}\.{NAME})\s*=(?!=)"),
        ("space-in-name", rf"\)\s*\(\s*{_NO_KEYWORD}(?P<found>{NAME} +{_NO_KEYWORD}{NAME})\s*\)"),
        ("note-behind-code", rf"\)\s+{_NO_KEYWORD}(?P<found>{NAME}(?: +{_NO_KEYWORD}{NAME})+)[.!]?\s*$"),
        ("dot-for-comma", rf"(?P<found>\d+)\.\s+{NAME}\s*="),
        ("letter-for-digit", r"(?<![\w.])(?P<found>\d+[oOlI]\d*)(?!\w)"),
        ("digit-first", rf"(?:^\s*|\.)(?P<found>\d+{NAME})\s*[=(]"),
        ("return-outside", r"=\s*return\b"),
        ("needless-word", r"=\s*(?P<found>new|await|call)\s+\w"),
        ("sign-for-dot", r"\w(?P<found>::|->)\w"),
        ("times-sign", r"(?<![\w.])(?P<found>\d+ ?[xX×](?: ?\d+|(?=[,)]))(?: ?[xX×] ?\d+)*)"),
        ("empty-argument", rf"[(,]\s*(?P<name>{NAME})\s*=\s*(?=[,)])"),
        ("double-comma", r",\s*,|\(\s*,"),
        ("double-dot", r"\w\.\.+\w"),
        ("round-for-slice", rf"(?P<found>{NAME})\(\s*-?\d*\s*:\s*-?\d*\s*\)"),
        ("space-for-dot", rf"(?P<left>\bkeras|\blayers|\btf)\s+(?P<right>{NAME})"),
        ("square-brackets", rf"(?P<found>{NAME})\[\s*{NAME}\s*=(?!=)"),
        ("square-brackets", rf"(?P<found>{NAME})\[\s*\]"),
        ("curly-brackets", rf"(?P<found>{NAME})(?:\(.*\))?\s*\{{"),
        ("semicolon", r"\([^()]*;|;[^()]*\)"),
        ("colon-for-equals", rf"[(,]\s*(?P<name>{NAME})\s*:\s*[\w('\"\[]"),
        ("colon-for-equals", rf"^\s*(?P<name>(?!else\b|try\b|finally\b){NAME})\s*:\s*=?\s*\S+.*$"),
        ("missing-between", rf"(?:\)\s*|\b{NAME}\.{NAME}\s+)(?P<name>(?!and\b|or\b|if\b|for\b|in\b|is\b){NAME})"),
        ("reversed-assignment", rf"^\s*{NAME}[\w.]*\(.*\)\s*=\s*(?P<name>{NAME})\s*$"),
        ("loose-end", r"(?P<found>[.=+*/]|,(?=\s*\)\s*\())\s*$"),
    )
)


@rule(Stage.UNREADABLE, "needless-word")
def needless_word(cell: Unreadable) -> Finding | None:
    """`let x = …`."""
    first = _first_word(cell)
    return Finding("needless-word", line=cell.line, found=first) if first in _NEEDLESS else None


@rule(Stage.UNREADABLE, "misspelt-keyword")
def misspelt_keyword(cell: Unreadable) -> Finding | None:
    """`retrun model`, `form keras import …`."""
    first = _first_word(cell)
    close = difflib.get_close_matches(first.lower(), _PYTHON_WORDS, n=1, cutoff=0.75)
    meant = FOREIGN.get(first.lower()) or (close[0] if close else None)
    return Finding("misspelt-keyword", line=cell.line, found=first, close=meant) if meant else None


def _first_word(cell: Unreadable) -> str:
    """The first of two words that a line begins with, where it is none of Python's."""
    words = re.match(rf"\s*({NAME})\s+({NAME})", cell.code)
    return words[1] if words and not keyword.iskeyword(words[1]) else ""


@rule(Stage.UNREADABLE, "missing-hash")
def missing_hash(cell: Unreadable) -> Finding | None:
    """A sentence."""
    prose = re.fullmatch(r"\s*[A-Za-z][\w-]*(?: +[\w,-]+){2,}[.:]?\s*", cell.code)
    return Finding("missing-hash", line=cell.line) if prose and not _opens_a_block(cell.code) else None


def _opens_a_block(code: str) -> bool:
    """Whether a line lacks nothing but its colon: `for image in images`."""
    try:
        ast.parse(f"{code.strip()}: pass")
    except SyntaxError:
        return False
    return code.split()[0] in _OPENING


@rule(Stage.UNREADABLE, "name-in-quotes")
def name_in_quotes(cell: Unreadable) -> Finding | None:
    """`'x' = …`."""
    found = re.match(r"""\s*('[^'\n]*'|"[^"\n]*")\s*=(?!=)""", cell.row)  # in its code, texts are empty
    return Finding("name-in-quotes", line=cell.line, found=found[1]) if found else None


def _looks_like(label: str, look: re.Pattern[str], cell: Unreadable) -> Finding | None:
    found = look.search(cell.code)
    return Finding(label, line=cell.line, **found.groupdict()) if found else None


@rule(Stage.UNREADABLE, "missing-comma")
def missing_comma_in_line(cell: Unreadable) -> Finding | None:
    """`f(a=1 b=2)`, which Python itself takes for a missing comma."""
    finding = next(filter(None, (row(cell) for row in ROWS)), None) if "forgot a comma" in cell.words else None
    return Finding("missing-comma", line=cell.line) if finding and finding.label == "missing-between" else None


ROWS = tuple(
    Rule((label,), Stage.UNREADABLE, False, functools.partial(_looks_like, label, look)) for label, look in LOOKS
)
_OF_A_LINE = (needless_word, misspelt_keyword, missing_hash, *ROWS, name_in_quotes)


@rule(Stage.UNREADABLE, *dict.fromkeys(label for each in _OF_A_LINE for label in each.labels))
def line_above(cell: Unreadable) -> Finding | None:
    """The same one line further up: the slip may stand above the line that Python stumbled over."""
    above = cell.one_line_up if "invalid syntax" in cell.words else None
    return next(filter(None, (each(above) for each in _OF_A_LINE)), None) if above is not None else None
