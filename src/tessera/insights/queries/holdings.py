"""What members hold and how they buy, for lists and for one member's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Max, Sum

from tessera.ledger import queries as ledger
from tessera.ledger.models import Account
from tessera.sales.models import Sale
from tessera.wallet import places
from tessera.wallet import queries as wallet
from tessera.wallet.queries import Balances


@dataclass(frozen=True, slots=True)
class OpenLot:
    """Points that are left of one credit, and the last day on which they count."""

    remaining: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a member has bought: how often, for how much in all, and when last."""

    sale_count: int
    spent_minor: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holding:
    """What one member holds."""

    balances: Balances
    lots: tuple[OpenLot, ...]
    habits: Habits

    @property
    def soonest(self) -> OpenLot | None:
        """What ends first of the points, whatever came when; None where nothing ends."""
        days = [lot.expires_on for lot in self.lots if lot.expires_on is not None]
        if not days:
            return None
        first = min(days)
        return OpenLot(sum(one.remaining for one in self.lots if one.expires_on == first), first)


def list_balances(member_ids: Sequence[UUID]) -> dict[UUID, Balances]:
    """Balances by member. The caller has listed the members within its scope."""
    kept: dict[UUID, dict[str, int]] = {member_id: {} for member_id in member_ids}
    for account in Account.objects.filter(owner__in=member_ids):
        kept[account.owner][account.kind] = account.balance or 0
    return {member_id: wallet.balances_by_kind(held) for member_id, held in kept.items()}


def get_holding(member_id: UUID) -> Holding:
    """One member's holding. The caller has read the member within its scope."""
    lots = ledger.list_lots(places.points(member_id))
    return Holding(
        balances=wallet.get_balances(member_id),
        lots=tuple(OpenLot(lot.remaining, lot.expires_on) for lot in lots),
        habits=_habits(member_id),
    )


def _habits(member_id: UUID) -> Habits:
    found = Sale.objects.filter(member=member_id).aggregate(
        count=Count("pk"), spent=Sum(F("total_minor") + F("points_minor")), last=Max("at")
    )
    return Habits(found["count"], found["spent"] or 0, found["last"])
