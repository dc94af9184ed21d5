"""An error that a learner can do something about."""


class Problem(Exception):  # noqa: N818 (it is raised to be read by a learner)
    """What went wrong, and what to do: shown as it is, without a traceback.

    Parameters
    ----------
    what
        One or two sentences: what is the matter.
    to_do
        What the learner can do now.

    Examples
    --------
    >>> print(Problem("Port 8888 is taken.", "Choose another: --port 8890"))
    Port 8888 is taken.
    What to do: Choose another: --port 8890
    """

    def __init__(self, what: str, to_do: str) -> None:
        super().__init__(f"{what}\nWhat to do: {to_do}")
