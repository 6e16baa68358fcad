"""Processes that are killed in the middle of a replay leave nothing wrong behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tessera.ops.replay import running, source
from tests.replay import dying, files, picture
from tests.replay.files import line
from tests.replay.test_again import YEAR
from tests.support import ground
from tests.support.unguarding import lift_guards

SEVERAL = (
    *YEAR,
    line("C1010", quantity=-1, customer="5.0", at="2011-03-07 11:00:00"),
    line("1011", "TIN", 9, "1.10", customer="6.0", at="2011-03-07 12:00:00"),
)


def killed(file: Path, *, every: int) -> int:
    """Replay in processes of which each dies before so many commits; how many died."""
    address = ground.url()
    connection.close()
    done = subprocess.run(
        [sys.executable, "-c", dying.COMMAND, str(file), str(every)],
        env={**os.environ, "TESSERA_DATABASE_URL": address},
        cwd=files.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def undisturbed(file: Path) -> picture.Picture:
    """What one replay of the file leaves in the emptied database."""
    lift_guards()
    call_command("flush", interactive=False)
    running.run(source.read(file), lambda _: None)
    return picture.take()


def test_killed_at_every_commit_it_ends_as_if_it_had_not_been(database: None, file: Path) -> None:
    died = killed(files.write(file, *SEVERAL), every=2)
    after = picture.take()

    assert died > 20
    assert after == undisturbed(file)


@pytest.mark.skipif(not files.REAL.exists(), reason="the shared data are not here")
def test_killed_while_it_replays_real_invoices_it_ends_as_if_it_had_not_been(
    database: None, file: Path
) -> None:
    files.write_real(file, until="2010-12-02", invoices=20)
    died = killed(file, every=25)
    after = picture.take()

    assert died > 3
    assert after == undisturbed(file)
