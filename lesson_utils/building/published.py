"""Where the course is published, and the addresses that follow from it."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

NOBODY = "OWNER"  # stands in pyproject.toml until somebody has published the course
_BRANCH = "main"  # that learners get
_ADDRESS = re.compile(r"https://github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?")


class PublishingError(ValueError):
    """What the course's addresses follow from is missing, with what to do."""


@dataclass(frozen=True)
class Published:
    """A repository on GitHub.

    Attributes
    ----------
    owner : str
        The account; `NOBODY` until it is known.
    name : str
        The repository's name.

    Examples
    --------
    >>> Published("someone", "build-a-cnn").website
    'https://someone.github.io/build-a-cnn/'
    """

    owner: str
    name: str

    @property
    def is_known(self) -> bool:
        """Whether somebody has said where."""
        return self.owner != NOBODY

    @property
    def repository(self) -> str:
        """The repository's page."""
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def website(self) -> str:
        """The course's website, on GitHub Pages."""
        return f"https://{self.owner}.github.io/{self.name}/"

    @property
    def binder(self) -> str:
        """Opens the first notebook on mybinder.org."""
        first = "lab%2Ftree%2Fnotebooks%2F01-introduction.ipynb"
        return f"https://mybinder.org/v2/gh/{self.owner}/{self.name}/{_BRANCH}?urlpath={first}"

    @property
    def codespace(self) -> str:
        """Opens the dev container in a Codespace."""
        return f"https://codespaces.new/{self.owner}/{self.name}"

    def colab(self, notebook: str) -> str:
        """Opens a notebook on Colab.

        Parameters
        ----------
        notebook : str
            Its place in the repository, with slashes: "notebooks/01-introduction.ipynb".
        """
        return f"https://colab.research.google.com/github/{self.owner}/{self.name}/blob/{_BRANCH}/{notebook}"


def published(root: Path) -> Published:
    """Read where the course is published: `Repository` under `[project.urls]` of pyproject.toml.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Raises
    ------
    PublishingError
        If it is missing, or no address of a repository on GitHub.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8-sig"))["project"]
    address = project.get("urls", {}).get("Repository", "")
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise PublishingError(
            "pyproject.toml: under [project.urls], Repository should say where the course is published, such as "
            f'"https://github.com/ACCOUNT/build-a-cnn", not {address!r}.'
        )
    return Published(found["owner"], found["name"])
