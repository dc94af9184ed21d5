"""The browser side of the course, read by tools: format and habits by biome, types by the TypeScript compiler.

Both come with `npm ci`, out of package-lock.json. Where node or a network is missing the tests are skipped; on a build
server (CI is set) they fail.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.twins import needs_node

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "node_modules" / ".bin"
LOCK = ROOT / "package-lock.json"
SOURCES = [path for path in ROOT.glob("lesson_utils/**/*.js") if path.parent.name != "reveal"]  # that is not ours


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of biome and tsc, fetched with npm if they are not there yet."""
    npm = shutil.which("npm")
    if not (TOOLS / "tsc").exists() and npm:
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=ROOT, check=False, timeout=300)
    if not (TOOLS / "tsc").exists():
        reason = "biome and tsc are not there: `npm ci` fetches them"
        pytest.fail(reason, pytrace=False) if os.environ.get("CI") else pytest.skip(reason)
    return TOOLS


def _run(*command: object) -> str:
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@needs_node
def test_format_and_habits(tools):
    assert _run(tools / "biome", "ci", "--colors=off") == ""


@needs_node
def test_types(tools):
    assert _run(tools / "tsc", "--pretty", "false") == ""


@needs_node
def test_the_type_checker_would_find_a_mistake(tools, tmp_path):
    wrong = tmp_path / "wrong.js"
    wrong.write_text("/** @param {number} at */\nexport const next = (at) => at.length;\n", encoding="utf-8")
    options = ["--allowJs", "--checkJs", "--noEmit", "--strict", "--pretty", "false"]
    assert "Property 'length' does not exist on type 'number'" in _run(tools / "tsc", *options, wrong)


def test_the_lock_pins_every_package_with_its_hash_and_names_no_place_to_get_it_from():
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert locked
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert set(packages[""]["dependencies"]) == {"configurable-http-proxy"}  # for a class's hub; the rest is tools


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_what_an_object_holds_is_written_out(path):
    assert not re.search(r"Object\.assign\(this\b(?!\.)", path.read_text(encoding="utf-8"))
