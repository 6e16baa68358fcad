"""The house as `.importlinter` describes it, for the tests of things that import-linter does not see."""

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/tessera"


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def floors() -> dict[str, int]:
    """Each room with the number of its floor, the kernel's being 1."""
    layers = contracts()["importlinter:contract:floors"]["layers"].split("\n")
    rooms = [re.findall(r"\w+", layer) for layer in layers if layer.strip()]
    return {room: floor for floor, names in enumerate(reversed(rooms), 1) for room in names}


def rooms_with_layers() -> set[str]:
    """The rooms whose inside is under contract."""
    containers = contracts()["importlinter:contract:room"]["containers"].split()
    return {container.removeprefix("tessera.") for container in containers}


def files(*suffixes: str) -> list[Path]:
    """What people write: no migrations, nothing built or generated."""
    found = [
        path
        for folder in ("src", "tests", "bench", "script", "frontend")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and not {"migrations", "node_modules", "dist"} & set(path.parts)
    ]
    return sorted([*found, ROOT / "conftest.py"] if ".py" in suffixes else found)
