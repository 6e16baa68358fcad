"""The contracts hold, and no room has been forgotten by them."""

import shutil
import subprocess

from tests.architecture import house


def test_imports_keep_the_contracts_of_the_house() -> None:
    command = shutil.which("lint-imports", path=house.ROOT / ".venv/bin") or "lint-imports"

    done = subprocess.run(
        [command, "--no-cache"], cwd=house.ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_with_tables_or_stories_has_its_inside_under_contract() -> None:
    subjects = {
        path.name
        for path in house.PACKAGE.iterdir()
        if path.is_dir() and path.name != "platform"
        for part in ("usecases", "models", "operations")
        if (path / part).is_dir() or (path / f"{part}.py").is_file()
    }

    assert subjects <= house.rooms_with_layers()


def test_every_room_stands_on_a_floor() -> None:
    rooms = {path.name for path in house.PACKAGE.iterdir() if (path / "__init__.py").is_file()}

    assert rooms <= set(house.floors())
