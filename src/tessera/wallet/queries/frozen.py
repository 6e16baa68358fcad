"""What is frozen, and why."""

from collections.abc import Sequence
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.wallet.models import Freeze


def list_freezes(member_id: UUID) -> Sequence[Freeze]:
    """What of a member's stored value is frozen now, the newest first."""
    rows = Freeze.objects.filter(member=member_id, released_at=None).select_related("staff")
    return list(rows.order_by("-at"))


def list_all_freezes(actor: Actor) -> Sequence[Freeze]:
    """Everything that is frozen now in the actor's stores, the newest first."""
    rows = Freeze.objects.filter(released_at=None).select_related("staff", "member", "store")
    if actor.store_ids is not None:
        rows = rows.filter(store__in=actor.store_ids)
    return list(rows.order_by("-at")[:200])
