"""A member leaves while tills sell: whoever left holds nothing, and nobody pays for nothing."""

from functools import partial
from uuid import UUID

import pytest

from tessera.identity import usecases as identity
from tessera.identity.tests.conftest import own, proof
from tessera.kernel.errors import Conflict
from tessera.ledger.models import Account
from tessera.members.models import Member
from tessera.sales.models import Sale
from tessera.wallet import places
from tessera.wallet import queries as wallet
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop


def leave(member_id: UUID, given: str) -> None:
    identity.close_account(actor=own(member_id), at=NOON, proof=given, waive_money=False)


def proof_of(member_id: UUID) -> str:
    return proof(Member.objects.get(id=member_id).phone or "", "close_account")


@pytest.mark.parametrize("what", ["dress", "topup"])
def test_who_leaves_while_a_till_sells_is_sold_to_or_gone(shop: Shop, what: str) -> None:
    member = shop.join()
    order = shop.order((getattr(shop, what), 1), member_id=member)
    sell = partial(shop.sell, order, total=shop.total_of(order))
    answers = at_once([deed(sell), deed(leave, member, proof_of(member))])
    sale, left = answers
    assert not sale.fault, told(answers)
    assert not left.fault, told(answers)
    assert sale.refused in {"", "members.not_found"}, told(answers)
    assert left.refused in {"", "identity.money_left"}, told(answers)
    assert Sale.objects.count() == (not sale.refused)
    if not left.refused:
        assert wallet.get_balances(member) == wallet.Balances(0, 0, 0, 0)
    assert (broken(), deadlocks()) == ({}, 0)


def test_what_was_under_way_to_who_left_finds_the_accounts_closed(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((shop.topup, 1), member_id=member)
    total = shop.total_of(order)
    leave(member, proof_of(member))
    closed = dict(Account.objects.filter(owner=member).values_list("kind", "ceiling"))
    assert set(closed.values()) == {0}
    assert set(closed) == {place.kind for place in places.of_member(member, "CNY")}
    # As a till would have it whose sale had read the member just before.
    Member.objects.filter(id=member).update(left_at=None, phone="+8613800000001")
    with pytest.raises(Conflict, match=r"busy\.try_again"):
        shop.sell(order, total=total)
    assert not Sale.objects.exists()
