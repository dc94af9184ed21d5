"""The configuration doctor: what is refused, with which reason, and that nothing is refused without one."""

import json
import subprocess

import pytest

from lesson_utils.checkout import ROOT

# A hub that is closed: what each case below adds makes it open.
CLOSED = """
c.JupyterHub.authenticator_class = "firstuse"
c.FirstUseAuthenticator.create_users = False
c.Authenticator.allowed_users = {"ada", "bo"}
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.mem_limit = "2G"
"""
REFUSED = {
    "allow_all": ("c.Authenticator.allow_all = True", "allow_all is true"),
    "allow_all of the class": ("c.FirstUseAuthenticator.allow_all = True", "allow_all is true"),
    "nobody listed": ("c.Authenticator.allowed_users = set()", "allow_all is true (of FirstUseAuthenticator)"),
    "dummy": ("c.JupyterHub.authenticator_class = 'dummy'", "DummyAuthenticator is made for tests"),
    "first use by all": ("c.FirstUseAuthenticator.create_users = True", "create_users is true"),
    "shared password": ("c.JupyterHub.authenticator_class = 'shared-password'", "log in as every other"),
    "open sign-up": (
        "from jupyterhub.auth import Authenticator\nfrom traitlets import Bool\n"
        "class Native(Authenticator):\n    open_signup = Bool(False).tag(config=True)\n"
        "c.JupyterHub.authenticator_class = Native\nc.Native.open_signup = True",
        "open_signup is true",
    ),
    "in the clear": ("c.JupyterHub.bind_url = 'http://0.0.0.0:8000'", "passwords travel in the clear"),
    "in the clear by ip": ("del c.JupyterHub.bind_url\nc.JupyterHub.ip = '0.0.0.0'", "passwords travel in the clear"),
    "other origins": ("c.ServerApp.allow_origin = '*'", "allow_origin to '*'"),
    "other origins, old name": ("c.NotebookApp.allow_origin = 'https://x.example'", "allow_origin"),
    "origins by pattern": ("c.Spawner.args = ['--ServerApp.allow_origin_pat=.*']", "c.Spawner.args"),
    "origin header": (
        "c.JupyterHub.tornado_settings = {'headers': {'access-control-allow-origin': '*'}}",
        "pages of other sites may read answers",
    ),
    "weak policy": (
        "c.ServerApp.tornado_settings = {'headers': {'Content-Security-Policy': \"script-src 'unsafe-inline'\"}}",
        "lets scripts of other places",
    ),
    "no policy for scripts": (
        "c.ServerApp.tornado_settings = {'headers': {'Content-Security-Policy': \"frame-ancestors 'self'\"}}",
        "lets scripts of other places",
    ),
    "no xsrf": ("c.ServerApp.disable_check_xsrf = True", "disable_check_xsrf"),
    "no xsrf by argument": ("c.LocalProcessSpawner.args = ['--ServerApp.disable_check_xsrf=True']", "disable_check"),
    "no xsrf, bare": ("c.Spawner.args = ['--ServerApp.disable_check_xsrf']", "disable_check_xsrf"),
    "no xsrf of the hub": ("c.JupyterHub.tornado_settings = {'xsrf_cookies': False}", "xsrf_cookies"),
    "admin access": ("c.JupyterHub.admin_access = True", "unasked"),
    "rights for all": (
        "c.JupyterHub.load_roles = [{'name': 'user', 'scopes': ['self', 'access:servers']}]",
        "gives every learner access:servers",
    ),
    "admin service": ("c.JupyterHub.services = [{'name': 'x', 'admin': True}]", "'x' is an administrator"),
    "one user for all": ("c.JupyterHub.spawner_class = 'simple'", "each reads all others' files"),
    "whole disk": ("c.Spawner.notebook_dir = '/'", "the whole disk"),
    "root": ("c.SystemdSpawner.disable_user_sudo = False", "may become root"),
    "no limit": ("del c.Spawner.mem_limit", "no mem_limit"),
    "proxy's secret": ("c.ConfigurableHTTPProxy.auth_token = 'abc123def456'", "auth_token stands in the file"),
    "service's secret": ("c.JupyterHub.services = [{'name': 'x', 'api_token': 'abc123'}]", "api_token stands"),
    "cookie secret": ("c.JupyterHub.cookie_secret = b'0123456789abcdef'", "cookie_secret stands"),
}
EXAMINE = """
import json, sys
from pathlib import Path
from lesson_utils.rehearsal.doctor import examine
from lesson_utils.rehearsal.doctor.reading import read_configuration
found = {file.name: examine(read_configuration(file)) for file in Path(sys.argv[1]).iterdir()}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def examined(class_python, tmp_path_factory):
    """What the doctor says of each configuration above, in one run of `.venv-class`."""
    folder = tmp_path_factory.mktemp("configurations")
    (folder / "closed.py").write_text(CLOSED)
    for number, (added, _) in enumerate(REFUSED.values()):
        (folder / f"{number}.py").write_text(CLOSED + added)
    values = (ROOT / "deploy" / "kubernetes" / "values.yaml").read_text()
    (folder / "values.yaml").write_text(values)
    (folder / "clear.yaml").write_text(values.replace("enabled: true", "enabled: false", 1))
    (folder / "open.yaml").write_text(values.replace("allow_all: false", "allow_all: true"))
    done = subprocess.run([class_python, "-c", EXAMINE, folder], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_closed_hub_is_not_refused(examined):
    assert examined["closed.py"] == []


@pytest.mark.parametrize("name", REFUSED)
def test_an_open_one_is_refused_with_the_reason(name, examined):
    reasons = examined[f"{[*REFUSED].index(name)}.py"]
    assert any(REFUSED[name][1] in reason for reason in reasons), reasons


def test_the_charts_values_are_examined_too(examined):
    assert examined["values.yaml"] == []
    assert any("proxy.https" in reason for reason in examined["clear.yaml"])
    assert any("allow_all" in reason for reason in examined["open.yaml"])


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, "No such file"), ("c.JupyterHub.(", "SyntaxError"), ("raise ValueError('no class.toml')", "no class.toml")],
)
def test_what_cannot_be_read_is_said_in_words(text, words, class_python, tmp_path):
    file = tmp_path / "jupyterhub_config.py"
    if text is not None:
        file.write_text(text)
    command = [class_python, "-m", "lesson_utils", "rehearse", "--doctor", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert words in done.stderr
    assert "What to do" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_courses_own_configuration_passes(class_python, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_CLASS", str(ROOT / "deploy" / "one-machine" / "class.toml"))
    config = ROOT / "deploy" / "one-machine" / "jupyterhub_config.py"
    command = [class_python, "-m", "lesson_utils", "rehearse", "--doctor", config]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing found" in done.stdout
