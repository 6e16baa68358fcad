"""A shop on a database that connections and processes of their own can open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tessera.platform import versions
from tests.support import ground
from tests.support.shop import Shop, open_shop


@pytest.fixture(scope="session")
def empty_file(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """The bare tables as an SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("ground") / "empty.sqlite3"
    with django_db_blocker.unblock():
        ground.save_empty(file)
    return file


@pytest.fixture
def database(
    request: pytest.FixtureRequest, tmp_path: Path, transactional_db: None
) -> Iterator[None]:
    """PostgreSQL's test database, emptied afterwards, or an SQLite file of this test's own."""
    if connection.vendor == "postgresql":
        yield
        return
    file = tmp_path / "tessera.sqlite3"
    shutil.copy(request.getfixturevalue("empty_file"), file)
    with ground.on_file(file):
        yield


@pytest.fixture
def shop(database: None) -> Shop:
    """An open shop; its parts have versions, which emptying takes away."""
    for name in ("wallet", "offers", "rewards"):
        versions.bump(name)
    return open_shop()
