"""Frozen stored value: four figures, none of it spent or paid out (CASES, Youzan's four figures)."""

from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.freezing import freeze, release
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Lot
from tessera.members import usecases as members
from tessera.sales.usecases import PayoutTerms, pay_out
from tessera.wallet.queries import get_balances


def four(member_id: UUID) -> tuple[int, int, int, int]:
    """Principal, bonus, and both of them frozen."""
    held = get_balances(member_id)
    return (
        held.principal_minor,
        held.bonus_minor,
        held.frozen_principal_minor,
        held.frozen_bonus_minor,
    )


def code_of(work: object) -> str:
    with pytest.raises(DomainError) as caught:
        work()  # type: ignore[operator]
    assert not broken()
    return caught.value.code


@pytest.fixture
def member(shop: Shop) -> UUID:
    member_id = shop.join()
    shop.top_up(member_id)
    return member_id


def test_part_of_a_balance_is_frozen_in_proportion_and_comes_back_to_its_lots(
    shop: Shop, member: UUID
) -> None:
    lots = list(Lot.objects.values_list("id", "remaining"))
    frozen = freeze(shop, member, 22000)
    assert four(member) == (30000, 3000, 20000, 2000)
    assert not broken()
    release(shop, frozen)
    assert four(member) == (50000, 5000, 0, 0)
    assert list(Lot.objects.values_list("id", "remaining")) == lots
    assert not broken()


def test_frozen_value_cannot_be_spent(shop: Shop, member: UUID) -> None:
    freeze(shop, member, 50000)
    order = shop.order((shop.dress, 1), member_id=member)
    assert code_of(lambda: shop.sell(order, ("wallet", 29900))) == "wallet.insufficient"
    assert four(member) == (4545, 455, 45455, 4545)


def test_all_of_it_is_frozen_and_nothing_is_left_to_freeze(shop: Shop, member: UUID) -> None:
    freeze(shop, member, None)
    assert four(member) == (0, 0, 50000, 5000)
    assert code_of(lambda: freeze(shop, member, None)) == "wallet.nothing_to_freeze"


def test_more_than_there_is_cannot_be_frozen(shop: Shop, member: UUID) -> None:
    assert code_of(lambda: freeze(shop, member, 55001)) == "wallet.insufficient"
    assert four(member) == (50000, 5000, 0, 0)


def test_nothing_is_paid_out_before_it_is_released(shop: Shop, member: UUID) -> None:
    frozen = freeze(shop, member, 11000)

    def pay(amount: int) -> None:
        pay_out(
            actor=shop.boss,
            at=NOON,
            request_id=uuid4(),
            store_id=shop.store_id,
            till_id=shop.till_id,
            member_id=member,
            terms=PayoutTerms(
                "consumer",
                "bank",
                "王芳",
                "6222",
                "退卡",
                identity_checked=True,
                document_name="王芳",
            ),
            expected_minor=amount,
        )

    assert code_of(lambda: pay(50000)) == "wallet.frozen"
    release(shop, frozen)
    pay(50000)
    assert four(member) == (0, 0, 0, 0)
    assert not broken()


def test_a_release_comes_once(shop: Shop, member: UUID) -> None:
    frozen = freeze(shop, member, 11000)
    release(shop, frozen)
    assert code_of(lambda: release(shop, frozen)) == "wallet.freeze_unknown"
    assert four(member) == (50000, 5000, 0, 0)


def test_members_are_not_merged_while_something_is_frozen(shop: Shop, member: UUID) -> None:
    freeze(shop, member, 11000)
    other = shop.join("王芳芳")

    def merge() -> None:
        members.merge(actor=shop.boss, at=NOON, keep_id=other, gone_id=member, reason="同一人")

    assert code_of(merge) == "wallet.frozen"
    assert four(member) == (40000, 4000, 10000, 1000)
