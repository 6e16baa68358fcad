"""A coupon given to a friend: held until it is claimed, once, or taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.members.models import Member
from tessera.offers import permissions, usecases
from tessera.offers.models import Coupon, CouponGift
from tessera.offers.queries import endings, gifts, stories
from tessera.offers.tests.conftest import AT, FIRST, Shop
from tessera.offers.usecases import Issuing

FRIEND = "+8613912345678"


def of(member_id: UUID) -> Actor:
    return Actor("member", member_id, "会员", "member", permissions.MEMBER, None)


def coupon(shop: Shop, **issuing: Any) -> UUID:
    terms = Issuing(valid_days=10, **{"may_give": True, **issuing})
    kind_id = usecases.create_coupon_kind(
        actor=shop.owner, at=AT, name="好友券", amount_minor=2000, issuing=terms
    )
    usecases.issue_coupon(actor=shop.owner, at=AT, kind_id=kind_id, member_id=shop.member_id)
    return Coupon.objects.get(kind=kind_id).id


def give(shop: Shop, coupon_id: UUID, **more: Any) -> str:
    given = usecases.give_away(
        actor=of(shop.member_id), at=AT, request_id=uuid7(), coupon_id=coupon_id, **more
    )
    return gifts.code_of(given.gift_id)


def claim(member_id: UUID, code: str, **more: Any) -> Any:
    asked: dict[str, Any] = {"actor": of(member_id), "at": AT, "request_id": uuid7()}
    return usecases.claim(**asked | more, code=code)


def refused(code: str, story: Any, *args: Any, **given: Any) -> None:
    before = list(Coupon.objects.values()), list(CouponGift.objects.values())
    with pytest.raises(DomainError) as refusal:
        story(*args, **given)
    assert refusal.value.code == code
    assert (list(Coupon.objects.values()), list(CouponGift.objects.values())) == before


def state(coupon_id: UUID) -> str:
    return stories.get_card(coupon_id, on=FIRST, at=AT).state


def test_a_friend_takes_a_coupon_once_and_it_is_theirs(shop: Shop) -> None:
    coupon_id = coupon(shop)
    code = give(shop, coupon_id)
    assert state(coupon_id) == "given"
    refused("coupons.held", give, shop, coupon_id)
    refused("coupons.gift_not_found", claim, shop.other_member_id, "K23456789ABCDEF")
    claim(shop.other_member_id, code)
    refused("coupons.gift_settled", claim, shop.member_id, code)
    row = Coupon.objects.get(id=coupon_id)
    assert (row.member_id, row.issued_to, row.held_by) == (
        shop.other_member_id,
        shop.member_id,
        None,
    )
    told = [one.what for one in stories.list_happened(actor=shop.owner, coupon_id=coupon_id)]
    assert sorted(told) == ["claimed", "given", "issued"]


def test_the_giver_takes_it_back_until_it_is_claimed(shop: Shop) -> None:
    coupon_id = coupon(shop)
    code = give(shop, coupon_id)
    asked: dict[str, Any] = {"actor": of(shop.member_id), "at": AT, "coupon_id": coupon_id}
    usecases.take_back(**asked)
    assert state(coupon_id) == "usable"
    refused("coupons.gift_settled", claim, shop.other_member_id, code)
    refused("coupons.gift_settled", usecases.take_back, **asked)


def test_what_nobody_took_is_the_givers_again_by_itself(shop: Shop) -> None:
    coupon_id = coupon(shop)
    code = give(shop, coupon_id)
    late = AT + timedelta(days=7)
    refused("coupons.gift_settled", claim, shop.other_member_id, code, at=late)
    assert stories.get_card(coupon_id, on=late.date(), at=late).state == "usable"


def test_a_coupon_for_its_owner_alone_is_not_given(shop: Shop) -> None:
    refused("coupons.not_for_friends", give, shop, coupon(shop, may_give=False))


def test_a_coupon_sent_to_a_phone_waits_for_whoever_has_it(shop: Shop) -> None:
    coupon_id = coupon(shop)
    give(shop, coupon_id, phone="139 1234 5678")
    friend = of(shop.other_member_id)
    assert not gifts.list_sent_to(actor=friend, at=AT)
    Member.objects.filter(id=shop.other_member_id).update(phone=FRIEND)
    [sent] = gifts.list_sent_to(actor=friend, at=AT)
    asked: dict[str, Any] = {"at": AT, "gift_id": sent.gift_id}
    refused(
        "coupons.gift_not_found",
        usecases.claim_sent,
        actor=of(shop.member_id),
        request_id=uuid7(),
        **asked,
    )
    usecases.claim_sent(actor=friend, request_id=uuid7(), **asked)
    assert Coupon.objects.get(id=coupon_id).member_id == shop.other_member_id


def test_a_member_is_reminded_of_a_coupon_once(shop: Shop) -> None:
    coupon_id = coupon(shop, remind_days=3)
    machine = Actor("system", None, "coupons", "system", permissions.ALL, None)
    early, due = AT + timedelta(days=5), AT + timedelta(days=6)
    assert not endings.list_to_remind(endings.brand_day(early), limit=9)
    assert usecases.announce_endings(actor=machine, at=due) == 1
    assert usecases.announce_endings(actor=machine, at=due) == 0
    run_id = Coupon.objects.get(id=coupon_id).reminded_in
    assert run_id is not None
    assert endings.list_reminded(run_id) == [coupon_id]
