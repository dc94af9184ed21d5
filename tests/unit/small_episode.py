"""Episodes of a few lines for tests, written the way an author would: a set-up cell, then challenges with solutions."""

from collections.abc import Mapping
from pathlib import Path

from lesson_utils.episodes import Episode, read_episode

HEADER = '---\ntitle: "T"\nteaching: 1\nexercises: 2\n---\n\n'
IMPORTS = "import keras\nimport numpy as np\nimport pandas as pd"
CHALLENGE = """
::: challenge

## Task {id} {{#{id}}}

```python
{solution}
```

::: solution

This is why.

```python
{solution}
```

:::

:::
"""


def read(folder: Path, text: str, ours: bool = True) -> Episode:
    """Write what stands below an episode's front matter, and read it."""
    path = folder / "episode.md"
    path.write_text(HEADER + text, encoding="utf-8")
    return read_episode(path, ours=ours)


def small_episode(
    folder: Path, solutions: Mapping[str, str], given: str = "", setup: str = IMPORTS, name: str = "small"
) -> Episode:
    """Write an episode with one challenge per solution, and read it as one from elsewhere.

    `given` is the front matter's block of that name, such as ``"images: float32 (9, 4)"``.
    """
    declared = f"given:\n  {given}\n" if given else ""
    header = f"---\ntitle: Small\nteaching: 1\nexercises: 1\n{declared}---\n"
    first_cell = f"\n```python\n{setup}\n```\n" if setup else ""
    body = "".join(CHALLENGE.format(id=one, solution=solution) for one, solution in solutions.items())
    path = folder / f"{name}.md"
    path.write_text(header + first_cell + body, encoding="utf-8")
    return read_episode(path, ours=False)
