"""What a process keeps in memory, and how it notices that it changed (DESIGN, section 5)."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar
from uuid import uuid4

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tessera.platform.models import Version
from tessera.platform.reads import Select

T = TypeVar("T")

CURRENT = Select("SELECT name, value FROM platform_version")
"""The part of a gathered read that tells every version."""


def beginning(name: str) -> migrations.RunPython:
    """The migration that gives the part ``name`` its first version, so that it can be kept."""

    def begin(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
        rows = apps.get_model("platform", "Version").objects
        rows.get_or_create(name=name, defaults={"value": uuid4().hex})

    return migrations.RunPython(begin, migrations.RunPython.noop)


def bump(name: str) -> None:
    """Say that the part ``name`` changed; the value is random, so no state is met twice."""
    Version.objects.bulk_create(
        [Version(name=name, value=uuid4().hex)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["value"],
    )


def current() -> dict[str, str]:
    """Every part's version, by name."""
    return dict(Version.objects.values_list("name", "value"))


class Cached(Generic[T]):
    """A value loaded once per version and process."""

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        self._name = name
        self._load = load
        self._kept: tuple[str, T] | None = None

    def peek(self) -> T | None:
        """What this process knows, if anything; whoever relies on it checks later."""
        return self._kept[1] if self._kept else None

    def get(self, versions: Mapping[str, str]) -> T:
        """The value as of ``versions``; a part without a version is loaded every time."""
        version = versions.get(self._name, "")
        kept = self._kept
        if kept is None or not version or kept[0] != version:
            kept = self._kept = (version, self._load())
        return kept[1]

    def remembered(self) -> T:
        """The value as this process last knew it, without asking; loaded where it never was.

        Only for what looks again before it matters.
        """
        return self.get(current()) if self._kept is None else self._kept[1]
