"""The table of attacks of deploy/README.md, each tried on a real hub: what a stranger tries, and another site."""

import dbm
import re
import sqlite3
import stat
import subprocess

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest

from lesson_utils.checkout import ROOT
from lesson_utils.rehearsal.visitor import Visitor, VisitorError
from tests.class_server.attacking import PATIENCE, open_socket


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
    answer = httpx.get(f"{stage.url}{path}", follow_redirects=False, timeout=PATIENCE)
    assert answer.status_code in (302, 403)
    assert answer.status_code != 302 or answer.headers["location"].startswith("/hub/")


@pytest.mark.parametrize("path", ["/hub/signup", "/hub/authorize/mallory"])
def test_nobody_signs_up(path, stage):
    assert httpx.get(f"{stage.url}{path}", follow_redirects=True, timeout=PATIENCE).status_code == 404


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
    with pytest.raises(VisitorError, match=r"too short|Too many wrong"):
        run(Visitor(stage.url, "cleo", "short").log_in())


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
    for path in ("/hub/login", "/hub/", "/hub/spawn", f"/hub/user-redirect/{place}"):
        answer = run(ada.client.get(path, params={"next": place}, follow_redirects=False))
        leads_to = answer.headers.get("location", "").replace("\\", "/")  # as browsers read it
        assert httpx.URL(f"{ada.url}{path}").join(leads_to).netloc == httpx.URL(ada.url).netloc


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
    assert {"cookie_secret", "hub.sqlite", "passwords"} <= {
        name.removesuffix(".db").removesuffix(".dat") for name in modes
    }
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
