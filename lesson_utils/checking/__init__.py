"""The checker's engine: the published solution is the specification, `diagnose` compares an answer with it."""

import logging

from lesson_utils.checking.engine import diagnose, diagnose_choice
from lesson_utils.checking.facts.lookup import find_challenge
from lesson_utils.checking.facts.source import (
    is_empty,
    names_bound,
    names_needed,
    parse_or_none,
    targets_of,
)
from lesson_utils.checking.findings import Diagnosis, Finding, FindingError, Layer, Networks, Row, Status, Values
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.messages.formatting import RESTART, message_for
from lesson_utils.checking.rules.written.blanks import blanks_left
from lesson_utils.checking.running.isolation import untouched

__all__ = [
    "RESTART",
    "Diagnosis",
    "Finding",
    "FindingError",
    "Layer",
    "Networks",
    "Row",
    "Status",
    "Values",
    "blanks_left",
    "catalogue",
    "diagnose",
    "diagnose_choice",
    "find_challenge",
    "is_empty",
    "message_for",
    "names_bound",
    "names_needed",
    "parse_or_none",
    "targets_of",
    "untouched",
]

# The course's own faults are reported to this logger; without somebody who keeps them they are shown nowhere.
logging.getLogger("lesson_utils").addHandler(logging.NullHandler())
