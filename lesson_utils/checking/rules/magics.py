"""A notebook's magics that keep the answer's code from running here, or from leaving anything behind."""

import difflib

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.source import names_bound, parse_or_none
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.episodes.magics import KNOWN, Effect, Magic, cell_magic, line_magic, misplaced_magic


@rule(Stage.MAGIC, "magic-misplaced", explains_itself=True)
def magic_misplaced(answer: Answer) -> Finding | None:
    """`%%time` below the first line, where IPython does not know it."""
    found = misplaced_magic(answer.cell or "")
    return Finding("magic-misplaced", name=found.name, line=found.line) if found is not None else None


@rule(Stage.MAGIC, "magic-line-full", explains_itself=True)
def magic_line_full(answer: Answer) -> Finding | None:
    """`%%time x = …`: with two percent signs the code begins in the next line."""
    found = cell_magic(answer.cell or "")
    full = found is not None and found.name == "%%time" and found.rest and not found.rest.startswith(("-", "#"))
    return Finding("magic-line-full", name="%%time", line=found.line) if found is not None and full else None


@rule(Stage.MAGIC, "magic-unknown", explains_itself=True)
def magic_unknown(answer: Answer) -> Finding | None:
    """`%%tiem`: IPython knows no such magic, and runs nothing."""
    found = _with_effect(Effect.UNKNOWN, answer)
    if found is None:
        return None
    close = difflib.get_close_matches(found.name.lstrip("%"), KNOWN, n=1)
    note = f"Did you mean `%%{close[0]}`?" if close else ""
    return Finding("magic-unknown", name=found.name, line=found.line, note=note)


@rule(Stage.MAGIC, "magic-measures", explains_itself=True)
def magic_measures(answer: Answer) -> Finding | None:
    """`%%timeit`, or `%timeit x = …`: what the code makes is thrown away."""
    found = _with_effect(Effect.MEASURES, answer) or line_magic(answer.cell or "", "timeit")
    if found is None or (found.name == "%timeit" and not _stores_a_target(found.rest, answer)):
        return None
    keeps = found.name.removesuffix("it")
    return Finding("magic-measures", name=found.name, line=found.line, close=keeps)


@rule(Stage.MAGIC, "magic-writes", explains_itself=True)
def magic_writes(answer: Answer) -> Finding | None:
    """`%%writefile`: the cell goes into a file."""
    found = _with_effect(Effect.WRITES, answer)
    return Finding("magic-writes", name=found.name, line=found.line) if found is not None else None


@rule(Stage.MAGIC, "magic-hands-on", explains_itself=True)
def magic_hands_on(answer: Answer) -> Finding | None:
    """`%%bash`, `%%python3`: the cell goes to another program."""
    found = _with_effect(Effect.HANDS_ON, answer)
    return Finding("magic-hands-on", name=found.name, line=found.line) if found is not None else None


@rule(Stage.MAGIC, "magic-shows", explains_itself=True)
def magic_shows(answer: Answer) -> Finding | None:
    """`%%html`, `%%markdown`: the cell is shown as a text."""
    found = _with_effect(Effect.SHOWS, answer)
    return Finding("magic-shows", name=found.name, line=found.line) if found is not None else None


def _with_effect(effect: Effect, answer: Answer) -> Magic | None:
    found = cell_magic(answer.cell or "")
    return found if found is not None and found.effect is effect else None


def _stores_a_target(code: str, answer: Answer) -> bool:
    tree = parse_or_none(code)
    return tree is not None and bool(names_bound(tree) & set(answer.targets))
