"""A shop with a few members, a tag, and its owner."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from tests.support.shop import NOON, Shop, open_shop

from tessera.campaigns import queries, usecases
from tessera.campaigns.rules.conditions import Condition
from tessera.campaigns.rules.judging import Rule
from tessera.members import usecases as members
from tessera.members.models import MemberTag


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def tag(shop: Shop) -> UUID:
    return members.define_tag(actor=shop.boss, at=NOON, name="常客", colour="rose")


def rule(*conditions: Condition, match: str = "all") -> Rule:
    return Rule(match, tuple(conditions))


def run_through(shop: Shop, *, at: datetime = NOON, size: int = 2) -> None:
    """Go on with what has begun until nothing is left."""
    while (run_id := queries.find_running()) is not None:
        usecases.go_on(actor=shop.boss, at=at, run_id=run_id, size=size)


def give(
    shop: Shop, tag: UUID, *conditions: Condition, at: datetime = NOON, match: str = "all"
) -> None:
    """Set the tag's rule and look at everybody."""
    usecases.set_tag_rule(actor=shop.boss, at=at, tag_id=tag, rule=rule(*conditions, match=match))
    run_through(shop, at=at)


def look_again(shop: Shop, *, at: datetime) -> None:
    """What the night does, at another time."""
    usecases.begin_recompute(actor=shop.boss, at=at)
    run_through(shop, at=at)


def tagged(tag: UUID) -> set[UUID]:
    """Who has the tag by rule."""
    return set(MemberTag.objects.filter(tag=tag, source="rule").values_list("member", flat=True))


def told(tag: UUID, member: UUID) -> list[dict[str, Any]]:
    """What counted for the member."""
    reason = MemberTag.objects.get(tag=tag, member=member, source="rule").reason
    return [one["have"] for one in reason["met"]]


def buy(
    shop: Shop, member: UUID, *, at: datetime = NOON, pieces: int = 1, sku: UUID | None = None
) -> UUID:
    """The member buys dresses, or so many of something else; returns the sale."""
    order = shop.order((sku or shop.dress, pieces), member_id=member)
    return shop.sell(order, at=at).sale_id


def join(shop: Shop, count: int) -> Sequence[UUID]:
    """New members."""
    return [shop.join() for _ in range(count)]
