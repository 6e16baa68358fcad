"""Points that returns could not take back, for whoever set the rule that forgives them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Sum

from tessera.kernel.actor import Actor
from tessera.rewards import permissions
from tessera.rewards.models import Clawback


@dataclass(frozen=True, slots=True)
class ForgivenRow:
    """One return that forgave points."""

    sale_id: UUID
    sale_number: str
    return_number: str
    at: datetime
    points: int


@dataclass(frozen=True, slots=True)
class Forgiven:
    """What was forgiven in all and since a day, and the newest of it."""

    points: int
    points_since: int
    newest: tuple[ForgivenRow, ...]


def get_forgiven(actor: Actor, *, since: date, limit: int = 5) -> Forgiven:
    """The points that returns in the actor's stores forgave. Raises Forbidden."""
    actor.require(permissions.DECIDE_HOLDS)
    rows = Clawback.objects.filter(forgiven__gt=0)
    if actor.store_ids is not None:
        rows = rows.filter(document__store__in=actor.store_ids)
    sums = rows.aggregate(
        whole=Sum("forgiven"), since=Sum("forgiven", filter=Q(document__business_on__gte=since))
    )
    newest = rows.select_related("document", "sale").order_by("-document__at")[:limit]
    return Forgiven(
        sums["whole"] or 0,
        sums["since"] or 0,
        tuple(
            ForgivenRow(
                row.sale_id, row.sale.number, row.document.number, row.document.at, row.forgiven
            )
            for row in newest
        ),
    )
