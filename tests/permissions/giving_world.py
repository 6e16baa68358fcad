"""Coupons of the world in which permissions are tried."""

from typing import Any
from uuid import UUID, uuid4

from tessera.campaigns import usecases as campaigns
from tessera.offers import usecases as offers
from tessera.offers.queries import stories
from tests.support.shop import NOON, TODAY, Shop


def coupon_of(shop: Shop, member_id: UUID) -> UUID:
    """A coupon of the member's."""
    by: dict[str, Any] = {"actor": shop.boss, "at": NOON}
    kind_id = offers.create_coupon_kind(**by, name="礼券", amount_minor=1000)
    days: dict[str, Any] = {"starts_on": TODAY, "ends_on": TODAY}
    offers.issue_coupon(**by, kind_id=kind_id, member_id=member_id, **days)
    [own] = stories.list_of_kind(kind_id, on=TODAY, at=NOON)
    return own.facts.id


def coupons(shop: Shop) -> dict[str, UUID]:
    """A kind of coupon that is given by itself, and a batch of its codes, all made."""
    by: dict[str, Any] = {"actor": shop.boss, "at": NOON}
    week = offers.Issuing(valid_days=7)
    kind_id = offers.create_coupon_kind(**by, name="新人礼券", amount_minor=1000, issuing=week)
    giving_id = campaigns.begin_giving(**by, kind_id=kind_id, occasion="joined")
    begun = offers.begin_batch(**by, request_id=uuid4(), kind_id=kind_id, name="传单", count=1)
    offers.make_codes(**by, batch_id=begun.batch_id)
    return {
        "coupon_kind_id": kind_id,
        "giving_id": giving_id,
        "batch_id": begun.batch_id,
        "coupon_gift_id": uuid4(),
    }
