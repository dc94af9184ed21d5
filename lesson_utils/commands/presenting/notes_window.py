"""`lab --notes`: opens the notes' page of the JupyterLab that is presenting."""

import webbrowser
from urllib.request import Request, urlopen

from lesson_utils.checkout import ROOT
from lesson_utils.problem import Problem


def open_notes(no_browser: bool) -> int:
    """Open the page in a window of its own, or print its address.

    Parameters
    ----------
    no_browser : bool
        Only print it: for a tablet, or another browser.

    Raises
    ------
    Problem
        When no JupyterLab of this course is presenting.
    """
    address = next((found for found in _addresses() if _answers(found)), None)
    if address is None:
        raise Problem(
            "The notes belong to a JupyterLab that presents, and none is running for this folder.",
            "in another terminal, type: python3 -m lesson_utils lab --present. Then type this command again.",
        )
    print(f"The notes: {address}\nKeep them on your own screen; the address holds the key to your notebooks.")
    if not no_browser:
        webbrowser.open_new(address)
    return 0


def _addresses() -> list[str]:
    """Where the notes would be, of each server that runs on the course's folder."""
    from jupyter_server.serverapp import list_running_servers

    from lesson_utils.commands.presenting.server import PAGE

    here = [one for one in list_running_servers() if one["root_dir"] == str(ROOT)]
    return [f"{one['url']}{PAGE}?token={one['token']}" for one in here]


def _answers(address: str) -> bool:
    page, _, token = address.partition("?token=")
    try:
        with urlopen(Request(page, headers={"Authorization": f"token {token}"}), timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
