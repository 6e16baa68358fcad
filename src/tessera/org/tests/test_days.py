"""Rows that are due by the day of their own store."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from tessera.org.queries import due_by

TODAY, TOMORROW = date(2026, 3, 31), date(2026, 4, 1)


def test_stores_with_one_day_share_a_condition() -> None:
    days = {UUID(int=n): TODAY for n in range(1000)} | {UUID(int=1000): TOMORROW}
    told = due_by(days, "until")
    assert len(told.children) == 2
    assert Q(store_id__in=[UUID(int=1000)], until__lt=TOMORROW) in told.children


def test_days_before_and_after_move_over_the_end_of_the_month() -> None:
    own = [UUID(int=1)]
    for after, last in ((1, date(2026, 3, 31)), (-1, date(2026, 4, 2))):
        told = due_by({own[0]: TOMORROW}, "due_on", after_days=after)
        assert told == Q(store_id__in=own, due_on__lt=last)


def test_without_stores_nothing_is_due() -> None:
    assert due_by({}, "until") == Q(pk__in=())
