"""Walks through the rules and says what was found."""

from pathlib import Path

from lesson_utils.rehearsal.doctor.reading import HubConfiguration, read_configuration
from lesson_utils.rehearsal.doctor.rules import RULES


def examine(read: HubConfiguration) -> list[str]:
    """Give the reasons why a configuration is refused; none when nothing was found."""
    return [reason for rule in RULES for reason in rule(read)]


def examine_file(file: Path) -> int:
    """Examine a file and print what was found; the exit code is 1 when it is refused."""
    reasons = examine(read_configuration(file))
    for reason in reasons:
        print(f"  NO  {reason}")
    if reasons:
        print(f"{file} is refused.")
        return 1
    print(f"{file}: {len(RULES)} rules, nothing found. They read the configuration only; rehearse the rest.")
    return 0
