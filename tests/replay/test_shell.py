"""The command as somebody types it, in a data folder that is empty."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.replay import files
from tests.replay.files import line


def typed(file: Path, data: Path) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name != "TESSERA_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-c", "from tessera.config.cli import main; main()", "replay", str(file)],
        env=kept | {"TESSERA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.sqlite
def test_an_empty_data_folder_gets_its_database_but_not_for_a_bad_file(
    file: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"

    refused = typed(files.write(file, line(), line(quantity="six")), data)
    assert refused.returncode == 1
    assert "six" in refused.stderr
    assert not (data / "tessera.sqlite3").exists()

    done = typed(files.write(file, line(), line("C1002", quantity=-1, customer="5.0")), data)
    assert done.returncode == 0, done.stderr
    assert "sales.totals" in done.stdout
    assert (data / "tessera.sqlite3").exists()
