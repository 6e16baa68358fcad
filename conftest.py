"""What all tests share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import testcases
from hypothesis import HealthCheck, settings
from tests.support.unguarding import lifted

# Properties are about what holds, not about how fast this machine is at the moment.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other database engine; `script/test` runs both."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgres"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def emptied_though_guarded() -> Iterator[None]:
    """Lets tables be emptied between tests, though the database refuses it."""

    def lift_and_empty(*args: Any, **options: Any) -> None:
        with lifted():
            call_command(*args, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(testcases, "call_command", lift_and_empty)
        yield
