"""The checker's engine: the published solution is the specification, `diagnose` compares an answer with it."""

from lesson_utils.checking.engine import diagnose, find_challenge
from lesson_utils.checking.findings import Diagnosis, Finding, Status

__all__ = ["Diagnosis", "Finding", "Status", "diagnose", "find_challenge"]
