"""Lock files say what is installed, never from where: that is the machine's own setting."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture import house

PYTHON_LOCKS = sorted(
    [*house.ROOT.glob("requirements*.txt"), *house.ROOT.glob("script/tools/*.txt")]
)


def _canonical(requirement: str) -> str:
    name = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("path", PYTHON_LOCKS, ids=lambda path: path.name)
def test_a_python_lock_pins_by_hash_and_names_no_address(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert not [line for line in lines if re.search(r"://|--(extra-)?index-url|--find-links", line)]
    for number, line in enumerate(lines):
        if re.match(r"[A-Za-z0-9]", line):
            assert "==" in line
            assert lines[number + 1].strip().startswith("--hash=")


def test_the_python_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    development = project["optional-dependencies"]["dev"]

    for name, wanted in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", [*project["dependencies"], *development]),
    ):
        lock = (house.ROOT / name).read_text()
        locked = {_canonical(line) for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)}
        assert {_canonical(requirement) for requirement in wanted} <= locked


def test_the_npm_lock_names_no_address_and_matches_the_package() -> None:
    package = json.loads((house.ROOT / "package.json").read_text())
    lock = json.loads((house.ROOT / "package-lock.json").read_text())["packages"]

    assert not [name for name, entry in lock.items() if "resolved" in entry]
    assert all(
        "integrity" in entry for name, entry in lock.items() if name and not entry.get("inBundle")
    )
    for kind in ("dependencies", "devDependencies"):
        assert package[kind] == lock[""][kind]
