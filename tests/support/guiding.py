"""Guides and the members they look after."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import usecases as members
from tessera.members.models import HandOver
from tessera.org.models import Staff
from tests.support.shop import NOON, Shop
from tests.support.till import hire


def a_guide(shop: Shop, name: str) -> UUID:
    """Somebody new of this name."""
    found = hire(shop, "guide").own_id
    Staff.objects.filter(id=found).update(name=name)
    return found


def look_after(
    shop: Shop,
    member_id: UUID,
    guide_id: UUID | None,
    *,
    at: datetime = NOON,
    actor: Actor | None = None,
) -> None:
    """The member gets this guide, or none."""
    members.assign_guide(
        actor=actor or shop.boss, at=at, member_id=member_id, staff_id=guide_id, reason="调店"
    )


def half_handed_over(guide_id: UUID) -> None:
    """The worker has moved 1,000 of a guide's 2,000 members."""
    HandOver.objects.create(
        before_id=guide_id,
        reason="离职",
        by_name="店长",
        begun_at=NOON,
        total_count=2000,
        done_count=1000,
    )
