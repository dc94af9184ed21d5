"""What a learner is shown, as plain data: an icon and a word (never colour alone), a text, what else belongs to it."""

import html
import re
from dataclasses import dataclass
from typing import Any, Protocol

from lesson_utils.checking import RESTART, Diagnosis, Status
from lesson_utils.classroom.problem_log import where_noted
from lesson_utils.classroom.side_by_side import SideBySide

_LOOKS = {
    Status.CORRECT: ("correct", "✓", "Correct"),
    Status.NOT_ATTEMPTED: ("note", "○", "Not attempted yet"),
    Status.BLANKS_LEFT: ("change", "✎", "Blanks left"),
    Status.NEEDS_WORK: ("change", "→", "One thing to change"),
    Status.EARLIER_STEP: ("earlier", "↩", "An earlier step first"),
    Status.CHECKER_PROBLEM: ("note", "⚠", "Not your fault"),
}
_OUR_FAULTS = ("checker-problem", "reference-failed")  # of these the traceback is noted


class Part(Protocol):
    """Something that stands below the text."""

    def as_text(self) -> str:
        """For terminals, scripts and nbval: the same every time."""
        ...

    def as_html(self) -> str:
        """For the panel and for stored notebooks; `class` names the looks."""
        ...


@dataclass(frozen=True)
class Code:
    """Some lines of Python."""

    code: str

    def as_text(self) -> str:
        """The lines as they are, after an empty one."""
        return "\n" + self.code

    def as_html(self) -> str:
        """A block that the keyboard can scroll."""
        return f'<pre class="cnn-code" tabindex="0"><code>{html.escape(self.code)}</code></pre>'


@dataclass(frozen=True)
class Folded:
    """Something long that can be opened: the traceback of a cell that raised."""

    title: str
    lines: str

    def as_text(self) -> str:
        """Nothing: what is folded stays folded."""
        return ""

    def as_html(self) -> str:
        """A line that the keyboard can open, and a block that it can scroll."""
        inside = f'<pre class="cnn-code" tabindex="0"><code>{html.escape(self.lines)}</code></pre>'
        return f'<details class="cnn-details"><summary>{html.escape(self.title)}</summary>{inside}</details>'


@dataclass(frozen=True)
class Feedback:
    """A message with its looks.

    Attributes
    ----------
    tone : str
        "correct", "change", "earlier" or "note".
    icon, word : str
        They say the same as the tone's colour.
    text : str
        The course's own words (hints, reasons) are Markdown; a diagnosis may quote what a learner typed and is not.
    parts : tuple of Part
        What stands below the text, in order.
    is_markdown : bool
        Whether the text is Markdown.
    choices : tuple of (str, str)
        Buttons that ask back, instead of the panel's own: an action of the panel, and what stands on its button.
    offers : tuple of (str, str)
        More buttons, before the panel's own.
    below : Feedback or None
        A hint that follows this message.
    chosen : tuple of (str, bool)
        The options that the message speaks of, by letter, and whether each is right.
    """

    tone: str
    icon: str
    word: str
    text: str
    parts: tuple[Part, ...] = ()
    is_markdown: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    below: "Feedback | None" = None
    chosen: tuple[tuple[str, bool], ...] = ()

    def as_text(self) -> str:
        """For terminals, scripts and nbval: the same every time."""
        lines = [f"{self.icon} {self.word}", self.text, *(part.as_text() for part in self.parts)]
        below = [self.below.as_text()] if self.below is not None else []
        return "\n".join(line for line in [*lines, *below] if line)

    def as_html(self) -> str:
        """The message alone, which is what a screen reader announces."""
        word = f'<span class="cnn-icon" aria-hidden="true">{self.icon}</span> <strong>{html.escape(self.word)}</strong>'
        text = _markdown(self.text) if self.is_markdown else _paragraphs(self.text)
        return f'<p class="cnn-word">{word}</p>{text}'

    def parts_as_html(self) -> str:
        """What stands below the message."""
        return "".join(part.as_html() for part in self.parts)


def feedback_of(diagnosis: Diagnosis) -> Feedback:
    """The feedback for a diagnosis."""
    parts = (SideBySide(diagnosis.comparison),) if diagnosis.comparison is not None else ()
    again = "\n\n" + RESTART.format(restart=diagnosis.restart) if diagnosis.restart else ""
    noted = where_noted() if diagnosis.label in _OUR_FAULTS else ""
    return Feedback(*_LOOKS[diagnosis.status], diagnosis.message + again + noted, parts)


def note(icon: str, word: str, text: str, *parts: Part) -> Feedback:
    """A feedback that judges nothing, in the course's own words."""
    return Feedback("note", icon, word, text, parts, is_markdown=True)


def _markdown(text: str) -> str:
    return str(_reader().render(text))


def in_one_line(text: str) -> str:
    """Markdown without paragraphs, as HTML: an option."""
    return str(_reader().renderInline(text))


def _reader() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"breaks": True, "html": False})


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_inline(part)}</p>" for part in text.split("\n\n") if part)


def _inline(text: str) -> str:
    escaped = html.escape(text, quote=False).replace("\n", "<br>")
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return re.sub(r"\b(catch_up|check|hint|solution)\(\"[\w-]+\"\)", r"<code>\g<0></code>", coded)
