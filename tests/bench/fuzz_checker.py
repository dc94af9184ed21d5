"""Throw mutated answers at the checker. Run: python -m tests.bench.fuzz_checker 10000

Every solution, every template and every answer of the tables is cut, doubled, swapped and mixed at random, run like a
cell, and checked. What must never happen is counted and printed: an exception, more than two seconds (not counting
those when the machine was busy with other programs), a change in the learner's variables or inside them, in random
numbers or in what all cells share, and "the checker itself stumbled".
"""

import ast
import random
import re
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lesson_utils.checking import Diagnosis, Status, diagnose
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import Clock, within_limits
from lesson_utils.episodes import course
from tests.bench.contents import contents, differences, surroundings
from tests.unit.answers import state_before, tables
from tests.unit.answers.playing import fresh_keras

TOO_LONG = 2.0  # seconds
# A mutated cell may build what it likes, but neither leave this process nor change what all cells share. Random seeds
# and Keras' names are put back after each cell, `input()` and `exit()` find nobody to talk to.
_DANGEROUS = re.compile(
    r"\b(os|sys|open|exec|eval|subprocess|shutil|socket|pathlib|importlib|__import__|vars|setattr|delattr|builtins"
    r"|signal|threading|multiprocessing|save\w*|load\w*|download\w*|get_file|set_(?!random_seed\b)\w+|backend)\b"
)
_STRANGE = ("é", "“", "\u200b", "\u00a0", "😀", "\t", "\\", "'''", "\0", "ﬁ", "=", ":", "_____", "...")
_NUMBERS = ("0", "-1", "1", "2", "9", "16.5", "1e9", "10_000_000_000", "None", "True", "''")


def corpus() -> dict[str, list[str]]:
    """What is mutated, by challenge id."""
    kept = {name: [answer.code for answer in table] for name, table in tables().items()}
    for episode in course():
        for challenge in episode.challenges:
            if challenge.solution:
                kept[challenge.id] += [challenge.solution, challenge.answer_template]
    return kept


# ---- mutations: each takes the tokens of a cell and gives others ----

Tokens = list[str]


def _place(chance: random.Random, tokens: Tokens) -> int:
    return chance.choice([place for place, token in enumerate(tokens) if token.strip()] or [0])


def delete(chance: random.Random, tokens: Tokens) -> Tokens:
    place = _place(chance, tokens)
    return tokens[:place] + tokens[place + 1 :]


def double(chance: random.Random, tokens: Tokens) -> Tokens:
    place = _place(chance, tokens)
    return [*tokens[:place], tokens[place], *tokens[place:]]


def swap(chance: random.Random, tokens: Tokens) -> Tokens:
    one, other = _place(chance, tokens), _place(chance, tokens)
    swapped = list(tokens)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return swapped


def _exchange(chance: random.Random, tokens: Tokens, pattern: str, others: Tokens) -> Tokens:
    places = [place for place, token in enumerate(tokens) if re.fullmatch(pattern, token)]
    if not places:
        return delete(chance, tokens)
    changed = list(tokens)
    changed[chance.choice(places)] = chance.choice(others)
    return changed


def number(chance: random.Random, tokens: Tokens) -> Tokens:
    return _exchange(chance, tokens, r"\d+", [*_NUMBERS, str(chance.randrange(100))])


def name(chance: random.Random, tokens: Tokens) -> Tokens:
    return _exchange(chance, tokens, r"[^\W\d]\w*", [token for token in tokens if token.isidentifier()] or [""])


def bracket(chance: random.Random, tokens: Tokens) -> Tokens:
    return _exchange(chance, tokens, r"[][(){}]", ["", *"()[]{}", ",", "=="])


def strange(chance: random.Random, tokens: Tokens) -> Tokens:
    place = _place(chance, tokens)
    return [*tokens[:place], chance.choice(_STRANGE), *tokens[place:]]


def truncate(chance: random.Random, tokens: Tokens) -> Tokens:
    return tokens[: _place(chance, tokens) + 1]


def _lines(change: Callable[[random.Random, list[str]], list[str]]) -> Callable[[random.Random, Tokens], Tokens]:
    def mutation(chance: random.Random, tokens: Tokens) -> Tokens:
        return re.findall(_TOKEN, "".join(change(chance, "".join(tokens).splitlines(keepends=True) or [""])))

    return mutation


@_lines
def delete_line(chance: random.Random, lines: list[str]) -> list[str]:
    place = chance.randrange(len(lines))
    return lines[:place] + lines[place + 1 :]


@_lines
def double_line(chance: random.Random, lines: list[str]) -> list[str]:
    place = chance.randrange(len(lines))
    return lines[: place + 1] + lines[place:]


@_lines
def shuffle_lines(chance: random.Random, lines: list[str]) -> list[str]:
    return chance.sample(lines, len(lines))


@_lines
def indent_line(chance: random.Random, lines: list[str]) -> list[str]:
    place = chance.randrange(len(lines))
    moved = lines[place][2:] if chance.random() < 0.5 else f"    {lines[place]}"
    return [*lines[:place], moved, *lines[place + 1 :]]


# A variable, and a line that changes it in place.
_REMEMBERED = (
    ("kept = []", "kept.append(1)"),
    ("kept = [[0]]", "kept[0][0] += 1"),
    ("kept = {}", "kept[len(kept)] = 1"),
    ("kept = set()", "kept.add(len(kept))"),
    ("import numpy as np\nkept = np.zeros(3)", "kept[:] += 1"),
)


@_lines
def remember(chance: random.Random, lines: list[str]) -> list[str]:
    """Let a function leave a mark in a variable each time it is called."""
    bodies = [place for place, line in enumerate(lines) if line.startswith("def ") and line.endswith(":\n")]
    made, changed = chance.choice(_REMEMBERED)
    if not bodies:
        return [f"{made}\n{changed}\n", *lines]
    place = chance.choice(bodies) + 1
    return [f"{made}\n", *lines[:place], f"    {changed}\n", *lines[place:]]


_TOKEN = r"\w+|\s+|[^\w\s]"
MUTATIONS = [delete, double, swap, number, number, name, name, bracket, strange, truncate]
MUTATIONS += [delete_line, double_line, shuffle_lines, indent_line, remember]


def mutated(seed: int, kept: dict[str, list[str]]) -> tuple[str, str]:
    """A challenge's id and a cell for it: the same for the same seed."""
    chance = random.Random(seed)
    challenge_id = chance.choice(sorted(kept))
    code = chance.choice(kept[challenge_id])
    if chance.random() < 0.1:  # half of this cell, half of another challenge's
        other = chance.choice(kept[chance.choice(sorted(kept))])
        code = code[: chance.randrange(len(code) + 1)] + other[chance.randrange(len(other) + 1) :]
    tokens = re.findall(_TOKEN, code)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        tokens = chance.choice(MUTATIONS)(chance, tokens or [""])
    return challenge_id, "".join(tokens)


def is_dangerous(code: str) -> bool:
    """Whether a cell may reach beyond its own variables."""
    if _DANGEROUS.search(code):
        return True
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except Exception:
        return False  # it will not run
    own = _made_here(nodes)
    changed = [one.value for one in nodes if isinstance(one, ast.Attribute) and not isinstance(one.ctx, ast.Load)]
    return not all(isinstance(one, ast.Name) and one.id in own for one in changed)


def _made_here(nodes: list[ast.AST]) -> set[str]:
    """The names whose attributes a cell may set: objects that it has just made itself."""
    kept = [target for node in nodes if isinstance(node, ast.Assign) and _makes(node.value) for target in node.targets]
    made = Counter(one.id for one in kept if isinstance(one, ast.Name))
    stored = Counter(one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return {"self"} | {name for name, times in made.items() if times == stored[name]}


def _makes(value: ast.expr) -> bool:
    """Whether this is `keras.layers.Dense(64)` or `Dense(64)(x)`: a call of a class gives a new object each time."""
    if not isinstance(value, ast.Call):
        return False
    while isinstance(value, ast.Call):
        value = value.func
    return ast.unparse(value).rpartition(".")[2][:1].isupper()


# ---- one mutated cell, from running it to judging the checker ----


@dataclass
class Outcome:
    """What one check did."""

    challenge: str
    code: str
    diagnosis: Diagnosis | None
    seconds: float
    faults: list[str] = field(default_factory=list)


def try_out(challenge_id: str, code: str) -> Outcome:
    """Run a cell, check it, and see that the check left everything as it was."""
    with fresh_keras():  # trainings before it, and in it, take a few steps
        namespace = state_before(challenge_id)
        namespace["train_images"] = np.zeros((40, 32, 32, 3), "float32")
        before = dict(namespace)
        error = _run(code, namespace)
    held, around = contents(namespace), surroundings()
    clock = Clock(threading.current_thread())
    diagnosis, faults = None, []
    try:
        diagnosis = diagnose(challenge_id, code, namespace, error, before)
    except BaseException as problem:
        faults.append(f"raised {type(problem).__name__}: {problem}")
    _, seconds = clock.spent()
    if seconds > TOO_LONG:
        faults.append(f"took {seconds:.1f} s")
    faults += [f"changed the variable `{name}`" for name in differences(held, contents(namespace))]
    faults += [f"changed {name}" for name in differences(around, surroundings())]
    if diagnosis is not None and diagnosis.status is Status.CHECKER_PROBLEM:
        faults.append(f"stumbled: {diagnosis.message}")
    return Outcome(challenge_id, code, diagnosis, seconds, faults)


def _run(code: str, namespace: dict[str, Any]) -> BaseException | None:
    def cell() -> None:
        exec(compile(code, "<cell>", "exec"), namespace)

    try:
        with untouched(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            within_limits(cell)
    except BaseException as error:
        return error
    return None


def fuzz(seeds: range, kept: dict[str, list[str]]) -> list[Outcome]:
    """Try one mutated cell per seed; dangerous ones are left out."""
    cells = (mutated(seed, kept) for seed in seeds)
    return [try_out(challenge_id, code) for challenge_id, code in cells if not is_dangerous(code)]


def main(count: int) -> int:
    """Print what went wrong, then the sums; 1 when anything did."""
    kept, outcomes = corpus(), []
    for start in range(0, count, 500):
        outcomes += fuzz(range(start, min(start + 500, count)), kept)
        print(f"{len(outcomes)} cells", file=sys.stderr)
    at_fault = [one for one in outcomes if one.faults]
    for one in at_fault:
        print(f"--- {one.challenge}: {'; '.join(one.faults)}\n{one.code}\n")
    slowest = max(outcomes, key=lambda one: one.seconds)
    print(f"{len(outcomes)} mutated cells checked, {count - len(outcomes)} dangerous ones left out")
    print(f"{len(at_fault)} faults; the slowest check took {slowest.seconds:.2f} s ({slowest.challenge})")
    told = [one.diagnosis for one in outcomes if one.diagnosis is not None]
    _print_counts("status", [str(one.status) for one in told])
    _print_counts("label", [one.label for one in told])
    return 1 if at_fault else 0


def _print_counts(title: str, entries: list[str]) -> None:
    print(f"\n{title:28} cells")
    for entry, times in Counter(entries).most_common():
        print(f"{entry:28} {times:5}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
