"""A browser without a window: cookies, the login form, the start of a server, requests to both as a page makes them."""

import asyncio
import re
import time
from typing import Any
from urllib.parse import quote

import httpx

_NAVIGATES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}
_FETCHES = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}


class VisitorError(Exception):
    """What the hub did not let a visitor do, or did not do in time."""


class Visitor:
    """One person's browser.

    Parameters
    ----------
    url
        The hub's address.
    name
        The person's name there.
    password
        Their password.
    """

    def __init__(self, url: str, name: str, password: str) -> None:
        self.url, self.name, self.password = url, name, password
        self.client = httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=60, headers=_NAVIGATES)

    async def __aenter__(self) -> "Visitor":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    @property
    def server(self) -> str:
        """The path of the person's own server."""
        return f"/user/{quote(self.name)}"

    def xsrf(self, path: str) -> str:
        """The token against cross-site requests that the cookie for a path holds."""
        fitting = [
            cookie
            for cookie in self.client.cookies.jar
            if cookie.name == "_xsrf" and f"{path}/".startswith(cookie.path.rstrip("/") + "/")
        ]
        return max(fitting, key=lambda cookie: len(cookie.path)).value or "" if fitting else ""

    def cookies(self, path: str) -> str:
        """The cookies that a browser would send with a request to a path."""
        request = self.client.build_request("GET", path)
        return request.headers.get("Cookie", "")

    async def log_in(self) -> httpx.Response:
        """Fill in the login form.

        Returns
        -------
        httpx.Response
            The last page, after all redirects.

        Raises
        ------
        VisitorError
            When the hub does not let this person in.
        """
        page = await self.client.get("/hub/login")
        token = re.search(r'name="_xsrf"\s+value="([^"]+)"', page.text)
        form = {"username": self.name, "password": self.password, "_xsrf": token[1] if token else ""}
        answer = await self.client.post("/hub/login?next=%2Fhub%2Fhome", data=form)
        if answer.status_code != 200 or answer.url.path != "/hub/home":
            complaint = re.search(r'class="login_error[^"]*">\s*(.*?)\s*<', answer.text, re.DOTALL)
            raise VisitorError(f"login: {answer.status_code} {complaint[1] if complaint else ''}".strip())
        return answer

    async def start_server(self, patience: float) -> None:
        """Ask for the server and wait until it answers.

        Raises
        ------
        VisitorError
            When it does not within `patience` seconds.
        """
        deadline = time.monotonic() + patience
        page = await self.client.get("/hub/spawn")
        while not page.url.path.startswith(self.server):
            if time.monotonic() > deadline:
                raise VisitorError(f"server: not ready after {patience:.0f} s ({page.status_code} {page.url.path})")
            if page.status_code == 500:
                raise VisitorError("server: did not start")
            await asyncio.sleep(0.3)
            state = await self.fetch("GET", f"/hub/api/users/{quote(self.name)}")
            servers = state.json().get("servers", {}) if state.status_code == 200 else {}
            if servers.get("", {}).get("ready"):
                page = await self.client.get(f"{self.server}/lab")
            elif not servers.get("", {}).get("pending"):
                page = await self.client.get("/hub/spawn")  # too many start at once: the page says to try again

    async def fetch(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Make a request as a page's own script does: with cookies and with the token against cross-site requests."""
        place = self.server if path.startswith(f"{self.server}/") else "/hub"
        headers = {**_FETCHES, "X-XSRFToken": self.xsrf(place)}
        return await self.client.request(method, path, headers=headers, **options)
