"""Members hear that points of theirs will end: once for each notice."""

from datetime import date, timedelta

from tests.support import pointing
from tests.support.shop import NOON, Shop

from tessera.care.tests.conftest import messages, run_jobs
from tessera.wallet import jobs


def test_who_has_points_that_end_reads_it_in_the_app_once(shop: Shop) -> None:
    member = shop.join()
    last = date(2026, 4, 9)
    pointing.give(member, 1200, store_id=shop.store_id, at=NOON, until=last)
    jobs.announce_expiry(NOON)
    assert run_jobs() == run_jobs() == 1
    (told,) = messages(member)
    assert (told.channel, told.template) == ("app", "points_ending")
    words = " ".join(str(word) for word in told.params)
    assert "1,200" in words
    assert "2026" in words


def test_each_stage_is_a_message_of_its_own(shop: Shop) -> None:
    member = shop.join()
    pointing.give(member, 1200, store_id=shop.store_id, at=NOON, until=date(2026, 4, 9))
    for left in (30, 7, 1):
        jobs.announce_expiry(NOON + timedelta(days=30 - left))
    run_jobs()
    assert len(messages(member)) == 3
