"""Two stores, two members of one level, and people who see one store or all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.ids import uuid7
from tessera.members.models import Level, Member
from tessera.offers import permissions, usecases
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org

AT = datetime(2028, 2, 20, 4, 0, tzinfo=UTC)
FIRST, LAST = date(2028, 2, 20), date(2028, 2, 29)
"""Ten days that end on the leap day."""


@dataclass(frozen=True)
class Shop:
    """Who and where."""

    owner: Actor
    manager: Actor
    store_id: UUID
    other_store_id: UUID
    level_id: UUID
    member_id: UUID
    other_member_id: UUID

    def promote(self, **given: Any) -> UUID:
        """A promotion, ten per cent off everything for ten days unless told otherwise."""
        terms: dict[str, Any] = {
            "actor": self.owner,
            "at": AT,
            "kind": "limited_time",
            "name": "春节特惠",
            "starts_on": FIRST,
            "ends_on": LAST,
            "config": {"discount_bp": 1000},
        }
        return usecases.create_promotion(**terms | given)

    def coupon_kind(self) -> UUID:
        """20 off from 200."""
        return usecases.create_coupon_kind(
            actor=self.owner, at=AT, name="满200减20", threshold_minor=20000, amount_minor=2000
        )

    def coupon(self, **given: Any) -> str:
        """A coupon of the first member for ten days unless told otherwise; its code."""
        terms: dict[str, Any] = {
            "actor": self.manager,
            "at": AT,
            "member_id": self.member_id,
            "starts_on": FIRST,
            "ends_on": LAST,
        }
        if "kind_id" not in given:
            terms["kind_id"] = self.coupon_kind()
        return usecases.issue_coupon(**terms | given)


def _member(name: str, level: Level) -> UUID:
    member = Member.objects.create(
        name=name,
        reference=name,
        level=level,
        card_code=name,
        joined_at=AT,
        joined_on=AT.date(),
    )
    return member.id


@pytest.fixture
def shop(db: None) -> Shop:
    founder = system_actor("set-up", org_permissions.ALL)
    org.set_up_brand(actor=founder, at=AT, name="锦绣")
    here, there = (
        org.open_store(actor=founder, at=AT, code=code, name=name)
        for code, name in (("S1", "南京路店"), ("S2", "淮海路店"))
    )
    level = Level.objects.create(name="银卡", rank=1, discount_bp=500)
    own = frozenset({here})
    return Shop(
        owner=Actor("staff", uuid7(), "王老板", "owner", permissions.ALL, None),
        manager=Actor("staff", uuid7(), "李店长", "manager", permissions.ALL, own),
        store_id=here,
        other_store_id=there,
        level_id=level.id,
        member_id=_member("张丽华", level),
        other_member_id=_member("陈思", level),
    )
