"""What does not come back without a receipt."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.sales import usecases
from tessera.sales.models import Return
from tessera.sales.usecases import LooseLine, PostedReturn
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances


def refused(shop: Shop, work: Callable[[], object]) -> str:
    """Do ``work``, which must be refused and change nothing; the refusal's code."""
    before = Return.objects.count(), on_hand(shop.store_id, [shop.dress])
    with pytest.raises(DomainError) as caught:
        work()
    assert (Return.objects.count(), on_hand(shop.store_id, [shop.dress])) == before
    assert not broken()
    return caught.value.code


def without_receipt(shop: Shop, sku_id: UUID, kind: str, member_id: UUID | None) -> PostedReturn:
    """One piece comes back without a receipt."""
    return usecases.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(sku_id, 1, 50000)],
        refund_kind=kind,
        member_id=member_id,
    )


def test_a_top_up_does_not_come_back_without_its_receipt(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    code = refused(shop, lambda: without_receipt(shop, shop.topup, "cash", member))
    assert code == "returns.topup_needs_receipt"
    held = get_balances(member)
    assert (held.principal_minor, held.bonus_minor) == (50000, 5000)


@pytest.mark.parametrize("kind", ["cash", "wallet"])
def test_nothing_comes_back_for_somebody_who_is_no_member(shop: Shop, kind: str) -> None:
    code = refused(shop, lambda: without_receipt(shop, shop.dress, kind, uuid4()))
    assert code == "members.not_found"
