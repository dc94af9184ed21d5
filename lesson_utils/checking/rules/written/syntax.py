"""Say in plain words why a cell is no Python: by the line itself, since Python's own words differ by version."""

import difflib
import keyword
import re

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_LONGEST = 1000  # signs of a line that are looked at: a whole page pasted into one would take seconds
_PASTED = re.compile(r"^\s*(```|>>>|(?:In|Out) ?\[\d*\]:)", re.MULTILINE)
_QUOTES = "“”‘’„‚«»′″"
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff]")
_TEXT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|#.*")
# Words of other languages (or plain English) that stand where Python has one of its own, or nothing.
_FOREIGN = {
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
_NAME = r"[A-Za-z_]\w*"
_NO_KEYWORD = rf"(?!(?:{'|'.join(keyword.kwlist)})\b)"
_CALLED_VALUE = r"=\s*(\([^()]*\)|\w+|'[^']*'|\"[^\"]*\")\s*\(\s*\w+\s*\)\s*$"  # `pool_size=(2,2)(x_intro)`
_SIZED = r"\w*(?:size|shape|strides|dilation_rate)"  # arguments that want a tuple

# What the line with the error looks like, and what to say of it; the first that fits is told. Groups fill the text.
_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        ("backticks", r"`"),
        ("walrus", rf"^\s*(?P<name>{_NAME})\s*:="),
        ("two-equals", rf"^\s*(?P<name>{_NAME})\s*=\s+="),
        ("arrow", rf"^\s*(?P<name>{_NAME})\s*(?P<found>=>|<-|->|=\s+>)"),
        ("odd-sign", r"(?P<found>[$?€£§¿¡])"),
        ("print-brackets", r"^\s*print\s+[\w'\"]"),
        ("def-without-brackets", rf"^\s*def\s+(?P<name>{_NAME})\s*(?::|$)"),
        ("space-in-name", rf"^\s*def\s+(?P<found>{_NAME}(?: +{_NAME})+)\s*\("),
        ("minus-in-name", rf"^\s*def\s+(?P<found>{_NAME}(?:-{_NAME})+)\s*\("),
        ("missing-def", rf"^\s*(?!(?:if|elif|while|for|with|def|class)\b){_NAME}\s*\([^()]*\)\s*:\s*$"),
        ("dot-before-bracket", r"[\w)\]]\.\("),
        ("missing-equals", rf"^\s*(?P<name>{_NAME})\s+{_NAME}(?:\.{_NAME})+\s*\("),
        ("space-in-name", rf"^\s*{_NO_KEYWORD}(?P<found>{_NAME}(?: +{_NAME})+)\s*="),
        ("minus-in-name", rf"(?:^\s*|[(,]\s*)(?P<found>{_NAME}(?:-{_NAME})+)\s*=(?!=)"),
        ("space-in-name", rf"[(,]\s*(?P<found>{_NAME} +{_NAME})\s*=(?!=)"),
        ("dot-in-name", rf"[(,]\s*(?P<found>{_NAME}\.{_NAME})\s*=(?!=)"),
        ("space-in-name", rf"\)\s*\(\s*{_NO_KEYWORD}(?P<found>{_NAME} +{_NO_KEYWORD}{_NAME})\s*\)"),
        ("note-behind-code", rf"\)\s+{_NO_KEYWORD}(?P<found>{_NAME}(?: +{_NO_KEYWORD}{_NAME})+)[.!]?\s*$"),
        ("dot-for-comma", rf"(?P<found>\d+)\.\s+{_NAME}\s*="),
        ("letter-for-digit", r"(?<![\w.])(?P<found>\d+[oOlI]\d*)(?!\w)"),
        ("digit-first", rf"(?:^\s*|\.)(?P<found>\d+{_NAME})\s*[=(]"),
        ("return-outside", r"=\s*return\b"),
        ("needless-word", r"=\s*(?P<found>new|await|call)\s+\w"),
        ("sign-for-dot", r"\w(?P<found>::|->)\w"),
        ("times-sign", r"(?<![\w.])(?P<found>\d+ ?[xX×](?: ?\d+|(?=[,)]))(?: ?[xX×] ?\d+)*)"),
        ("empty-argument", rf"[(,]\s*(?P<name>{_NAME})\s*=\s*(?=[,)])"),
        ("double-comma", r",\s*,|\(\s*,"),
        ("double-dot", r"\w\.\.+\w"),
        ("round-for-slice", rf"(?P<found>{_NAME})\(\s*-?\d*\s*:\s*-?\d*\s*\)"),
        ("space-for-dot", rf"(?P<left>\bkeras|\blayers|\btf)\s+(?P<right>{_NAME})"),
        ("square-brackets", rf"(?P<found>{_NAME})\[\s*{_NAME}\s*=(?!=)"),
        ("square-brackets", rf"(?P<found>{_NAME})\[\s*\]"),
        ("curly-brackets", rf"(?P<found>{_NAME})(?:\(.*\))?\s*\{{"),
        ("semicolon", r"\([^()]*;|;[^()]*\)"),
        ("colon-for-equals", rf"[(,]\s*(?P<name>{_NAME})\s*:\s*[\w('\"\[]"),
        ("colon-for-equals", rf"^\s*(?P<name>(?!else\b|try\b|finally\b){_NAME})\s*:\s*=?\s*\S+.*$"),
        ("missing-between", rf"(?:\)\s*|\b{_NAME}\.{_NAME}\s+)(?P<name>(?!and\b|or\b|if\b|for\b|in\b|is\b){_NAME})"),
        ("name-in-quotes", r"^\s*(?P<found>'[^']*')\s*=(?!=)"),
        ("reversed-assignment", rf"^\s*{_NAME}[\w.]*\(.*\)\s*=\s*(?P<name>{_NAME})\s*$"),
        ("loose-end", r"(?P<found>[.=+*/]|,(?=\s*\)\s*\())\s*$"),
    )
)


SYNTAX_LABELS = (
    *dict.fromkeys(label for label, _ in _LOOKS),
    *("syntax", "pasted", "smart-quotes", "unseen-sign", "misspelt-keyword", "missing-hash", "missing-comma"),
    *("class-for-def", "return-without-def", "mixed-tabs", "empty-block", "missing-indent", "lost-indent"),
    *("unexpected-indent", "indentation", "unclosed-quote", "setting-not-closed", "bracket-too-late"),
    *("unclosed-bracket", "bracket-too-early", "unmatched-bracket", "wrong-closing-bracket", "compares"),
    *("shape-needs-tuple", "tuple-brackets", "positional-after-keyword", "repeated-argument", "missing-colon"),
    "equals-sign",
)


@rule(Stage.WRITTEN, *SYNTAX_LABELS)
def not_python(answer: Answer) -> Finding | None:
    """Python cannot read the cell."""
    return explain_syntax(answer.syntax_error, answer.source or "") if answer.syntax_error is not None else None


def explain_syntax(error: BaseException, source: str) -> Finding:
    """The finding for source that does not parse."""
    line = getattr(error, "lineno", None) or 1
    rows = [row[:_LONGEST] for row in source.splitlines()] or [""]
    line = min(line, len(rows))
    text = str(getattr(error, "msg", error)).lower()
    finding = (
        _copied_along(source)
        or _signs_not_of_python(rows, line)
        or _foreign_function(rows)
        or _indentation(error, text, rows, line)
        or _quotes_and_brackets(text, rows, line)
        or _by_the_line(_bare(rows[line - 1]), line)
        or _by_the_words(text, source, line)
    )
    if finding is not None and finding.label == "missing-between" and "forgot a comma" in text:
        return Finding("missing-comma", line=line)
    if finding is None and line > 1 and "invalid syntax" in text:  # the slip may stand above the line that stumbled
        finding = _by_the_line(_bare(rows[line - 2]), line - 1)
    return finding or Finding("syntax", line=line, near=_near(error, rows[line - 1]))


def _bare(row: str) -> str:
    """A line without its comment, and with nothing in its texts, so that only the code itself is looked at."""
    return _TEXT.sub(lambda part: "" if part[0].startswith("#") else part[0][0] + part[0][0], row)


def _copied_along(source: str) -> Finding | None:
    pasted = _PASTED.search(source)
    return Finding("pasted", line=source.count("\n", 0, pasted.start(1)) + 1, found=pasted[1]) if pasted else None


def _signs_not_of_python(rows: list[str], line: int) -> Finding | None:
    """Typographic signs outside texts and comments: curly quotes, full-width brackets, spaces that are none."""
    order = [line, *(number for number in range(1, len(rows) + 1) if number != line)]
    for number in order:
        row = _bare(rows[number - 1])
        quote = next((sign for sign in row if sign in _QUOTES), None)
        if quote:
            return Finding("smart-quotes", line=number, found=quote)
        if _UNSEEN.search(row):
            return Finding("unseen-sign", line=number)
        odd = next((sign for sign in row if ord(sign) > 127 and not sign.isidentifier()), None)
        if odd and not (odd == "×" and re.search(r"\d ?× ?\d", row)):
            return Finding("odd-sign", line=number, found=odd)
    return None


def _foreign_function(rows: list[str]) -> Finding | None:
    """`function f() {`: the beginning of a function in another language."""
    for number, row in enumerate(rows, 1):
        begins = re.match(rf"\s*({_NAME})\s+{_NAME}\s*\(.*\)\s*(?:\{{|:)?\s*$", _bare(row))
        if begins and _FOREIGN.get(begins[1].lower()) == "def":
            return Finding("misspelt-keyword", line=number, found=begins[1], close="def")
    return None


def _indentation(error: BaseException, text: str, rows: list[str], line: int) -> Finding | None:
    if isinstance(error, TabError):
        return Finding("mixed-tabs", line=line)
    if "outside function" in text:
        for number, row in enumerate(rows[:line], 1):
            if re.match(rf"class +{_NAME}\s*\(\s*\)\s*:", row):
                return Finding("class-for-def", line=number)
        defined = any(re.match(r"\s*(async\s+)?def\b", row) for row in rows[:line])
        return Finding("return-outside" if defined else "return-without-def", line=line)
    if "expected an indented block" in text:
        opens = re.search(r"on line (\d+)", text)
        begins = int(opens[1]) if opens else line
        if not any(_bare(row).strip() for row in rows[begins:]):
            return Finding("empty-block", line=begins)
        return Finding("missing-indent", line=line)
    if "unexpected indent" in text:
        if lost := _further_left(rows, line):
            return Finding("lost-indent", line=lost)
        return Finding("unexpected-indent", line=line)
    return Finding("indentation", line=line) if isinstance(error, IndentationError) else None


def _further_left(rows: list[str], line: int) -> int | None:
    """The line above one that is indented too far, where that one fits the block before: then the upper is at fault."""
    written = [number for number in range(1, line + 1) if rows[number - 1].split("#")[0].strip()]
    if len(written) < 3:
        return None
    indents = [len(rows[number - 1]) - len(rows[number - 1].lstrip()) for number in written[-3:]]
    return written[-2] if indents[0] == indents[2] > indents[1] else None


def _quotes_and_brackets(text: str, rows: list[str], line: int) -> Finding | None:
    if "unterminated" in text:
        if "`" in rows[line - 1]:
            return Finding("backticks", line=line)
        return Finding("unclosed-quote", line=line)
    if unclosed := re.search(rf"({_SIZED})\s*=\s*\([^()]*,\s*{_NAME}\s*=(?!=)", _bare(rows[line - 1])):
        return Finding("setting-not-closed", line=line, name=unclosed[1])
    opened_early = re.search(_CALLED_VALUE, rows[line - 1].split("#")[0])
    if opened_early and "was never closed" in text:
        return Finding("bracket-too-late", found=opened_early[1])
    if "was never closed" in text or "unexpected eof" in text:
        bracket, opened = _left_open(rows) or ("(", line)
        return Finding("unclosed-bracket", line=opened, bracket=bracket)
    early = _closed_too_early(_bare(rows[line - 1]))
    if early and ("unmatched" in text or "cannot assign" in text or "invalid syntax" in text):
        return Finding("bracket-too-early", line=line, name=early)
    if "unmatched" in text or "does not match" in text:
        return _wrong_partner(rows)
    left = _left_open(rows)
    if left and left[1] <= line:
        return Finding("unclosed-bracket", line=left[1], bracket=left[0])
    return None


def _wrong_partner(rows: list[str]) -> Finding | None:
    """The first closing bracket that fits none, or not the last one that was opened."""
    still: list[str] = []
    for number, row in enumerate(rows, 1):
        for sign in _bare(row):
            if sign in "([{":
                still.append(sign)
            elif sign in ")]}" and not still:
                return Finding("unmatched-bracket", line=number, found=sign)
            elif sign in ")]}" and (opened := still.pop()) + sign not in ("()", "[]", "{}"):
                return Finding("wrong-closing-bracket", line=number, found=sign, bracket=opened)
    return None


def _left_open(rows: list[str]) -> tuple[str, int] | None:
    """The last bracket that is still open at the end, or where a line begins with a word that begins a statement."""
    still: list[tuple[str, int]] = []
    for number, row in enumerate(rows, 1):
        bare = _bare(row)
        if still and re.match(r"\s*(return|def|import|while|class)\b", bare):
            return still[-1]
        for sign in bare:
            if sign in "([{":
                still.append((sign, number))
            elif sign in ")]}" and still:
                still.pop()
    return still[-1] if still else None


def _closed_too_early(row: str) -> str | None:
    """The argument that stands outside the brackets it belongs in: `Dense(units=10), activation='softmax'`."""
    depth = 0
    for place, sign in enumerate(row):
        depth += (sign in "([{") - (sign in ")]}")
        outside = re.match(rf",\s*({_NAME})\s*=(?!=)", row[place:]) if sign == "," and depth == 0 else None
        if outside and ")" in row[:place]:
            return outside[1]
    return None


def _by_the_line(row: str, line: int) -> Finding | None:
    words = re.match(rf"\s*({_NAME})\s+({_NAME})", row)
    if words and not keyword.iskeyword(words[1]):
        if words[1] in _NEEDLESS:
            return Finding("needless-word", line=line, found=words[1])
        close = _FOREIGN.get(words[1].lower()) or _keyword_like(words[1])
        if close:
            return Finding("misspelt-keyword", line=line, found=words[1], close=close)
    if re.fullmatch(r"\s*[A-Za-z][\w-]*(?: +[\w,-]+){2,}[.:]?\s*", row):
        return Finding("missing-hash", line=line)
    for label, look in _LOOKS:
        found = look.search(row)
        if found:
            return Finding(label, line=line, **found.groupdict())
    return None


def _keyword_like(word: str) -> str | None:
    close = difflib.get_close_matches(word.lower(), _PYTHON_WORDS, n=1, cutoff=0.75)
    return close[0] if close else None


def _by_the_words(text: str, source: str, line: int) -> Finding | None:
    """What only Python's words tell; the versions that the course runs on agree on these."""
    if "positional argument follows keyword" in text:
        row = source.splitlines()[line - 1] if line <= len(source.splitlines()) else source
        if compared := re.search(rf"[(,]\s*({_NAME})\s*==", _bare(row)):
            return Finding("compares", line=line, name=compared[1], aim="name an argument")
        numbers = re.search(rf"({_NAME})\s*=\s*(\d+(?:\s*,\s*\d+)+)", source)
        if numbers and numbers[1] == "shape":
            return Finding("shape-needs-tuple", found=numbers[2], kind="numbers without brackets of their own")
        numbers = re.search(rf"({_SIZED})\s*=\s*(\d+(?:\s*,\s*\d+)+)", row)
        if numbers:
            return Finding("tuple-brackets", line=line, name=numbers[1], found=numbers[2])
        return Finding("positional-after-keyword", line=line)
    if "keyword argument repeated" in text:
        return Finding("repeated-argument", line=line, name=text.split(":")[-1].strip())
    if "forgot a comma" in text:
        return Finding("missing-comma", line=line)
    if "expected ':'" in text:
        return Finding("missing-colon", line=line)
    if "==" in text or "cannot assign" in text or "cannot contain assignment" in text:
        return Finding("equals-sign", line=line)
    return None


def _near(error: BaseException, row: str) -> str:
    """The piece of the line at which Python stopped reading."""
    offset = getattr(error, "offset", None) or 1
    return row[max(offset - 1, 0) :].strip()[:20] or row.strip()[:20]
