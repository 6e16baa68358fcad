"""Which sale lines a cancellation takes back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tessera.ops.replay.source import Line
from tessera.sales.models import ReturnLine, SaleLine
from tessera.sales.usecases import LooseLine, Wanted


@dataclass(slots=True)
class Sold:
    """A sale line that still has pieces to take back."""

    id: UUID
    sale_id: UUID
    left: int


@dataclass(slots=True)
class Matched:
    """What comes back by receipt, sale by sale, and what no sale was found for."""

    by_sale: dict[UUID, list[Wanted]] = field(default_factory=dict)
    refund_minor: Counter[UUID] = field(default_factory=Counter)
    loose: list[LooseLine] = field(default_factory=list)


Key = tuple[UUID, int]
"""SKU and unit price: a return refunds what was paid, so only a line at the same price fits."""


def match(
    *,
    store_id: UUID,
    member_id: UUID | None,
    document: str,
    lines: Sequence[Line],
    skus: Mapping[str, UUID],
) -> Matched:
    """Match ``lines`` of the cancellation ``document`` to the member's newest sale lines.

    A line may take pieces of several; what is left over is loose.
    """
    newest = _newest(store_id, member_id, document, [skus[line.code] for line in lines])
    matched = Matched()
    for line in lines:
        sku_id, price, wanted = skus[line.code], line.price.minor, -line.quantity
        for sold in newest.get((sku_id, price), ()):
            taken = min(wanted, sold.left)
            if taken:
                matched.by_sale.setdefault(sold.sale_id, []).append(Wanted(sold.id, taken))
                matched.refund_minor[sold.sale_id] += taken * price
                sold.left -= taken
                wanted -= taken
        if wanted:
            matched.loose.append(LooseLine(sku_id, wanted, price))
    return matched


def _newest(
    store_id: UUID, member_id: UUID | None, document: str, sku_ids: Sequence[UUID]
) -> dict[Key, list[Sold]]:
    """The member's sale lines of these SKUs by price, the newest first."""
    if member_id is None:
        return {}
    taken = _taken_before(store_id, document)
    rows = SaleLine.objects.filter(
        sale__store_id=store_id, sale__member_id=member_id, sku_id__in=set(sku_ids)
    ).order_by("-sale__at", "-sale__number", "-position")
    newest: dict[Key, list[Sold]] = {}
    for row in rows.only("id", "sale_id", "sku_id", "quantity", "returned", "net_minor"):
        price, rest = divmod(row.net_minor, row.quantity)
        left = row.quantity - row.returned + taken[row.id]
        if left and not rest:
            newest.setdefault((row.sku_id, price), []).append(Sold(row.id, row.sale_id, left))
    return newest


def _taken_before(store_id: UUID, document: str) -> Counter[UUID]:
    """What this very cancellation took before it was killed.

    Counted as if it were not taken yet, so that it is matched again exactly as the first time;
    what was done then is answered by its request id.
    """
    taken: Counter[UUID] = Counter()
    done = ReturnLine.objects.filter(
        document__store_id=store_id, document__reason=document, sale_line__isnull=False
    )
    for line_id, quantity in done.values_list("sale_line_id", "quantity"):
        taken[line_id] += quantity
    return taken
