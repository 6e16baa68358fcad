"""What the tests of the replay share."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.replay import files
from tests.support.ground import database, empty_file

__all__ = ["database", "empty_file"]

Replay = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes its file."""
    return tmp_path / "shop.csv.gz"


@pytest.fixture
def replay(db: None, file: Path) -> Replay:
    """Replay lines written by hand, reconcile and verify; gives back what was printed.

    Raises what the command raises: CommandError for a refusal, SystemExit for a difference.
    """

    def run(*lines: str) -> str:
        if lines:
            files.write(file, *lines)
        printed = io.StringIO()
        call_command("replay", str(file), stdout=printed)
        return printed.getvalue()

    return run
