"""Play answers to challenges of episodes that a test writes itself."""

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np
import pandas as pd

from lesson_utils.checking import Diagnosis, diagnose
from lesson_utils.episodes import Episode


def judge(episode: Episode, challenge_id: str, code: str, variables: Mapping[str, Any] | None = None) -> Diagnosis:
    """Run an answer's cell as a notebook does, then diagnose it."""
    before = {"keras": keras, "np": np, "pd": pd, **(variables or {})}
    after, error = dict(before), None
    try:
        exec(compile(code, "<answer>", "exec"), after)
    except Exception as raised:
        error = raised
    return diagnose(challenge_id, code, after, error, before, episodes=[episode])
