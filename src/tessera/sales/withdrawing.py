"""What came with top-ups whose money is paid out, taken back as far as it is there (decision 26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.offers import operations as offers
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.sales.events import TopUpTakenBack
from tessera.sales.models import SaleLine, TopUpPaidOut
from tessera.sales.queries.payouts import PayoutPlan
from tessera.sales.queries.topups import paid_in
from tessera.sales.rules import giving
from tessera.sales.rules.withdrawing import share_back
from tessera.wallet.rules import Due


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a sale's top-up goes now, after what ``before`` says; ``withdrawn_minor`` of it by the
    right of the first days."""

    sale_id: UUID
    before: TopUpPaidOut | None
    whole_minor: int
    withdrawn_minor: int
    paid_minor: int

    def back(self, given: int) -> int:
        """How many of ``given`` presents go with it."""
        before = self.before.withdrawn_minor if self.before else 0
        now, whole = self.withdrawn_minor, self.whole_minor
        return share_back(given, before_minor=before, now_minor=now, whole_minor=whole)


def take_gifts(batch: Batch, plan: PayoutPlan, cause: str) -> Mapping[UUID, int]:
    """Make the unused coupons of withdrawn top-ups worth nothing, and have their points taken back;
    returns how much money of each sale's top-up has been paid out so far, in minor units.

    A top-up that was used in part, or is older, keeps what came with it: only who withdraws undoes
    the bargain, who bought all of it, and who was handed money of it the share of that money,
    whoever has the presents. Ordinary presents stay (domain handbook 1.3).
    """
    parts = _parts(plan, cause)
    undone = {part.sale_id: part for part in parts if part.withdrawn_minor}
    with_points = set()
    for line in SaleLine.objects.filter(sale__in=undone, kind=giving.TOPUP):
        gave = giving.gave(line.reasons)
        coupons = [UUID(one) for one in gave.get("coupons", ())]
        offers.withdraw_coupons(batch, coupons, most=undone[line.sale_id].back(len(coupons)))
        if gave.get("points", 0):
            with_points.add(line.sale_id)
    for part in parts:
        _count(batch, part)
    for sale_id in with_points:
        events.publish(TopUpTakenBack(sale_id), batch)
    return {
        one.sale_id: one.paid_minor + (one.before.paid_minor if one.before else 0) for one in parts
    }


def _parts(plan: PayoutPlan, cause: str) -> list[_Part]:
    sales = plan.by_sale()
    whole = paid_in(sales)
    rows = {row.sale_id: row for row in TopUpPaidOut.objects.filter(sale__in=sales)}
    found = []
    for sale_id, dues in sales.items():
        cost, before = whole.get(sale_id, 0), rows.get(sale_id)
        gone = before.withdrawn_minor if before else 0
        now = _withdrawn(dues, left_minor=cost - gone, is_own=sale_id in plan.own)
        if cost:
            found.append(_Part(sale_id, before, cost, now, sum(due.by(cause) for due in dues)))
    return found


def _withdrawn(dues: Sequence[Due], *, left_minor: int, is_own: bool) -> int:
    minor = sum(due.topup.paid_left_minor for due in dues if due.is_withdrawal)
    return left_minor if is_own and minor else min(minor, left_minor)


def _count(batch: Batch, part: _Part) -> None:
    """Keep what is gone; of two who do so at once the second begins again."""
    now = {"withdrawn_minor": part.withdrawn_minor, "paid_minor": part.paid_minor}
    if part.before is None:
        row = {"id": uuid7(), "sale_id": part.sale_id, "whole_minor": part.whole_minor, **now}
        batch.insert(TopUpPaidOut, row)
        return
    seen = {name: getattr(part.before, name) for name in now}
    batch.change(TopUpPaidOut, part.before.id, by=now, expect=seen)
