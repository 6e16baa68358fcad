"""What `tessera` does before a command begins."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tessera.config import cli, management
from tessera.config.settings.environment import Environment


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """The commands that were run, and nothing is run in truth; files are made as before after it."""
    calls: list[list[str]] = []
    monkeypatch.setattr(management, "execute_from_command_line", calls.append)
    monkeypatch.delenv("TESSERA_DATABASE_URL", raising=False)
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    mask = os.umask(0o022)
    yield calls
    os.umask(mask)


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *command: str) -> None:
    monkeypatch.setenv("TESSERA_DATA", str(folder))
    monkeypatch.setattr(sys, "argv", ["tessera", *command])
    cli.main()


def test_without_a_shop_the_books_are_not_proved_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: list[list[str]]
) -> None:
    with pytest.raises(SystemExit, match="Run script/server first"):
        run(monkeypatch, tmp_path / "nowhere", "verify")

    assert list(tmp_path.iterdir()) == []
    assert called == []


def test_a_shops_commands_run_with_a_shops_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: list[list[str]]
) -> None:
    (tmp_path / "tessera.sqlite3").write_bytes(b"SQLite format 3")

    run(monkeypatch, tmp_path, "verify")

    assert called == [["tessera", "verify"]]
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "tessera.config.settings.production"


def test_only_its_owner_reads_the_database_also_one_that_others_could_read_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: list[list[str]]
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for name in ("tessera.sqlite3", "tessera.sqlite3-wal"):
        (old / name).touch(mode=0o644)

    run(monkeypatch, old, "migrate")
    (old / "tessera.sqlite3-shm").touch()  # as SQLite makes it later in the same process

    assert {stat.S_IMODE(file.stat().st_mode) for file in old.iterdir()} == {0o600}


def test_a_command_makes_nothing_before_it_has_work_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: list[list[str]]
) -> None:
    run(monkeypatch, tmp_path / "new", "migrate")

    assert not (tmp_path / "new").exists()


def test_a_database_elsewhere_is_left_to_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: list[list[str]]
) -> None:
    Environment(data=tmp_path, database_url="postgresql://tessera@127.0.0.1/brand").keep_private()

    assert list(tmp_path.iterdir()) == []


def test_the_agent_starts_without_django_and_without_a_shop(tmp_path: Path) -> None:
    asked = "import sys; from tessera.config import cli; sys.argv = ['tessera', 'agent', '--config', 'no.toml']"
    code = (
        f"{asked}\ntry: cli.main()\nexcept SystemExit as end: print(end, 'django' in sys.modules)"
    )

    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert (
        told.stdout == "There is no file no.toml. Download it in the office under Printers. False\n"
    )
    assert list(tmp_path.iterdir()) == []
