"""What a configuration may not hold. Each rule gives the reason why one is refused, or nothing; RULES lists them."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from traitlets.config import LazyConfigValue

from lesson_utils.rehearsal.doctor.reading import HubConfiguration

Rule = Callable[[HubConfiguration], Iterator[str]]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"(secret|token|password)(_?key)?$", re.IGNORECASE)
_OPEN_SIGN_UP = ("open_signup", "enable_signup")  # NativeAuthenticator's; of its older versions
_FOR_TESTS = ("DummyAuthenticator", "NullAuthenticator")
_OF_ADMINS = ("admin", "admin:users", "admin:servers", "admin-ui", "access:servers", "servers", "users", "tokens")


def lets_everybody_in(read: HubConfiguration) -> Iterator[str]:
    """allow_all, open sign-up, no list, an authenticator that asks for nothing."""
    authenticator = read.authenticator
    kind = type(authenticator).__name__
    if kind in _FOR_TESTS:
        yield f"{kind} is made for tests: it lets in whoever types a name. Use ClassAuthenticator."
    if authenticator.allow_all:
        yield f"allow_all is true (of {kind}): whoever finds the address may come in. List allowed_users."
    for name in _OPEN_SIGN_UP:
        if getattr(authenticator, name, False):
            yield f"{name} is true: strangers make accounts for themselves. Set it to False and list allowed_users."
    if getattr(authenticator, "create_users", False) and kind.endswith("FirstUseAuthenticator"):
        yield "create_users is true: the first to type a listed name's neighbour keeps a password. Set it to False."
    listed = authenticator.allowed_users | authenticator.admin_users
    if not listed and not getattr(authenticator, "allowed_organizations", None):
        yield "allowed_users is empty: who belongs to the class? List their names."


def shares_one_password(read: HubConfiguration) -> Iterator[str]:
    """A password that all know lets each in under every name."""
    if type(read.authenticator).__name__ == "SharedPasswordAuthenticator":
        yield "SharedPasswordAuthenticator: each learner can log in as every other. Use ClassAuthenticator."


def listens_in_the_clear(read: HubConfiguration) -> Iterator[str]:
    """Passwords over http on a network."""
    hub = read.hub
    parts = urlsplit(hub.bind_url)
    exposed = (parts.hostname or "") not in _LOOPBACK
    if read.values:
        https = read.values.get("proxy", {}).get("https", {})
        if not https.get("enabled"):
            yield "proxy.https.enabled is not true: passwords travel in the clear."
    elif exposed and not hub.ssl_cert:
        yield f"bind_url is {hub.bind_url} without ssl_cert: passwords travel in the clear. Use https, or 127.0.0.1."


def opens_to_other_sites(read: HubConfiguration) -> Iterator[str]:
    """allow_origin and its relatives, for the hub and for learners' servers."""
    for name in ("allow_origin", "allow_origin_pat", "allow_credentials"):
        for place, value in read.of_servers(name):
            if value and str(value).lower() not in ("false", ""):
                yield f"{place} sets {name} to {value!r}: other sites may use a learner's server. Leave it out."
    for place, settings in _tornado_settings(read):
        headers = settings.get("headers", {}) if isinstance(settings, dict) else {}
        for name, value in headers.items():
            if name.lower() == "access-control-allow-origin":
                yield f"{place} sends {name}: {value}: pages of other sites may read answers. Leave it out."
            if name.lower() == "content-security-policy" and _is_weak(str(value)):
                yield f"{place}: the Content-Security-Policy lets scripts of other places or of outputs run: {value}"


def checks_no_xsrf(read: HubConfiguration) -> Iterator[str]:
    """The check against cross-site requests switched off."""
    for place, value in read.of_servers("disable_check_xsrf"):
        if str(value).lower() not in ("false", ""):
            yield f"{place} sets disable_check_xsrf: any page may act in a learner's name. Leave it out."
    for place, settings in _tornado_settings(read):
        if isinstance(settings, dict) and settings.get("xsrf_cookies", True) is False:
            yield f"{place} sets xsrf_cookies to False: any page may act in a learner's name. Leave it out."


def gives_learners_rights(read: HubConfiguration) -> Iterator[str]:
    """Learners, or all users, as administrators."""
    hub = read.hub
    if hub.admin_access:
        yield "admin_access is true: instructors walk into learners' servers unasked. Leave it out."
    for role in hub.load_roles:
        everybodys = role.get("name") in ("user", "server") or "user" in role.get("groups", [])
        scopes = {str(scope).partition("!")[0] for scope in role.get("scopes", []) if "!user" not in str(scope)}
        if everybodys and (too_many := sorted(scopes & {*_OF_ADMINS})):
            yield f"the role {role['name']!r} gives every learner {', '.join(too_many)}. Take that out."
    for service in hub.services:
        if service.get("admin"):
            yield f"the service {service.get('name')!r} is an administrator. Give it a role with the scopes it needs."


def puts_nothing_between_learners(read: HubConfiguration) -> Iterator[str]:
    """Servers that share a user, or the whole disk."""
    kind = read.hub.spawner_class.__name__
    if kind == "SimpleLocalProcessSpawner":
        yield "SimpleLocalProcessSpawner runs all servers as one user: each reads all others' files. Use systemd."
    for section, settings in read.config.items():
        if "Spawner" in section and settings.get("notebook_dir") == "/":
            yield f"c.{section}.notebook_dir is /: the server shows the whole disk. Leave it out."
    for section in ("Spawner", "SystemdSpawner"):
        if read.config.get(section, {}).get("disable_user_sudo", True) is False:
            yield f"c.{section}.disable_user_sudo is False: a learner may become root. Leave it out."


def has_no_limits(read: HubConfiguration) -> Iterator[str]:
    """One learner who takes the memory of all."""
    sections = [settings for name, settings in read.config.items() if "Spawner" in name]
    chart = read.values.get("singleuser", {}).get("memory", {}).get("limit")
    if not chart and not any(settings.get("mem_limit") for settings in sections):
        yield "no mem_limit: one learner can take the memory of all. Set c.Spawner.mem_limit."


def writes_secrets_down(read: HubConfiguration) -> Iterator[str]:
    """Secrets in a file that is copied, shown and committed."""
    for place, name, value in _all_settings(read):
        literal = isinstance(value, str | bytes) and bool(value) and not str(value).startswith(("/", "{", "$"))
        if _SECRET.search(name) and literal:
            text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
            if text in read.text:
                yield f"{place}.{name} stands in the file: whoever sees it is the hub. Use a file of the hub's own."


RULES: tuple[Rule, ...] = (
    lets_everybody_in,
    shares_one_password,
    listens_in_the_clear,
    opens_to_other_sites,
    checks_no_xsrf,
    gives_learners_rights,
    puts_nothing_between_learners,
    has_no_limits,
    writes_secrets_down,
)


def _tornado_settings(read: HubConfiguration) -> list[tuple[str, Any]]:
    hub = read.config.get("JupyterHub", {}).get("tornado_settings", {})
    return [("c.JupyterHub.tornado_settings", hub), *read.of_servers("tornado_settings")]


def _is_weak(policy: str) -> bool:
    """Whether a policy lets scripts from elsewhere, or written into a page, run."""
    parts = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    scripts = parts.get("script-src", parts.get("default-src", ["*"]))
    return any(word in ("*", "'unsafe-inline'", "http:", "https:", "data:") for word in scripts)


def _all_settings(read: HubConfiguration) -> Iterator[tuple[str, str, Any]]:
    for section, settings in read.config.items():
        for name, value in settings.items():
            if isinstance(value, LazyConfigValue):
                continue
            yield f"c.{section}", name, value
            if name == "environment" and isinstance(value, dict):
                yield from ((f"c.{section}.environment", inner, text) for inner, text in value.items())
    for service in read.config.get("JupyterHub", {}).get("services", []):
        yield from ((f"the service {service.get('name')!r}", name, value) for name, value in service.items())
    yield from (("proxy", name, value) for name, value in read.values.get("proxy", {}).items())
    yield from (("hub", name, value) for name, value in read.values.get("hub", {}).items())
