"""Coupons that are given by themselves and to many: once, and taken back with the goods."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.campaigns import jobs, usecases
from tessera.campaigns.models import CouponRun
from tessera.kernel.errors import DomainError
from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon
from tessera.offers.usecases import Issuing

GIVER = jobs.GIVER


def kind(shop: Shop, **issuing: Any) -> UUID:
    return offers.create_coupon_kind(
        actor=shop.boss,
        at=NOON,
        name="下次再来券",
        amount_minor=2000,
        issuing=Issuing(valid_days=30, delay_days=1, **issuing),
    )


def begin(shop: Shop, **given: Any) -> UUID:
    terms: dict[str, Any] = {"actor": shop.boss, "at": NOON}
    return usecases.begin_giving(**terms | given)


def test_a_new_member_gets_the_coupon_for_joining_once(shop: Shop) -> None:
    begin(shop, kind_id=kind(shop), occasion="joined")
    member = shop.join()
    for _ in range(2):
        usecases.give_for_joining(actor=GIVER, at=NOON, member_id=member)
    row = Coupon.objects.get(member=member)
    assert (row.source, str(row.starts_on), str(row.ends_on)) == (
        "joined",
        "2026-03-11",
        "2026-04-09",
    )


def test_a_level_gives_its_coupon_once_however_often_it_is_reached(shop: Shop) -> None:
    begin(shop, kind_id=kind(shop), occasion="level", level_id=shop.level_id)
    member = shop.join()
    asked: dict[str, Any] = {"actor": GIVER, "at": NOON, "member_id": member}
    given = [usecases.give_for_level(**asked, level_id=shop.level_id) for _ in range(2)]
    assert given == [1, 0]


def test_a_purchase_gives_a_coupon_for_the_next_one_and_a_return_takes_it_back(shop: Shop) -> None:
    giving = begin(shop, kind_id=kind(shop), occasion="sale", from_minor=50_000)
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 2), member_id=member))
    small = shop.sell(shop.order((shop.dress, 1), member_id=member))
    for sale in (sold, sold, small):
        usecases.give_for_sale(actor=GIVER, at=NOON, sale_id=sale.sale_id)
    row = Coupon.objects.get(member=member)
    assert row.cause == f"sale:{sold.sale_id}:{giving}"
    shop.give_back(sold.sale_id, 1)
    row.refresh_from_db()
    assert row.uses_limit == 0
    usecases.give_for_sale(actor=GIVER, at=NOON, sale_id=sold.sale_id)
    assert Coupon.objects.count() == 1
    assert not broken()


def test_what_is_ended_gives_nothing_more(shop: Shop) -> None:
    giving = begin(shop, kind_id=kind(shop), occasion="joined")
    usecases.end_giving(actor=shop.boss, at=NOON, giving_id=giving)
    usecases.give_for_joining(actor=GIVER, at=NOON, member_id=shop.join())
    assert not Coupon.objects.exists()
    with pytest.raises(DomainError) as refusal:
        usecases.end_giving(actor=shop.boss, at=NOON, giving_id=giving)
    assert refusal.value.code == "campaigns.giving_not_found"


def test_a_kind_without_days_cannot_be_given_by_itself(shop: Shop) -> None:
    kind_id = offers.create_coupon_kind(actor=shop.boss, at=NOON, name="满减券", amount_minor=2000)
    with pytest.raises(DomainError) as refusal:
        begin(shop, kind_id=kind_id, occasion="joined")
    assert refusal.value.code == "coupons.days_missing"


def test_everybody_with_a_tag_gets_one_in_pieces_and_nobody_two(shop: Shop, tag: UUID) -> None:
    kind_id = kind(shop, per_member=1)
    tagged = [shop.join(name) for name in ("王芳", "李娜", "张伟")]
    shop.join("陈静")
    for member in tagged:
        members.set_tag(actor=shop.boss, at=NOON, member_id=member, tag_id=tag)
    offers.issue_coupon(actor=shop.boss, at=NOON, kind_id=kind_id, member_id=tagged[0])
    begun = usecases.begin_coupon_run(
        actor=shop.boss, at=NOON, request_id=uuid4(), kind_id=kind_id, name="店庆", tag_id=tag
    )
    piece: dict[str, Any] = {"actor": GIVER, "at": NOON, "run_id": begun.run_id, "size": 2}
    assert [usecases.give_to_next(**piece) for _ in range(2)] == [1, 1]
    with pytest.raises(DomainError):
        usecases.give_to_next(**piece)
    run = CouponRun.objects.get()
    assert (run.state, run.done_count, run.given_count) == ("done", 3, 2)
    assert set(Coupon.objects.values_list("member", flat=True)) == set(tagged)
    assert Coupon.objects.count() == 3
