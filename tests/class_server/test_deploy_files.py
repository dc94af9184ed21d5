"""What `deploy/` says and no hub of these tests starts: the chart's values, the systemd unit, the runbook, the lock."""

import copy
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

from lesson_utils.checkout import CLASS_LOCK, LOCK, ROOT
from lesson_utils.commands.command_line import parse

DEPLOY = ROOT / "deploy"
VALUES = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text())
SCHEMA = yaml.safe_load(Path(__file__).with_name("chart_keys.yaml").read_text())
README = (DEPLOY / "README.md").read_text()


def test_the_charts_values_say_what_the_chart_knows():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(VALUES, SCHEMA)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("singleuser", "memory", "limits"), "3G"),
        (("singleuser", "memory", "limit"), 3),
        (("singleuser", "image", "tag"), "latest"),
        (("proxy", "https", "enabled"), False),
        (("singleuser", "networkPolicy", "egressAllowRules", "everything"), True),
        (("hub", "concurrentSpawnLimits"), 3),
        (("scheduling", "userPlaceholder", "replicas"), "12"),
    ],
)
def test_a_slip_of_the_pen_is_found(path, value):
    values = copy.deepcopy(VALUES)
    inner = values
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(values, SCHEMA)


def test_what_the_values_name_is_there():
    assert "deploy/image/Dockerfile" in (DEPLOY / "kubernetes" / "values.yaml").read_text()
    login = VALUES["hub"]["extraFiles"]["login"]["mountPath"].partition("/class/")[2]
    assert (ROOT / login).is_file()
    for folder in VALUES["singleuser"]["extraEnv"]["JUPYTER_CONFIG_PATH"].split(":"):
        assert (ROOT / folder.removeprefix("/opt/build-a-cnn/")).is_dir()
    module = VALUES["singleuser"]["cmd"][-1].replace(".", "/")
    assert (ROOT / f"{module}.py").is_file()
    assert set(VALUES["hub"]["config"]["Authenticator"]["admin_users"]) <= set(
        VALUES["hub"]["config"]["Authenticator"]["allowed_users"]
    )


def test_the_login_stands_alone():
    """It is laid into the chart's hub by itself: nothing of the course is there."""
    text = (ROOT / "lesson_utils" / "class_server" / "login.py").read_text()
    assert not re.search(r"^(from|import) (lesson_utils|\.)", text, re.MULTILINE)


def test_systemd_takes_the_unit(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not here")
    unit = (DEPLOY / "one-machine" / "build-a-cnn-hub.service").read_text()
    program, _, rest = unit.partition("ExecStart=")[2].partition(" ")
    file = tmp_path / "build-a-cnn-hub.service"
    file.write_text(unit.replace(program, "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert program == "/opt/build-a-cnn/.venv-class/bin/python"
    config = rest.partition("--config ")[2].splitlines()[0]
    assert (ROOT / config.removeprefix("/opt/build-a-cnn/")).is_file()


def pins(lock):
    return set(re.findall(r"^([a-z0-9._-]+==[^ ]+)", lock.read_text(), re.MULTILINE))


def test_a_class_has_what_learners_have_and_more():
    ours, class_only = pins(LOCK), pins(CLASS_LOCK) - pins(LOCK)
    names = {pin.partition("==")[0] for pin in ours}
    assert {pin for pin in class_only if pin.partition("==")[0] in names} == set()
    added = {pin.partition("==")[0] for pin in class_only}
    assert {"jupyterhub", "nbgitpuller", "jupyterhub-idle-culler"} <= added
    assert not names & added


def test_every_row_of_the_tables_names_a_test_that_is_there():
    named = re.findall(r"`(test_\w+)\.py::(test_\w+)`", README)
    assert len(named) > 20
    for file, function in named:
        text = (Path(__file__).parent / f"{file}.py").read_text()
        assert f"def {function}(" in text, f"{file}.py has no {function}"
    for title in ("## Attacks", "## The room's page", "## Updates", "## Faults"):
        rows = README.partition(title)[2].partition("\n## ")[0].splitlines()
        rows = [row for row in rows if row.startswith("|")][2:]
        assert rows
        assert [row for row in rows if "`test_" not in row and "rehearse 12" not in row] == []


def test_the_runbooks_commands_and_links_are_there():
    for command in re.findall(r"-m lesson_utils ((?:rehearse|data)[^\n`]*)", README):
        parse(command.split("   #")[0].split())
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (DEPLOY / link).exists(), link


def test_ten_commands_lead_to_a_rehearsed_class():
    block = README.partition("## Set up")[2].partition("```")[2].partition("```")[0]
    commands = [line for line in block.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    assert 5 <= len(commands) <= 10
    assert "rehearse 12" in commands[-1]


@pytest.mark.parametrize("socket", ["", "/run/build-a-cnn-quick-kernels/socket"])
def test_quick_kernels_are_off_until_the_class_names_their_socket(socket, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_QUICK_KERNELS", socket)
    config = PyFileConfigLoader("jupyter_server_config.py", str(DEPLOY / "jupyter")).load_config()
    extensions = config.ServerApp.jpserver_extensions
    assert extensions.get("lesson_utils.quick_kernels.extension", False) is bool(socket)
    assert extensions["nbgitpuller"] is False
    assert (config.QuickKernelProvisioner.class_socket == socket) if socket else not config.QuickKernelProvisioner
    assert "BUILD_A_CNN_QUICK_KERNELS" in (DEPLOY / "one-machine" / "jupyterhub_config.py").read_text()
