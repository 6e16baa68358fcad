"""What is set aside for tills, by the lots that it goes back to."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from tessera.ledger.models import Lot, LotChange
from tessera.ledger.rules import OpenLot
from tessera.wallet import places

SET_ASIDE, BROUGHT_BACK = "set_aside", "set_aside_back"
"""The kinds of the entries; their document is the limit that they are about."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What is left of what one document set aside: of each lot so much as is still away from it."""

    points: tuple[OpenLot, ...] = ()
    principal: tuple[OpenLot, ...] = ()
    bonus: tuple[OpenLot, ...] = ()

    @property
    def points_left(self) -> int:
        """Points that are left of it."""
        return sum(lot.remaining for lot in self.points)

    @property
    def left_minor(self) -> int:
        """Stored value that is left of it."""
        return sum(lot.remaining for lot in (*self.principal, *self.bonus))


def get_aside(document_id: UUID) -> Aside:
    """What is left of what a document set aside."""
    changes = LotChange.objects.filter(
        entry__document_id=document_id, entry__kind__in=(SET_ASIDE, BROUGHT_BACK)
    )
    away = {
        lot_id: -net
        for lot_id, net in changes.order_by().values_list("lot").annotate(net=Sum("amount"))
        if net < 0
    }
    lots = list(Lot.objects.filter(id__in=away).select_related("account"))
    return Aside(
        points=_of(lots, away, places.HELD_POINTS),
        principal=_of(lots, away, places.PRINCIPAL),
        bonus=_of(lots, away, places.BONUS),
    )


def _of(lots: list[Lot], away: dict[UUID, int], kind: str) -> tuple[OpenLot, ...]:
    return tuple(
        OpenLot(
            id=lot.id,
            account_id=lot.account_id,
            entry_id=lot.entry_id,
            remaining=away[lot.id],
            expires_on=lot.expires_on,
            earned_at=lot.earned_at.isoformat(),
            amount=lot.amount,
        )
        for lot in lots
        if lot.account.kind == kind
    )
