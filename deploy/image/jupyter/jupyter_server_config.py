"""How JupyterLab listens inside a container. Its token stays: who has no address with the token gets no page."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter puts it there

c.ServerApp.ip = "0.0.0.0"  # of the container: `docker run -p 127.0.0.1:8888:8888` says who reaches it from outside

# GitHub's Codespaces show this port under an address of their own. Requests of that page, and of no other, are ours.
codespace = os.environ.get("CODESPACE_NAME")
domain = os.environ.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN")
if codespace and domain:
    c.ServerApp.allow_origin = f"https://{codespace}-8888.{domain}"
