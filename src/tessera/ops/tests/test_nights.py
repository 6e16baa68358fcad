"""The clock of the nights, before there is anybody to sleep."""

from tessera.ops import nights


def test_before_there_is_a_store_nights_are_in_utc(db: None) -> None:
    assert nights.zone() == "UTC"
