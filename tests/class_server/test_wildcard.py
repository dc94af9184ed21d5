"""A hub with a domain for each person, on a small disk, that stops what nobody uses: page, full disk, the end."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.rehearsal.stage import Stage, free_port

PATIENCE = 240_000  # milliseconds
DISK = 20 << 20  # bytes for the hub's own files
IDLE = 30  # seconds: more than a page takes to load on a busy machine
SAVE = """async (address) => {
    const token = document.cookie.match(/_xsrf=([^;]+)/);
    const answer = await fetch(address, {
        method: "PUT",
        headers: {"X-XSRFToken": token ? token[1] : ""},
        body: JSON.stringify({type: "file", format: "text", content: "my work"}),
    });
    return answer.status;
}"""


@pytest.fixture(scope="module")
def stage(class_python, proxy, tmp_path_factory) -> Iterator[Stage]:
    certificate, key = (tmp_path_factory.mktemp("certificate") / name for name in ("certificate.pem", "key.pem"))
    names = "subjectAltName=DNS:localhost,DNS:*.localhost"
    asked = ["-x509", "-nodes", "-newkey", "rsa:2048", "-days", "1", "-subj", "/CN=localhost", "-addext", names]
    subprocess.run(["openssl", "req", *asked, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    settings = {
        "address": f"https://localhost:{free_port()}",
        "certificate": str(certificate),
        "key": str(key),
        "wildcard": True,
    }
    with Stage(["ada"], settings, small_disks={"state": DISK}, idle_seconds=IDLE, python=class_python) as stage:
        yield stage


@pytest.fixture(scope="module")
def page(stage: Stage, browser: Browser) -> Iterator[Page]:
    """Ada's page. Chromium knows by itself that all names below `localhost` are this machine."""
    page = browser.new_page(ignore_https_errors=True)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{stage.url}/hub/login")
    page.fill("#username_input", "ada")
    page.fill("#password_input", stage.passwords["ada"])
    page.click("#login_submit")
    page.wait_for_url("**/user/ada/lab/**")
    yield page
    page.close()


def save(page: Page) -> None:
    """Save a file as JupyterLab does."""
    server = page.url.split("/lab")[0]
    assert page.evaluate(SAVE, f"{server}/api/contents/work.txt") in (200, 201)


def test_each_person_has_a_domain_of_their_own(page, stage):
    host, _, port = stage.url.removeprefix("https://").partition(":")
    assert page.url.startswith(f"https://ada.{host}:{port}/user/ada/lab/")
    expect(page.locator(".jp-Notebook")).to_contain_text("Introduction")


def test_the_hubs_own_disk_full_costs_no_learner_anything(page, stage):
    if not stage.own_users:
        pytest.skip("only root can give the hub a disk of its own")
    fill = Path(f"/proc/{stage.hub_pid}/root{stage.state}/fill")
    with pytest.raises(OSError, match="No space left"):
        fill.write_bytes(bytes(DISK))
    save(page)
    fill.unlink()
    there = page.url
    assert page.goto(f"{stage.url}/hub/home").status == 200
    page.goto(there)


def test_a_server_that_nobody_uses_is_stopped_and_its_files_stay(page, stage):
    save(page)
    page.goto("about:blank")
    deadline = time.monotonic() + IDLE + PATIENCE / 1000
    while stage.processes("jupyterhub-singleuser"):
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.5)
    assert (stage.home("ada") / "work.txt").read_text() == "my work"
