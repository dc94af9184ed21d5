"""JupyterLab with the settings that the image gives it, as in a Codespace: whose requests are answered there."""

from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.browser.conftest import ROOT, running_lab

OWN_PAGE = "https://blue-fox-8888.app.github.dev"


@pytest.fixture(scope="module")
def address(course_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    surroundings = {
        "JUPYTER_CONFIG_PATH": str(ROOT / "deploy" / "image" / "jupyter"),
        "CODESPACE_NAME": "blue-fox",
        "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.github.dev",
    }
    with running_lab(course_copy, tmp_path_factory.mktemp("image"), **surroundings) as url:
        yield url


@pytest.fixture(scope="module")
def visitor(address: str) -> OpenerDirector:
    """Somebody who has opened the address with the token, and has a cookie since."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    opener.open(address, timeout=60).close()
    return opener


def _asks(visitor: OpenerDirector, address: str, headers: dict[str, str]) -> int:
    """The status of the answer to a request of a page."""
    place = urlsplit(address)
    try:
        with visitor.open(
            Request(f"{place.scheme}://{place.netloc}/api/kernels", headers=headers), timeout=60
        ) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_the_codespaces_own_page_is_answered(address: str, visitor: OpenerDirector) -> None:
    assert _asks(visitor, address, {"Origin": OWN_PAGE}) == 200


@pytest.mark.parametrize("origin", ["https://red-owl-8888.app.github.dev", OWN_PAGE.replace("8888", "8889"), "null"])
def test_no_other_page_is(address: str, visitor: OpenerDirector, origin: str) -> None:
    assert _asks(visitor, address, {"Origin": origin}) in (403, 404)


def test_nobody_without_the_token_is(address: str) -> None:
    assert _asks(build_opener(), address, {"Origin": OWN_PAGE}) == 403
