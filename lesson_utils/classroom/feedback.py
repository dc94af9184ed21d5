"""What a learner is shown, as plain data: an icon and a word (never colour alone), a text, perhaps some code."""

import html
import re
from dataclasses import dataclass

from lesson_utils.checking import Diagnosis, Status

_LOOKS = {
    Status.CORRECT: ("correct", "✓", "Correct"),
    Status.NOT_ATTEMPTED: ("note", "○", "Not attempted yet"),
    Status.BLANKS_LEFT: ("change", "✎", "Blanks left"),
    Status.NEEDS_WORK: ("change", "→", "One thing to change"),
    Status.EARLIER_STEP: ("earlier", "↩", "An earlier step first"),
    Status.CHECKER_PROBLEM: ("note", "⚠", "Not your fault"),
}


@dataclass(frozen=True)
class Feedback:
    """A message with its looks. `tone` is "correct", "change", "earlier" or "note".

    The course's own words (hints, reasons) are Markdown; a diagnosis may quote what a learner typed and is not.
    """

    tone: str
    icon: str
    word: str
    text: str
    code: str = ""
    is_markdown: bool = False

    def as_text(self) -> str:
        """For terminals, scripts and nbval: the same every time."""
        lines = [f"{self.icon} {self.word}", self.text, self.code and "\n" + self.code]
        return "\n".join(line for line in lines if line)

    def as_html(self) -> str:
        """The inside of the panel: the same words, `code` marked as code."""
        code = f'<pre tabindex="0"><code>{html.escape(self.code)}</code></pre>' if self.code else ""
        word = f'<span aria-hidden="true">{self.icon}</span> <strong>{html.escape(self.word)}</strong>'
        text = _markdown(self.text) if self.is_markdown else _paragraphs(self.text)
        return f'<p class="cnn-word">{word}</p>{text}{code}'


def feedback_of(diagnosis: Diagnosis) -> Feedback:
    """The feedback for a diagnosis."""
    return Feedback(*_LOOKS[diagnosis.status], diagnosis.message)


def note(icon: str, word: str, text: str, code: str = "") -> Feedback:
    """A feedback that judges nothing, in the course's own words."""
    return Feedback("note", icon, word, text, code, is_markdown=True)


def _markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"breaks": True, "html": False}).render(text))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_inline(part)}</p>" for part in text.split("\n\n") if part)


def _inline(text: str) -> str:
    escaped = html.escape(text, quote=False).replace("\n", "<br>")
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return re.sub(r"\b(catch_up|check|hint|solution)\(\"[\w-]+\"\)", r"<code>\g<0></code>", coded)
