"""What the files of the repository promise: the lock is complete and neutral, and so are its companions."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain, product
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SYSTEMS = [
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("win32", "Windows", "nt", "AMD64"),
    ("win32", "Windows", "nt", "ARM64"),
]
COMPUTERS = [
    {
        "sys_platform": sys_platform,
        "platform_system": system,
        "os_name": os_name,
        "platform_machine": machine,
        "python_version": version,
        "python_full_version": f"{version}.5",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    for (sys_platform, system, os_name, machine), version in product(SYSTEMS, ["3.11", "3.12", "3.13"])
]


def lock_entries() -> list[tuple[Requirement, int]]:
    """Each pin with the number of its hashes."""
    joined = LOCK.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [(Requirement(line.partition("--hash=")[0].strip()), line.count("--hash=sha256:")) for line in lines]


def applies(marker: Marker | None, computer: dict[str, str]) -> bool:
    return marker is None or marker.evaluate(computer)


@pytest.mark.parametrize(
    "computer", COMPUTERS, ids=lambda c: "-".join([*list(c.values())[0:1], *list(c.values())[3:5]])
)
def test_every_requirement_is_pinned_once_on_every_computer(computer):
    pins: dict[str, Requirement] = {}
    for pin, _ in lock_entries():
        if applies(pin.marker, computer):
            assert canonicalize_name(pin.name) not in pins, f"{pin.name} is pinned twice"
            pins[canonicalize_name(pin.name)] = pin
    wanted = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]]
    stale = [
        str(requirement)
        for requirement in wanted
        if applies(requirement.marker, computer)
        and not (
            (pin := pins.get(canonicalize_name(requirement.name)))
            and requirement.specifier.contains(next(iter(pin.specifier)).version)
        )
    ]
    assert not stale, f"not in requirements.lock: {stale}. Type: python3 -m lesson_utils build --lock"


def test_every_package_that_the_code_imports_is_asked_for():
    asked_for = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    extras = PROJECT["optional-dependencies"]
    tools, of_a_class = (
        {canonicalize_name(Requirement(text).name) for text in extras[extra]} for extra in ("test", "class")
    )
    of_the_class = ("class_server", "room", "rehearsal", "doctor")
    allowed_in = {"commands": tools, **dict.fromkeys(of_the_class, of_a_class)}
    providers = {"firstuseauthenticator": ["jupyterhub-firstuseauthenticator"], **packages_distributions()}
    for path in sorted((ROOT / "lesson_utils").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            else:
                continue
            for module in (
                {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names) - {"lesson_utils"}
            ):
                names = {canonicalize_name(name) for name in providers.get(module, [module])}
                allowed = asked_for | allowed_in.get(path.parent.name, set())
                assert names & allowed, f"{path.relative_to(ROOT)} imports {module}: add it to pyproject.toml"


def test_every_line_of_the_lock_is_an_exact_version_with_hashes():
    entries = lock_entries()
    assert len(entries) > 100
    for pin, hashes in entries:
        assert re.fullmatch(r"==[^*,]+", str(pin.specifier)), pin
        assert pin.url is None
        assert hashes > 0, pin


def test_the_lock_names_no_index_and_no_place():
    options = re.findall(r"^\s*--(?!hash=sha256:[0-9a-f]{64}( \\)?$).*", LOCK, re.MULTILINE)
    assert not options
    assert not re.search(r"://|\bfile:|@ |/|\.whl", re.sub(r"--hash=\S+", "", LOCK))


def test_conda_supplies_python_and_pip_and_the_lock_everything_else():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["dependencies"][-1] == {"pip": ["-r requirements.lock"]}
    assert [text.partition("=")[0].partition(">")[0] for text in environment["dependencies"][:-1]] == ["python", "pip"]
    assert environment["channels"] == ["conda-forge"]


def test_the_versions_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    version = re.search(r'__version__ = "(.+)"', (ROOT / "lesson_utils/__init__.py").read_text(encoding="utf-8"))
    assert version
    assert citation["version"] == version[1]
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_citation_has_what_the_format_asks_for():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert all("name" in author for author in citation["authors"])


def test_the_readme_and_the_workflow_show_commands_that_exist():
    from lesson_utils.commands.command_line import parse

    names = ["README.md", "CONTRIBUTING.md", ".github/workflows/test.yml", ".ci/run", ".binder/postBuild"]
    names += [".github/workflows/site.yml", "deploy/image/Dockerfile", "reference/setup.md", "reference/teaching.md"]
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8")
        commands = re.findall(r"python3? -m lesson_utils ([a-z]+[^\n`#&]*)", text)
        assert commands or name == "CONTRIBUTING.md"
        for command in commands:
            parse(command.split())


def test_relative_links_lead_somewhere():
    names = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
    for path in [*(ROOT / name for name in names), *sorted((ROOT / "reference").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r'(?:\]\(|src="|srcset=")(?!https?:|#|mailto:)([^)#"]+)', text):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_actions_are_pinned_by_commit_and_say_which_version_that_is():
    workflows = [path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").iterdir()]
    used = [re.findall(r"uses: (.*)", text) for text in workflows]
    assert all(used)
    for line in chain(*used):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("name", ["test.yml", "containers.yml"])
def test_the_workflow_may_only_read_and_lints_before_it_tests(name):
    workflow = yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"]
    lint, *others = workflow["jobs"].items()
    assert lint[0] == "lint"
    assert all(job["needs"] == "lint" for _, job in others)
    assert all(job["timeout-minutes"] <= 45 for job in workflow["jobs"].values())


def test_only_the_job_that_publishes_the_site_may_write_and_it_runs_none_of_our_code():
    workflow = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step for step in workflow["jobs"]["publish"]["steps"] if "run" in step] == []


def test_forms_ask_for_what_helps():
    forms = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir()}
    assert {"name", "description", "body"} <= forms["something-does-not-work"].keys()
    asked = [field["id"] for form in forms.values() for field in form.get("body", [])]
    assert {"doctor", "challenge", "answer", "message"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_no_script_of_jupyterlab_is_taken_for_a_module():
    """Node looks upwards for a package.json, from .venv too: at the root `"type": "module"` stops JupyterLab's own."""
    assert "type" not in json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
