"""Makes of the typed command a class to be played: on a hub of its own, or on one that runs on this machine."""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from lesson_utils.problem import Problem
from lesson_utils.rehearsal import script
from lesson_utils.rehearsal.class_parent import need_own_users
from lesson_utils.rehearsal.learner import Manner
from lesson_utils.rehearsal.rehearse import Play, rehearse
from lesson_utils.rehearsal.report import Machine, Outcome, table, verdict
from lesson_utils.rehearsal.stage import INSTRUCTOR, Stage, need_proxy

EPISODES = ("03-build-cnn", "04-fit-cnn")  # what a class works longest on, and what takes most


def play_class(arguments: argparse.Namespace) -> int:
    """Play the class, with quick kernels a second time; the exit code is 1 for "no go"."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who is told to stop takes its hub down first
    lessons = {episode: script.steps(episode) for episode in chosen(arguments.episode)}
    manner = Manner(arguments.thinking, training=arguments.training_minutes and arguments.training_minutes * 60)

    def play(url: str, passwords: dict[str, str], running: Callable[[], list[psutil.Process]]) -> Outcome:
        return rehearse(Play(url, passwords, lessons, manner, arguments.minutes, running))

    if arguments.hub:
        passwords = read_passwords(Path(arguments.passwords or ""))
        names = list(passwords)[: arguments.learners]
        print(f"{len(names)} learners on {arguments.hub}, {' and '.join(lessons)}.", flush=True)
        who = {name: passwords[name] for name in names}
        return tell({"measured": play(arguments.hub, who, lambda: list(psutil.process_iter()))})
    need_proxy()
    if arguments.quick_kernels:
        need_own_users()
    draw_images()
    ordinary = play_on_stage(arguments.learners, play, quick_kernels=False)
    if not arguments.quick_kernels:
        return tell({"measured": ordinary})
    quick = play_on_stage(arguments.learners, play, quick_kernels=True)
    return tell({"ordinary kernels": ordinary, "quick kernels": quick})


def play_on_stage(learners: int, play: Callable[..., Outcome], quick_kernels: bool) -> Outcome:
    """Play on a hub of the rehearsal's own."""
    with Stage([f"learner-{number + 1}" for number in range(learners)], quick_kernels=quick_kernels) as stage:
        who = {name: password for name, password in stage.passwords.items() if name != INSTRUCTOR}
        apart = "each as a user of their own" if stage.own_users else "all as the same user"
        kernels = ", quick kernels" if quick_kernels else ""
        print(f"{len(who)} learners on {stage.url}, {apart}{kernels}.", flush=True)
        return play(stage.url, who, stage.processes)


def draw_images() -> None:
    """Have the images there, drawn and prepared, once for all."""
    from lesson_utils.datasets import load_data, prepare_dataset

    (train_images, train_labels), _ = load_data("drawings")
    prepare_dataset(train_images, train_labels)


def tell(outcomes: dict[str, Outcome]) -> int:
    """Print the table, and for each class whether it may come; the exit code is 1 where one may not."""
    machine = Machine(psutil.cpu_count() or 1, psutil.virtual_memory().total)
    print(table(outcomes, machine), end="\n\n")
    verdicts = {heading: verdict(outcome, machine) for heading, outcome in outcomes.items()}
    for heading, (go, words) in verdicts.items():
        which = f"{heading}: " if len(verdicts) > 1 else ""
        print(f"{which}{'GO' if go else 'NO GO'}: {words}.", flush=True)
    return 0 if all(go for go, _ in verdicts.values()) else 1


def chosen(typed: list[str] | None) -> list[str]:
    """Give the episodes to play; a number, or a beginning, stands for a name.

    Raises
    ------
    Problem
        For an episode that is not there.
    """
    known, found = script.episodes(), []
    for name in typed or EPISODES:
        fitting = [one for one in known if one.startswith(name.zfill(2) if name.isdecimal() else name)]
        if not fitting:
            raise Problem(f"There is no episode {name!r}.", f"choose one of: {', '.join(known)}")
        found.append(fitting[0])
    return found


def read_passwords(file: Path) -> dict[str, str]:
    """Read who is to be played on a hub that runs already: a name and a password on each line.

    Raises
    ------
    Problem
        When the file cannot be read, or says something else.
    """
    what = "write one learner on each line, name and password with a space between; only you should read the file."
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise Problem(f"--passwords {file}: {error.strerror}.", what) from None
    pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise Problem(f"{file} is no list of names and passwords.", what)
    return {name: password.strip() for name, password in pairs}
