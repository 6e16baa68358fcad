"""Points that end while others reach for them: each point goes one way."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.ledger.models import Entry, Lot, LotChange
from tessera.ledger.queries import get_balance
from tessera.wallet import places
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallets
from tests.support import pointing
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import NOON, Shop

LAST = date(2026, 3, 12)
AFTER = NOON + timedelta(days=3)


def give(shop: Shop, count: int) -> list[UUID]:
    """Members with two lots of ten points each, which end on the 12th."""
    members = [shop.join() for _ in range(count)]
    for member in members * 2:
        pointing.give(member, 10, store_id=shop.store_id, at=NOON, until=LAST)
    return members


def expire(shop: Shop, at: datetime) -> wallets.Expired:
    return wallets.expire_points(actor=shop.boss, at=at, limit=100)


def test_two_runs_at_once_take_every_lot_once(shop: Shop) -> None:
    members = give(shop, 6)
    answers = at_once([deed(expire, shop, AFTER) for _ in range(3)])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert [wallet.get_balances(member).points for member in members] == [0] * 6
    assert get_balance(places.points_expired(shop.store_id)) == 120
    assert LotChange.objects.count() == 12
    assert Entry.objects.filter(kind="expiry").count() == 6
    assert not broken()


def test_points_that_end_while_a_till_spends_them_go_one_way_only(shop: Shop) -> None:
    (member,) = give(shop, 1)
    socks = shop.add("SOCKS", 1000)
    order = shop.order((socks, 1), member_id=member, points=15)
    sale = deed(shop.sell, order, ("cash", 985), total=985)
    answers = at_once([sale, deed(expire, shop, AFTER)])
    assert not any(answer.fault for answer in answers), told(answers)
    spent = 0 if answers[0].refused else 15
    assert get_balance(places.points_redeemed(shop.store_id)) == spent
    assert get_balance(places.points_expired(shop.store_id)) == 20 - spent
    ours = Lot.objects.filter(account=places.points(member).id, expires_on=LAST)
    assert list(ours.values_list("remaining", flat=True)) == [0, 0]
    assert not broken()
