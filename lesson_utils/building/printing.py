"""PDFs through Chromium: it prints a page as a person would, with its style for paper."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PAPERS = {"a4": "A4", "letter": "Letter"}
ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_SECONDS = 300  # a busy machine
_PAGE = re.compile(rb"/Type\s*/Page\b")


def installed_chromium() -> str | None:
    """The first Chromium found: the one named by the variable CHROMIUM, or the system's."""
    named = os.environ.get("CHROMIUM")
    for path in [named] if named else [*map(shutil.which, ON_THE_PATH), *ELSEWHERE]:
        if path and Path(path).is_file():
            return path
    return None


def printed(html: str, paper: str) -> bytes:
    """Print a page.

    Parameters
    ----------
    html : str
        With everything inside: nothing is fetched.
    paper : str
        "A4" or "Letter".

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    OSError
        If there is no Chromium, or it fails.
    """
    chromium = installed_chromium()
    if chromium is None:
        raise OSError("PDFs need Chromium or Chrome. Install one, or set the variable CHROMIUM to its path")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = ["--headless", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html.replace("</head>", f"<style>@page {{ size: {paper}; }}</style></head>"), encoding="utf-8")
        command = [chromium, *flags, *(["--no-sandbox"] if as_root else []), f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={pdf}", page.as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return pdf.read_bytes()
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise OSError(f"Chromium did not print: {error}") from error


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(_PAGE.findall(pdf))
