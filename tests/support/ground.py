"""A database that other connections, processes and servers can open as well."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tessera.platform import versions
from tests.support.shop import Shop, open_shop


def save_empty(file: Path) -> None:
    """Write what the tests' SQLite database in memory holds, the bare tables, to ``file``."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


@contextlib.contextmanager
def on_file(file: Path) -> Iterator[None]:
    """Make the SQLite database in ``file`` this thread's default database."""
    before = connections["default"]
    settings = {**before.settings_dict, "NAME": str(file)}
    connections["default"] = type(before)(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


def url() -> str:
    """The address of this thread's default database, for a server to be started."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return (
        f"postgresql://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    )


@pytest.fixture(scope="session")
def empty_file(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """The bare tables as an SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("ground") / "empty.sqlite3"
    with django_db_blocker.unblock():
        save_empty(file)
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
    with on_file(file):
        yield


@pytest.fixture
def shop(database: None) -> Shop:
    """An open shop; its parts have versions, which emptying takes away."""
    for name in ("wallet", "offers", "rewards"):
        versions.bump(name)
    return open_shop()
