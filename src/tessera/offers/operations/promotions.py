"""Counting how promotions are used up, into the caller's batch and transaction."""

from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.offers.models import PromotionCount
from tessera.offers.queries import Counts, Place, Wants
from tessera.platform.batch import Batch
from tessera.pricing import Quote


def count_promotions(
    batch: Batch,
    *,
    quoted: Quote,
    wants: Wants,
    counts: Counts,
    place: Place,
    has_happened: bool = False,
) -> None:
    """Count one use of each promotion with limits that this quote applies, its pieces, and what it
    saves.

    The constraints on the rows settle a race, also who writes the first row of a limit: who comes
    second reads again and is priced by what is left. A return keeps the use. What ``has_happened``
    already is counted beyond the limits as well; the next use writes them again.
    """
    served = {one.rule_id: one.pieces for one in quoted.served}
    saved: dict[str, int] = {}
    for line in quoted.lines:
        for reason in line.reasons:
            saved[reason.rule_id] = saved.get(reason.rule_id, 0) + reason.amount_minor
    for promotion_id, limits in wants.limited:
        if (name := str(promotion_id)) in saved:
            amounts = {"uses": 1, "units": served.get(name, 0), "saved_minor": saved[name]}
            for scope, most in place.scopes(limits).items():
                bounds = {"most_uses": most, "most_units": None, "most_minor": None}
                if scope == "all":
                    bounds |= {"most_units": limits.units, "most_minor": limits.budget_minor}
                if has_happened:
                    bounds = dict.fromkeys(bounds)
                _count(batch, (promotion_id, scope), counts, amounts, bounds)


def _count(
    batch: Batch,
    key: tuple[UUID, str],
    counts: Counts,
    amounts: dict[str, int],
    bounds: dict[str, int | None],
) -> None:
    if known := counts.get(key):
        batch.change(PromotionCount, known.id, by=amounts, put=bounds)
        return
    row = {"id": uuid7(), "promotion_id": key[0], "scope": key[1]}
    batch.insert(PromotionCount, {**row, **amounts, **bounds})
