"""A whole day proves clean, and the command says what does not."""

from tessera.ops.tests.conftest import Day, broken


def test_a_day_in_which_everything_happened_proves_clean(day: Day) -> None:
    assert broken() == {}
