"""The checker's engine: the published solution is the specification, `diagnose` compares an answer with it."""

from lesson_utils.checking.engine import diagnose
from lesson_utils.checking.findings import Diagnosis, Finding, Layer, Networks, Row, Status, Values
from lesson_utils.checking.lookup import find_challenge

__all__ = ["Diagnosis", "Finding", "Layer", "Networks", "Row", "Status", "Values", "diagnose", "find_challenge"]
