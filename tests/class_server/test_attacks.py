"""The table of attacks of deploy/README.md, each tried on a real hub: a stranger, a learner, another site."""

import asyncio
import dbm
import json
import re
import sqlite3
import stat
import subprocess

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from lesson_utils.commands.checkout import ROOT
from lesson_utils.rehearsal.kernel import Kernel
from lesson_utils.rehearsal.stage import INSTRUCTOR, Stage
from lesson_utils.rehearsal.visitor import Visitor, VisitorError

PATIENCE = 120  # seconds; a server of Jupyter starts within 10 on a quiet machine


@pytest.fixture(scope="module")
def stage(class_python, proxy):
    with Stage(["ada", "bo", "cleo"], late_instructors=("latecomer",), python=class_python) as stage:
        yield stage


@pytest.fixture(scope="module")
def logged_in(stage, run):
    """Ada and Bo, each logged in with a server and a kernel of their own."""

    async def enter(name):
        visitor = Visitor(stage.url, name, stage.passwords[name])
        await visitor.log_in()
        await visitor.start_server(PATIENCE)
        kernel = Kernel(visitor, "notes.ipynb")
        await kernel.start()
        return visitor, kernel

    async def both():
        return await asyncio.gather(enter("ada"), enter("bo"))

    return dict(zip(("ada", "bo"), run(both()), strict=True))


@pytest.fixture(scope="module")
def ada(logged_in):
    return logged_in["ada"][0]


@pytest.fixture(scope="module")
def adas_kernel(logged_in):
    return logged_in["ada"][1]


@pytest.fixture
def own_users(stage):
    if not stage.own_users:
        pytest.skip("only root can give each learner a user of their own")


def in_kernel(run, kernel, code):
    """What a cell prints; an error's name where there is one."""
    answer = run(kernel.run(code, "attack", PATIENCE))
    return answer.error or answer.text.strip()


def passwords_kept(stage):
    with dbm.open(str(stage.state / "passwords"), "r") as passwords:
        return {name.decode() for name in passwords.keys()}  # noqa: SIM118 (a dbm has no other way)


# A stranger


def test_a_stranger_gets_no_account_and_leaves_no_password(stage, run):
    with pytest.raises(VisitorError, match="403"):
        run(Visitor(stage.url, "mallory", "a long password").log_in())
    assert "mallory" not in passwords_kept(stage)
    users = sqlite3.connect(stage.state / "hub.sqlite").execute("select name from users").fetchall()
    assert ("mallory",) not in users


@pytest.mark.parametrize("path", ["/hub/api/users", "/hub/api/proxy", "/hub/metrics", "/user/ada/api/contents"])
def test_a_stranger_reads_nothing(path, stage):
    answer = httpx.get(f"{stage.url}{path}", follow_redirects=False)
    assert answer.status_code in (302, 403)
    assert answer.status_code != 302 or answer.headers["location"].startswith("/hub/")


@pytest.mark.parametrize("path", ["/hub/signup", "/hub/authorize/mallory"])
def test_nobody_signs_up(path, stage):
    assert httpx.get(f"{stage.url}{path}", follow_redirects=True).status_code == 404


def test_an_instructors_name_is_not_taken_by_being_first(stage, run):
    with pytest.raises(VisitorError, match="set on the server"):
        run(Visitor(stage.url, "latecomer", "a long password").log_in())
    assert "latecomer" not in passwords_kept(stage)


def test_wrong_passwords_make_a_pause_that_no_header_shortens(stage, run):
    right = Visitor(stage.url, "cleo", stage.passwords["cleo"])
    run(right.log_in())
    for number in range(5):
        wrong = Visitor(stage.url, "cleo", f"a wrong password {number}")
        wrong.client.headers["X-Forwarded-For"] = f"192.0.2.{number}"
        with pytest.raises(VisitorError, match="Invalid username or password"):
            run(wrong.log_in())
    again = Visitor(stage.url, "cleo", stage.passwords["cleo"])
    again.client.headers["X-Forwarded-For"] = "192.0.2.99"
    with pytest.raises(VisitorError, match="Too many wrong passwords"):
        run(again.log_in())
    assert run(right.client.get("/hub/home")).url.path == "/hub/home"  # who is inside stays inside


def test_a_short_password_is_not_taken(stage, run):
    with pytest.raises(VisitorError, match="too short|Too many wrong"):
        run(Visitor(stage.url, "cleo", "short").log_in())


# A learner against another


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/user/bo/lab"),
        ("GET", "/user/bo/api/contents"),
        ("GET", "/user/bo/files/build-a-cnn/README.md"),
        ("PUT", "/user/bo/api/contents/from-ada.txt"),
        ("GET", "/user/bo/api/kernels"),
        ("POST", "/user/bo/api/sessions"),
        ("POST", "/user/bo/api/terminals"),
        ("POST", "/user/bo/api/shutdown"),
        ("DELETE", "/hub/api/users/bo/server"),
        ("POST", "/hub/api/users/bo/tokens"),
    ],
)
def test_another_learners_server_is_closed(method, path, ada, logged_in, run):
    answer = run(ada.fetch(method, path))
    assert answer.status_code in (403, 404), answer.text
    assert run(logged_in["bo"][0].fetch("GET", "/user/bo/api/status")).status_code == 200


@pytest.mark.parametrize("place", ["api/kernels/{kernel}/channels", "terminals/websocket/1"])
def test_another_learners_kernel_and_terminal_are_closed(place, ada, logged_in, run):
    path = "/user/bo/" + place.format(kernel=logged_in["bo"][1].kernel_id)
    request = HTTPRequest(ada.url.replace("http", "ws", 1) + path, headers={"Cookie": ada.cookies("/user/ada/x")})
    with pytest.raises(HTTPClientError, match="403|404"):
        run(open_socket(request))


async def open_socket(request):
    return await websocket_connect(request)


def ports_of(stage, word):
    return {one.laddr.port for process in stage.processes(word) for one in process.net_connections("tcp4")
            if one.status == "LISTEN"}  # fmt: skip


def test_what_listens_on_this_machine_asks_learners_for_a_token(stage, adas_kernel, logged_in, run):
    """All learners share loopback: around the proxy they reach the others' servers, the hub, the proxy's own API."""
    ports = ports_of(stage, "jupyterhub") | ports_of(stage, "configurable-http-proxy")
    code = f"""
import urllib.request, urllib.error
for port in {sorted(ports)}:
    for path in ("/user/bo/api/contents", "/hub/api/users", "/api/routes"):
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{{port}}{{path}}", timeout=20)
            print("read", path, answer.url) if "/hub/login" not in answer.url else None
        except urllib.error.HTTPError as error:
            print("read", path, error.code) if error.code not in (403, 404) else None
print("tried", {len(ports)})
"""
    assert len(ports) >= 4
    assert in_kernel(run, adas_kernel, code) == f"tried {len(ports)}"


def test_nobody_listens_to_another_learners_kernel(stage, adas_kernel, logged_in, run, own_users):
    """A kernel on TCP tells everybody on the machine what it prints, unless it is encrypted."""
    file = next(stage.home("bo").rglob(f"kernel-{logged_in['bo'][1].kernel_id}.json"))
    connection = json.loads(file.read_text())
    address = f"{connection['transport']}://{connection['ip']}:{connection['iopub_port']}"
    listen = f"""
import zmq, time
socket = zmq.Context.instance().socket(zmq.SUB)
socket.subscribe(b"")
socket.connect({address!r})
print(bool(socket.poll(4000)))
"""

    async def both():
        listening = asyncio.ensure_future(adas_kernel.run(listen, "listen", PATIENCE))
        for _ in range(6):
            await asyncio.sleep(0.7)
            await logged_in["bo"][1].run("print('my answer')", "answer", PATIENCE)
        return await listening

    answer = run(both())
    assert (answer.error, answer.text.strip()) == ("", "False")


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.listdir('{home}')",
        "open('{home}/build-a-cnn/README.md').read()",
        "open('{home}/.local/share/build-a-cnn/progress.json').read()",
        "open('{home}/from-ada.txt', 'w')",
        "import os; os.listdir('{state}')",
        "open('{state}/cookie_secret').read()",
        "import os, signal; os.kill({pid}, signal.SIGTERM)",
        "open('/proc/{pid}/environ').read()",
        "open('/proc/{hub}/environ').read()",
        "open('{course}/lesson_utils/style.py', 'a')",
        "open('{course}/notebooks/from-ada.ipynb', 'w')",
        "open('{environment}/lib/from-ada.py', 'w')",
        "import os; open(os.path.join(os.environ['LESSON_DATA_DIR'], 'from-ada.npy'), 'w')",
        "import os; os.setuid(0)",
    ],
)
def test_files_processes_data_and_course_are_closed(code, stage, adas_kernel, logged_in, run, own_users):
    server = next(p for p in stage.processes("jupyterhub-singleuser") if p.environ()["JUPYTERHUB_USER"] == "bo")
    hub = next(iter(stage.processes("-m jupyterhub --config")))
    places = {"home": stage.home("bo"), "state": stage.state, "pid": server.pid, "hub": hub.pid, "course": ROOT}
    environment = stage.python.parents[1]
    assert in_kernel(run, adas_kernel, code.format(environment=environment, **places)).startswith("PermissionError")


# A learner against the hub


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/hub/admin", None),
        ("GET", "/hub/api/users", None),
        ("GET", "/hub/api/users/bo", None),
        ("POST", "/hub/api/users/mallory", None),
        ("PATCH", "/hub/api/users/ada", {"admin": True}),
        ("POST", "/hub/api/groups/teachers", None),
        ("GET", "/hub/api/proxy", None),
        ("GET", "/hub/api/services", None),
        ("POST", "/hub/api/shutdown", {"proxy": True}),
        ("GET", "/hub/metrics", None),
    ],
)
def test_the_hubs_pages_for_instructors_are_closed(method, path, body, ada, run):
    answer = run(ada.fetch(method, path, json=body))
    assert answer.status_code in (403, 404) or answer.json() in ([], {}), answer.text


def test_an_instructor_sees_them_and_enters_no_learners_server(stage, run, logged_in):
    instructor = Visitor(stage.url, INSTRUCTOR, stage.passwords[INSTRUCTOR])
    run(instructor.log_in())
    users = run(instructor.fetch("GET", "/hub/api/users")).json()
    assert {user["name"]: user["admin"] for user in users}["ada"] is False
    assert run(instructor.fetch("GET", "/user/ada/api/contents")).status_code == 403


def test_the_token_of_a_learners_own_server_opens_nothing_else(adas_kernel, run, stage):
    code = """
import os, urllib.request, urllib.error
asked = [("GET", "/users/bo"), ("DELETE", "/users/bo/server"), ("POST", "/users/mallory"), ("POST", "/shutdown")]
for method, path in asked:
    token = {"Authorization": "token " + os.environ.get("JUPYTERHUB_API_TOKEN", "")}
    request = urllib.request.Request(os.environ["JUPYTERHUB_API_URL"] + path, method=method, headers=token)
    try:
        print("opened", path, urllib.request.urlopen(request, timeout=20).status)
    except urllib.error.HTTPError as error:
        print(error.code)
"""
    assert set(in_kernel(run, adas_kernel, code).split()) <= {"403", "404"}


# Another site, while the learner is logged in


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/user/ada/api/sessions"),
        ("PUT", "/user/ada/api/contents/evil.txt"),
        ("POST", "/user/ada/api/terminals"),
        ("DELETE", "/hub/api/users/ada/server"),
        ("POST", "/hub/spawn"),
        ("POST", "/hub/login"),
        ("POST", "/hub/auth/change-password"),
        ("GET", "/user/ada/api/contents"),
    ],
)
def test_a_request_of_another_site_is_refused(method, path, ada, run):
    cross = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    answer = run(ada.client.request(method, path, headers={**cross, "Sec-Fetch-Dest": "image"}))
    assert answer.status_code in (403, 404), answer.text
    assert "access-control-allow-origin" not in answer.headers


def test_a_socket_of_another_site_is_refused(ada, adas_kernel, run):
    path = f"/user/ada/api/kernels/{adas_kernel.kernel_id}/channels"
    headers = {"Cookie": ada.cookies(path), "Origin": "https://evil.example"}
    with pytest.raises(HTTPClientError, match="403"):
        run(open_socket(HTTPRequest(ada.url.replace("http", "ws", 1) + path, headers=headers)))


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example"]
)
def test_no_link_into_the_course_leads_elsewhere(place, ada, run):
    for path in ("/hub/login", "/hub/", "/hub/spawn", "/hub/logout"):
        answer = run(ada.client.get(path, params={"next": place}, follow_redirects=False))
        assert "evil" not in answer.headers.get("location", "").partition("?")[0]
    answer = run(ada.client.get(f"/hub/user-redirect/{place}", follow_redirects=False))
    assert answer.headers.get("location", "/hub").startswith("/")
    assert not answer.headers.get("location", "").startswith(("//", "/\\"))


@pytest.mark.parametrize("path", ["git-pull", "git-pull/api", "git-sync", "interact"])
def test_no_link_brings_somebody_elses_notebooks(path, ada, run):
    asked = {"repo": "https://evil.example/course", "urlpath": "lab"}
    assert run(ada.client.get(f"/user/ada/{path}", params=asked)).status_code == 404


# Secrets


def test_the_log_holds_no_secret(stage, logged_in, run):
    log = stage.log.read_text(errors="replace")
    assert "GET /user/ada" in log
    environments = [process.environ() for process in stage.processes()]
    names = ("JUPYTERHUB_API_TOKEN", "CONFIGPROXY_AUTH_TOKEN", "JPY_API_TOKEN")
    secrets = {env[name] for env in environments for name in names if env.get(name)} | {*stage.passwords.values()}
    cookies = [cookie for visitor, _ in logged_in.values() for cookie in visitor.client.cookies.jar]
    # jupyterhub-session-id only tells sessions apart: nothing is opened with it
    secrets |= {cookie.value for cookie in cookies if cookie.name != "jupyterhub-session-id"}
    assert len(secrets) > 8
    assert [secret[:4] for secret in secrets if secret in log] == []
    assert not re.search(r"\b(token|code|state)=(?!\[secret\]|\.\.\.)\w{8}", log)


def test_the_hubs_own_files_are_its_own(stage):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [stage.state, *stage.state.iterdir()]}
    assert {"cookie_secret", "hub.sqlite", "passwords"} <= {name.removesuffix(".db").removesuffix(".dat") for name in modes}
    assert modes["state"] == 0o700
    assert modes["cookie_secret"] == 0o600


def test_the_repository_holds_no_secret():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("this copy of the course is no git clone")
    keys = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\b(ghp|gho|glpat|xox[bp])[-_][A-Za-z0-9]{16}|AKIA[0-9A-Z]{16}")
    small = (ROOT / name for name in listed.split("\0") if name and not name.endswith((".png", ".npz", ".npy")))
    found = [str(path) for path in small if path.is_file() and keys.search(path.read_text(errors="replace"))]
    assert found == []
