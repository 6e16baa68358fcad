"""What a process keeps is kept until its part changes."""

import pytest

from tessera.platform import reads, versions
from tessera.platform.versions import Cached

pytestmark = pytest.mark.django_db


class Loads:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


def test_a_value_is_loaded_once_for_each_version() -> None:
    cached = Cached("shelf", Loads())
    versions.bump("shelf")
    current = versions.current()

    assert [cached.get(current), cached.get(current)] == [1, 1]
    versions.bump("shelf")
    assert [cached.get(versions.current()), cached.get(versions.current())] == [2, 2]


def test_another_parts_change_leaves_it_alone() -> None:
    cached = Cached("shelf", Loads())
    versions.bump("shelf")
    cached.get(versions.current())
    versions.bump("drawer")

    assert cached.get(versions.current()) == 1


def test_a_part_without_a_version_is_never_kept() -> None:
    cached = Cached("shelf", Loads())

    assert [cached.get({}), cached.get({})] == [1, 2]


def test_every_bump_makes_a_version_that_never_was() -> None:
    seen = set()
    for _ in range(5):
        versions.bump("shelf")
        seen.add(versions.current()["shelf"])

    assert len(seen) == 5


def test_a_gathered_read_sees_the_same_versions() -> None:
    versions.bump("shelf")
    found = reads.gather({"versions": versions.CURRENT})["versions"]

    assert {row["name"]: row["value"] for row in found} == versions.current()
