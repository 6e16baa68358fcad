"""What of a top-up's money is gone again."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from tessera.ledger.models import Lot
from tessera.sales.models import TopUpPaidOut
from tessera.sales.rules.withdrawing import share_back
from tessera.wallet import places


def paid_in(sales: Collection[UUID]) -> dict[UUID, int]:
    """How much money each of ``sales`` put on its member's card, in minor units."""
    opened = Lot.objects.filter(
        entry__document_id__in=sales, entry__kind="sale", account__kind=places.PRINCIPAL
    )
    summed = opened.order_by().values_list("entry__document_id").annotate(minor=Sum("amount"))
    return dict(summed)


def was_withdrawn(sale_id: UUID) -> bool:
    """Whether all of a sale's top-up was paid out within the first days, by the wish of whoever
    had it."""
    row = TopUpPaidOut.objects.filter(sale=sale_id).first()
    return row is not None and row.withdrawn_minor >= row.whole_minor


def points_withdrawn(sale_id: UUID, points: int) -> int:
    """How many of the ``points`` that a sale's top-up gave are gone with what was withdrawn of
    it."""
    row = TopUpPaidOut.objects.filter(sale=sale_id).first()
    if row is None:
        return 0
    now, whole = row.withdrawn_minor, row.whole_minor
    return share_back(points, before_minor=0, now_minor=now, whole_minor=whole)
