"""Who comes in: names from a list, a password that each chooses at the first login, a pause after wrong ones."""

import dbm
import time
from collections import defaultdict
from typing import Any

from firstuseauthenticator import FirstUseAuthenticator
from traitlets import Integer, default

_FORGET = 10_000  # pairs of name and address that are remembered; a flood of made-up names must not fill the memory


class ClassAuthenticator(FirstUseAuthenticator):
    """The first-use authenticator, closed: no name that is not listed, no guessing, no instructor by being first.

    An instructor's password is set on the server, before anybody can reach it:
    `python -m lesson_utils.class_server.set_password NAME`.
    """

    wrong_passwords = Integer(5, help="So many wrong passwords for a name from one address begin a pause.").tag(
        config=True
    )
    pause = Integer(300, help="Seconds that the pause lasts.").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._wrong: defaultdict[tuple[str, str], list[float]] = defaultdict(list)

    @default("create_users")
    def _only_who_is_listed(self) -> bool:
        return False

    @default("allow_all")
    def _allow_all_default(self) -> bool:
        return False  # an empty list lets nobody in; the base class would let everybody in

    @default("min_password_length")
    def _longer_passwords(self) -> int:
        return 10

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """Give the name of whom the password belongs to, or nothing.

        Parameters
        ----------
        handler
            The request for the login page; what is wrong is noted on it, to be shown there.
        data
            What was typed: `username` and `password`.
        """
        name = self.normalize_username(data["username"])
        who = (name, handler.request.remote_ip)
        now = time.monotonic()
        self._wrong[who] = [then for then in self._wrong[who] if now - then < self.pause]
        if len(self._wrong[who]) >= self.wrong_passwords:
            handler.custom_login_error = f"Too many wrong passwords. Wait {self.pause // 60} minutes, then try again."
            self.log.warning("Too many wrong passwords for %r from %s", name, who[1])
            return None
        if name in self.admin_users and not self._has_password(name):
            handler.custom_login_error = "An instructor's password is set on the server: see deploy/README.md."
            return None
        found = await super().authenticate(handler, data)
        if found:
            self._wrong.pop(who, None)
        else:
            self._note_wrong(who, now)
        return found

    def _note_wrong(self, who: tuple[str, str], now: float) -> None:
        self._wrong[who].append(now)
        while len(self._wrong) > _FORGET:
            self._wrong.pop(next(iter(self._wrong)))

    def _has_password(self, name: str) -> bool:
        with dbm.open(self.dbm_path, "c", 0o600) as passwords:
            return name.encode() in passwords
