"""Numbers run from one without gaps, for each series and day by itself."""

from datetime import date

import pytest
from django.db import IntegrityError

from tessera.platform import numbering, reads
from tessera.platform.batch import Batch
from tessera.platform.models import Counter
from tessera.platform.reads import Found
from tessera.platform.usecases import StaleError

pytestmark = pytest.mark.django_db

DAY, NEXT = date(2026, 3, 10), date(2026, 3, 11)


def look(series: str = "sale:1", day: date = DAY) -> Found:
    return reads.gather({"c": numbering.select(series=series, day=day)})["c"]


def take(series: str = "sale:1", day: date = DAY, found: Found | None = None) -> int:
    batch = Batch()
    seen = look(series, day) if found is None else found
    value = numbering.take(batch, series=series, day=day, found=seen)
    batch.flush()
    return value


def test_numbers_count_up_from_one() -> None:
    assert [take() for _ in range(4)] == [1, 2, 3, 4]


def test_each_series_and_each_day_counts_for_itself() -> None:
    take()

    assert (take("sale:2"), take(day=NEXT), take()) == (1, 1, 2)


def test_a_number_that_is_not_written_is_given_to_the_next() -> None:
    take()
    assert numbering.take(Batch(), series="sale:1", day=DAY, found=look()) == 2

    assert take() == 2


def test_two_who_take_the_first_number_at_once_do_not_both_get_it() -> None:
    seen = look()
    take(found=seen)

    with pytest.raises(IntegrityError):
        take(found=seen)


def test_two_who_take_the_same_number_at_once_do_not_both_get_it() -> None:
    take()
    seen = look()
    take(found=seen)

    with pytest.raises(StaleError):
        take(found=seen)
    assert Counter.objects.get().value == 2
