"""Each proof about the kept sums is broken on purpose."""

import pytest
from django.db.models import F

from tessera.finance.models import DaySum, Mark, MonthSum
from tessera.ops.tests.conftest import Day, assert_broken, keep_sums

pytestmark = pytest.mark.usefixtures("spoiling")


@pytest.fixture
def kept(day: Day) -> Day:
    keep_sums()
    return day


def test_a_day_that_says_more_than_the_ledger(kept: Day) -> None:
    DaySum.objects.filter(source="tender.card").update(amount=F("amount") + 1)

    assert_broken("tender.card", "finance.days", "finance.months")


def test_a_day_that_counts_a_posting_too_many(kept: Day) -> None:
    DaySum.objects.filter(source="tender.card").update(postings=F("postings") + 1)

    assert_broken("tender.card", "finance.days", "finance.months")


def test_a_day_that_is_gone_or_was_never_kept(kept: Day) -> None:
    DaySum.objects.filter(source="bonus_granted").delete()
    MonthSum.objects.filter(source="bonus_granted").delete()

    assert_broken("bonus_granted", "finance.days")


def test_sums_that_reach_beyond_their_mark(kept: Day) -> None:
    Mark.objects.update(until_id="00000000-0000-0000-0000-000000000001")

    assert_broken("revenue", "finance.days")


def test_a_month_that_says_something_else_than_its_days(kept: Day) -> None:
    MonthSum.objects.filter(source="tender.card").update(amount=F("amount") - 1)

    assert_broken("tender.card", "finance.months")
