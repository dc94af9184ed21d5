"""A solution put into a cell line by line, whatever stands in the cell: blanks, a mistake, half an answer."""

from difflib import SequenceMatcher


def next_line(source: str, solution: str) -> str:
    r"""Bring a cell one line nearer to the solution.

    The first line that differs becomes the solution's; all above it are the solution's already, and what stands below
    waits for its turn. Asked again and again, every cell becomes the solution.

    Parameters
    ----------
    source : str
        What the cell holds now.
    solution : str
        What it is to hold in the end.

    Returns
    -------
    str
        The solution itself when nothing else is left to change.

    Examples
    --------
    >>> next_line("# two numbers\na = _____\nb = _____", "# two numbers\na = 1\nb = 2")
    '# two numbers\na = 1\nb = _____'
    >>> next_line("", "a = 1\nb = 2")
    'a = 1'
    """
    have = [line.rstrip() for line in source.rstrip().splitlines()]
    want = [line.rstrip() for line in solution.rstrip().splitlines()]
    changes = SequenceMatcher(None, have, want, autojunk=False).get_opcodes()
    first = next((one for one in changes if one[0] != "equal"), None)
    if first is None:
        return solution
    _, begin, end, wanted, wanted_end = first
    # An empty line is nothing to look at: the next one comes with it.
    coming = next((at for at in range(wanted, wanted_end) if want[at]), wanted_end - 1) + 1
    # As many old lines go as make room: a single blank may stand for several lines and stays until the last of them.
    gone = max(0, (end - begin) - (wanted_end - coming)) if wanted < wanted_end else end - begin
    lines = [*have[:begin], *want[wanted:coming], *have[begin + gone :]]
    return solution if lines == want else "\n".join(lines)
