"""The website as `build --site` writes it, for tests and benches: the kernels run once for the same sources."""

import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from lesson_utils.building.course import pairs_of
from lesson_utils.building.pair import Pair
from lesson_utils.building.site.build import pages_of
from lesson_utils.building.site.page import Page, page_html
from lesson_utils.building.site.run import Outputs, outputs_of

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".test-home" / "site"
SOURCES = ("episodes/*.md", *(f"lesson_utils/**/*.{kind}" for kind in ("py", "js", "css", "npz")))


def site_pages() -> list[Page]:
    """All pages of the course's website."""
    pairs = pairs_of(ROOT)
    return pages_of(ROOT, pairs, _outputs(pairs))


def write_site(pages: Sequence[Page], folder: Path) -> None:
    """Write the pages into an empty folder."""
    for page in pages:
        (folder / page.file).write_text(page_html(page, pages), encoding="utf-8")


def _outputs(pairs: Sequence[Pair]) -> list[Outputs]:
    """What the solutions show; kept for as long as nothing that they run has changed."""
    file = KEPT / f"{_fingerprint()}.pickle"
    if not file.is_file():
        with ThreadPoolExecutor(2) as kernels:
            found = list(kernels.map(outputs_of, pairs))
        KEPT.mkdir(parents=True, exist_ok=True)
        for older in KEPT.glob("*.pickle"):
            older.unlink()
        file.write_bytes(pickle.dumps(found))
    return list(pickle.loads(file.read_bytes()))


def _fingerprint() -> str:
    seen = sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        if "/building/site/" not in name or name.endswith("/run.py"):  # how pages look changes no output
            seen.update(name.encode() + path.read_bytes())
    return seen.hexdigest()[:24]
