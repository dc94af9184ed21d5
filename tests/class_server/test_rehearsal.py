"""A rehearsal: what is played, what is measured, when the class may come. Two learners on a real hub, then on paper."""

import math
import os
import re
import subprocess

import httpx
import pytest

from lesson_utils.commands import command_line
from lesson_utils.commands.checkout import ROOT
from lesson_utils.commands.problem import Problem
from lesson_utils.commands.rehearse import need_loopback
from lesson_utils.rehearsal.learner import Diary
from lesson_utils.rehearsal.memory import MIB, Share, Watch, share_of
from lesson_utils.rehearsal.plan import chosen, read_passwords
from lesson_utils.rehearsal.report import GIB, Machine, percentile, table, verdict
from lesson_utils.rehearsal.script import steps

MACHINE = Machine(cores=2, memory=24 * GIB)


def test_two_learners_go_through_an_episode(class_python, proxy):
    command = [class_python, "-m", "lesson_utils", "rehearse", "2", "--episode", "2", "--thinking", "0"]
    slow = {**os.environ, "LESSON_DATA_DIR": os.environ["BUILD_A_CNN_HOME"]}
    done = subprocess.run(command, cwd=ROOT, env=slow, capture_output=True, text=True, timeout=600)
    assert "| learners, finished                   | 2, 2 |" in done.stdout, done.stdout + done.stderr
    assert "| failures                             | 0 |" in done.stdout, done.stdout
    assert done.stdout.splitlines()[-1].startswith(("GO: the first to run out would be", "NO GO: ")), done.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+", done.stdout)
    assert address
    with pytest.raises(httpx.ConnectError):  # its hub is gone, and so is its proxy
        httpx.get(address[0])


def test_an_episode_is_played_with_a_hint_and_a_restart():
    played = steps("03-build-cnn")
    kinds = [step.kind for step in played]
    assert kinds.index("hint") == kinds.index("check") - 1
    restart = kinds.index("restart")
    assert played[restart + 1] == played[0]
    assert played[restart + 2].code == f'catch_up("{played[restart - 1].challenge}")'
    assert all(step.expected.startswith("✓") for step in played if step.kind == "check")


def test_trainings_are_known():
    assert [step.challenge for step in steps("04-fit-cnn") if step.kind == "train"] == ["fit", "fit-dropout"]


def diary(name="ada", **changed):
    known = {"ready": 10.0, "first_cell": 20.0, "checks": [0.2, 0.4], "done": True}
    return Diary(name, **known | changed)


def watch(left=12.0, private=300):
    seen = Watch()
    seen.servers, seen.kernels = {"ada": Share(100 * MIB, 120 * MIB)}, {"ada": Share(private * MIB, 400 * MIB)}
    seen.least_available = int(left * GIB)
    return seen


def test_the_table_says_what_was_measured():
    text = table([diary(), diary("bo", failures=["conv2d-check: the check said 'Not yet'"])], watch(), MACHINE, 3.25)
    assert "| learners, finished                   | 2, 2 |" in text
    assert "| a check                              | median 0.3 s, p95 0.4 s, 4 checks |" in text
    assert "| server, private (PSS)                | 100 MiB (120) |" in text
    assert "| learners per GiB                     | 2.6 |" in text  # 1024 / (100 + 300)
    assert text.endswith("bo: conv2d-check: the check said 'Not yet'")


@pytest.mark.parametrize(
    ("diaries", "seen", "words"),
    [
        ([diary(failures=["kernel: restarting; it died, or was killed"])], watch(), "memory: 1 kernels died"),
        ([diary()], watch(left=2), "memory: only 8% of the machine's were left"),
        ([diary(failures=["login: 403"])], watch(), "1 failures, listed above"),
        ([diary(done=False)], watch(), "not everybody came to the end"),
        ([diary(ready=300.0)], watch(), "starts: 300 s to a server"),
        ([diary(checks=[0.1, 40.0])], watch(), "processor: a check takes 38 s"),
    ],
)
def test_no_go_names_what_limits(diaries, seen, words):
    go, said = verdict(diaries, seen, MACHINE)
    assert not go
    assert words in said


def test_go_names_what_would_run_out_first():
    assert verdict([diary()], watch(), MACHINE) == (
        True,
        "the first to run out would be memory, used to 56% of what is borne",
    )
    assert "starts" in verdict([diary(ready=100.0)], watch(), MACHINE)[1]
    assert verdict([diary(checks=[])], watch(), MACHINE)[0]


def test_percentiles():
    assert percentile([1.0], 0.95) == 1.0
    assert percentile([float(number) for number in range(101)], 0.95) == 95.0
    assert math.isnan(percentile([], 0.95))


def test_memory_is_read_from_the_system():
    own = share_of(os.getpid())
    assert 10 * MIB < own.private <= own.pss
    assert share_of(2**22) == Share()  # a process that is gone


@pytest.mark.parametrize(
    "typed",
    [["0"], ["201"], ["many"], ["3", "--thinking", "-1"], ["3", "--minutes", "x"], ["3", "--training-minutes", "nan"]],
)
def test_a_class_that_cannot_be_played_is_refused(typed):
    with pytest.raises(SystemExit):
        command_line.parse(["rehearse", *typed])


@pytest.mark.parametrize("address", ["https://learn.example.org", "http://10.0.0.1:8000", "http://127.0.0.1.example"])
def test_no_hub_of_others_is_played_on(address):
    with pytest.raises(Problem, match="not on this machine"):
        need_loopback(address)
    need_loopback("http://127.0.0.1:8000")


def test_episodes_are_chosen_by_number_or_beginning():
    assert chosen(["3", "04"]) == ["03-build-cnn", "04-fit-cnn"]
    with pytest.raises(Problem, match="no episode '7'"):
        chosen(["7"])


@pytest.mark.parametrize("text", [None, "", "ada\n", "ada secret\nbo"])
def test_a_list_of_passwords_that_is_none_is_refused(text, tmp_path):
    file = tmp_path / "passwords"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Problem, match="name and password"):
        read_passwords(file)


def test_a_list_of_passwords(tmp_path):
    (tmp_path / "passwords").write_text("ada a long password\n\nbo other\n")
    assert read_passwords(tmp_path / "passwords") == {"ada": "a long password", "bo": "other"}
