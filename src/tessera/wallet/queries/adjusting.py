"""What was adjusted by hand and what waits, and what a member gave away on a day."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Func, Max, Sum

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.wallet import errors, permissions
from tessera.wallet.models import Adjustment, AdjustmentState, PointsTransfer

MAX_LIMIT = 100


def list_adjustments(actor: Actor, *, state: str = "", limit: int = 50) -> list[Adjustment]:
    """Adjustments in the actor's stores, the newest first; of one ``state``, or all.

    Raises Forbidden.
    """
    actor.require(permissions.ADJUST)
    found = Adjustment.objects.select_related("member", "store").order_by("-asked_at", "-id")
    if actor.store_ids is not None:
        found = found.filter(store__in=actor.store_ids)
    if state:
        found = found.filter(state=state)
    return list(found[: max(1, min(limit, MAX_LIMIT))])


def get_adjustment(actor: Actor, adjustment_id: UUID) -> Adjustment:
    """One adjustment. Raises Forbidden; NotFound ``wallet.adjustment_not_found`` beyond the stores."""
    actor.require(permissions.ADJUST)
    row = Adjustment.objects.select_related("member", "store").filter(id=adjustment_id).first()
    if row is None or not actor.reaches(row.store_id):
        raise errors.adjustment_not_found()
    return row


def adjusted_alone(*, actor: Actor, member_id: UUID, unit: str, on: date) -> tuple[int, int]:
    """How often and how much of a unit somebody has adjusted alone for a member on a day, added and
    taken."""
    own = Adjustment.objects.filter(
        member=member_id,
        unit=unit,
        business_on=on,
        state=AdjustmentState.DONE,
        decided_by_id=None,
        asked_by_id=actor.id,
    )
    told = own.aggregate(turns=Max("turn"), sum=Sum(Func(F("amount"), function="abs")))
    return told["turns"] or 0, told["sum"] or 0


def given_on(member_id: UUID, on: date) -> int:
    """How many points a member has given to others on a day."""
    given = PointsTransfer.objects.filter(giver=member_id, business_on=on)
    return given.aggregate(s=Sum("points"))["s"] or 0


def given_since(member_id: UUID, at: datetime) -> int:
    """How many points a member has given to others since ``at``."""
    given = PointsTransfer.objects.filter(giver=member_id, at__gte=at)
    return given.aggregate(s=Sum("points"))["s"] or 0


def find_receiver(phone: str, *, giver_id: UUID) -> Member | None:
    """Who has this whole phone, is a member and not the giver."""
    return _another(members.find_by_whole_phone(phone), giver_id)


def find_named(whom: str, *, giver_id: UUID) -> Member | None:
    """Who has this whole phone, or the card of this number, is a member and not the giver."""
    return _another(members.find_by_phone_or_card(whom), giver_id)


def _another(found: UUID | None, giver_id: UUID) -> Member | None:
    if found is None or found == giver_id:
        return None
    return Member.objects.filter(id=found, left_at=None, merged_into=None).first()
