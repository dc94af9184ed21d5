"""Every message of the tables in one file for reading, so that a changed message shows in review."""

import re
from collections import defaultdict

from lesson_utils.checking import Diagnosis
from tests.unit.answers import FOLDER, Played

FILE = FOLDER / "messages.md"
HOW_TO_REFRESH = "`python3 -m tests.unit.answers --freeze` writes messages.md anew; then read what `git diff` shows."
_TOP = """# What the checker says

For each challenge and label, every message, and below it the answers of the tables that get it.
`python3 -m tests.unit.answers --freeze` writes this file; it is not edited by hand.
"""

Told = tuple[str, str]  # the label and the message


def write_down(played: dict[str, list[Played]]) -> None:
    """Write the chapters of these challenges; the others stay as they are."""
    old = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    chapters = {text.split("\n")[0]: f"## {text.rstrip()}\n" for text in old.split("\n## ")[1:]}
    chapters |= {name: _chapter(name, table) for name, table in played.items()}
    FILE.write_text("\n".join([_TOP, *(text for _, text in sorted(chapters.items()))]), encoding="utf-8")


def read() -> dict[tuple[str, str], set[Told]]:
    """What the file says is told, by the challenge and the words that describe the answer."""
    found: dict[tuple[str, str], set[Told]] = defaultdict(set)
    challenge = label = message = ""
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else ():
        if line.startswith("## "):
            challenge = line[3:]
        elif line.startswith("### "):
            label = line[4:]
        elif line.startswith("- "):
            message = line[2:]
        elif line.startswith("  - "):
            found[challenge, line[4:]].add((label, message))
    return found


def told(diagnosis: Diagnosis) -> Told:
    """What is kept of a diagnosis: its label, and its message without the words of other libraries, which change."""
    quotes_others = diagnosis.label in ("raised", "function-raised")
    message = re.sub("“.*”", "“…”", diagnosis.message) if quotes_others else diagnosis.message
    return diagnosis.label, in_one_line(message)


def in_one_line(text: str) -> str:
    """A text as it stands in the file."""
    return " ".join(text.split())


def _chapter(name: str, table: list[Played]) -> str:
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in table:
        label, message = told(one.diagnosis)
        labels[label][message].append(in_one_line(one.answer.why))
    sections = (f"### {label}\n\n{_list(messages)}" for label, messages in sorted(labels.items()))
    return f"## {name}\n\n" + "\n".join(sections)


def _list(messages: dict[str, list[str]]) -> str:
    return "".join(
        f"- {message}\n" + "".join(f"  - {why}\n" for why in sorted(whys)) for message, whys in sorted(messages.items())
    )
