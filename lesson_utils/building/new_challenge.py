"""Starts a challenge: its place in an episode, and its table of answers, both to be filled in by the author."""

import re
from pathlib import Path

from lesson_utils.building.files import replace_file
from lesson_utils.episodes import read_episode

_TEXT = """:::::::: challenge

## What the learner makes {#ID}

Say in one or two sentences what to do, and which name the result gets.

```python
result = _____
```

:::: hint

Which idea is needed?

::::

:::: hint

Which function, which argument?

::::

:::: hint

Nearly the whole answer.

::::

:::: solution

Say in one line why this is right.

```python
result = 1
```

::::

::::::::

"""
_TABLE = """# Answers to the challenge ID: right ones first, then wrong ones by kind of mistake.

[[answer]]
why = "the published solution"
code = "result = 1"
label = "correct"

[[answer]]
why = "another number"
code = "result = 2"
label = "wrong-result"
"""
_KEYPOINTS = re.compile(r"^:{3,} ?keypoints", re.MULTILINE)


def add_challenge(root: Path, episode: str, challenge: str) -> list[Path]:
    """Write the beginnings of a challenge in front of an episode's key points, and of its table.

    Parameters
    ----------
    root : Path
        The checkout.
    episode : str
        The episode's name, such as "03-build-cnn".
    challenge : str
        The new challenge's id: small letters, digits and hyphens.

    Returns
    -------
    list of Path
        The two files that are to be filled in.

    Raises
    ------
    ValueError
        When there is no such episode, the id is none, or it is taken.
    """
    path = root / "episodes" / f"{episode.removesuffix('.md')}.md"
    table = root / "tests" / "unit" / "answers" / f"{challenge}.toml"
    if not path.is_file():
        raise ValueError(f"there is no episode {path.name}; there are {', '.join(_names(root))}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", challenge):
        raise ValueError(f"a challenge's id has small letters, digits and hyphens, not {challenge!r}")
    taken = {one.id for file in root.glob("episodes/*.md") for one in read_episode(file, ours=False).challenges}
    if challenge in taken or table.exists():
        raise ValueError(f"there is a challenge {challenge} already")
    text = path.read_text(encoding="utf-8-sig")
    place = next((found.start() for found in _KEYPOINTS.finditer(text)), len(text))
    text = text[:place] + _TEXT.replace("ID", challenge) + text[place:]
    replace_file(path, text.encode("utf-8"))
    replace_file(table, _TABLE.replace("ID", challenge).encode("utf-8"))
    return [path, table]


def _names(root: Path) -> list[str]:
    return sorted(path.stem for path in root.glob("episodes/*.md"))
