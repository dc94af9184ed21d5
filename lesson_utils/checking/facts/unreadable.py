"""A cell that is no Python: its lines, and where Python stopped reading."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

_LONGEST = 1000  # signs of a line that are looked at: a whole page pasted into one would take seconds
_TEXT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|#.*")


@dataclass(frozen=True)
class Unreadable:
    """A cell that Python cannot read, or will not run as it is.

    Attributes
    ----------
    error : Exception
        Why not. Its words differ from one Python to the next: most rules go by the line itself.
    source : str
        The text of the cell.
    above : int
        How many lines above the one that Python names are looked at: the slip may stand above the line that stumbled.
    """

    error: BaseException
    source: str
    above: int = 0

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the cell."""
        return [row[:_LONGEST] for row in self.source.splitlines()] or [""]

    @property
    def line(self) -> int:
        """The line to look at."""
        return min(getattr(self.error, "lineno", None) or 1, len(self.rows)) - self.above

    @property
    def row(self) -> str:
        """That line as it is written."""
        return self.rows[self.line - 1]

    @property
    def code(self) -> str:
        """That line without its comment and with nothing in its texts."""
        return bare(self.row)

    @property
    def words(self) -> str:
        """What Python says, in small letters."""
        return str(getattr(self.error, "msg", self.error)).lower()

    @property
    def one_line_up(self) -> "Unreadable | None":
        """The same cell, looked at one line further up; None where there is no such line."""
        return replace(self, above=self.above + 1) if self.line > 1 else None


def bare(row: str) -> str:
    """A line without its comment, and with nothing in its texts, so that only the code itself is looked at."""
    return _TEXT.sub(lambda part: "" if part[0].startswith("#") else part[0][0] + part[0][0], row)
