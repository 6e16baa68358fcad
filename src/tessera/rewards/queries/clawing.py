"""What a return owes of what its sale earned: read under the lock of the sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, Sum

from tessera.kernel.money import cumulative_share
from tessera.ledger.models import Lot, LotChange
from tessera.members import queries as members
from tessera.rewards import rules
from tessera.rewards.models import Clawback, EarnedLine, Earning, EarnRule
from tessera.rewards.queries.earning import find_earning
from tessera.rewards.rules import EarnFacts, LineBack
from tessera.sales.events import SaleReturned
from tessera.sales.models import SaleLine
from tessera.wallet import places
from tessera.wallet.queries import Holding


@dataclass(frozen=True, slots=True)
class Due:
    """What a return takes back, cumulatively: ``points``, for ``base_minor`` of what earned.

    ``lapsed`` are points of this earning that expired and were not counted before; ``own_lots``
    those in which it stands, ``sold_at`` when it was earned. ``is_merged`` says that the buyer's card
    became another's, and ``waiting`` what of them still waits there.
    """

    points: int
    base_minor: int
    lapsed: int
    own_lots: frozenset[UUID]
    sold_at: datetime
    is_merged: bool
    waiting: int


def due_of(event: SaleReturned, holding: Holding) -> Due | None:
    """What the return takes back; None where its sale earned nothing."""
    earning = find_earning(event.sale_id)
    if earning is None:
        return None
    before = Clawback.objects.filter(sale_id=event.sale_id).aggregate(
        base=Sum("base_minor"), points=Sum("points"), lapsed=Sum("lapsed")
    )
    now = {item.position: item.quantity for item in event.items}
    whole = _by_line if earning.by_line else _by_sale
    points, base = whole(earning, now, before["points"] or 0)
    lots = _own_lots(earning, holding)
    survivor_id = members.survivor_of(holding.member_id)
    is_merged = survivor_id != holding.member_id
    return Due(
        points=points,
        base_minor=max(0, base - (before["base"] or 0)),
        lapsed=max(0, _lapsed(lots, event, holding) - (before["lapsed"] or 0)),
        own_lots=frozenset(lot.id for lot in lots),
        sold_at=earning.sale.at,
        is_merged=is_merged,
        waiting=_waiting_with(survivor_id, earning) if is_merged else 0,
    )


def _by_line(earning: Earning, now: dict[int, int], clawed: int) -> tuple[int, int]:
    """By what each line earned: its own share, whatever came of the others."""
    returned = _returned(earning, now)
    rows = EarnedLine.objects.filter(sale=earning.sale_id)
    lines = [(row, LineBack(row.points, row.quantity, returned[row.position])) for row in rows]
    base = sum(
        cumulative_share(row.base_minor, line.returned, line.quantity) for row, line in lines
    )
    return rules.line_clawback([line for _, line in lines], clawed=clawed), base


def _by_sale(earning: Earning, now: dict[int, int], clawed: int) -> tuple[int, int]:
    """By the base rule as it stood: what is left earns what it would have earned alone."""
    kinds = _programme_of(earning).kinds
    goods = back = 0
    for line in SaleLine.objects.filter(sale=earning.sale_id, kind__in=kinds):
        paid = line.net_minor - line.value_minor - line.points_share_minor
        goods += paid
        done = line.returned + now.get(line.position, 0)
        back += cumulative_share(paid, done, line.quantity)
    base = rules.returned_base(
        base_minor=earning.base_minor, goods_minor=goods, returned_minor=back
    )
    points = rules.clawback(
        earned=earning.points,
        base_minor=earning.base_minor,
        minor_per_point=earning.minor_per_point,
        returned_minor=base,
        clawed=clawed,
        factor_bp=earning.factor_bp,
    )
    return points, base


def _programme_of(earning: Earning) -> EarnFacts:
    row = EarnRule.objects.filter(version=earning.rule_version).first()
    if row is None:
        return EarnFacts()
    return EarnFacts(**{name: getattr(row, name) for name in EarnFacts.__dataclass_fields__})


def _returned(earning: Earning, now: dict[int, int]) -> dict[int, int]:
    """How many pieces of each line are back, this return included."""
    lines = SaleLine.objects.filter(sale=earning.sale_id).values_list("position", "returned")
    return {position: done + now.get(position, 0) for position, done in lines}


def _own_lots(earning: Earning, holding: Holding) -> list[Lot]:
    """The lot of the earning, and what became of it when its waiting was over."""
    own = [places.points(holding.member_id).id, places.points_pending(holding.member_id).id]
    released = Q(account__in=own, earned_at=earning.sale.at, entry__kind="release")
    return list(Lot.objects.filter(Q(id=earning.lot_id) | released))


def _waiting_with(survivor_id: UUID, earning: Earning) -> int:
    """What of the earning came to this member by a merge and still waits; a lot keeps its age."""
    carried = Lot.objects.filter(
        account=places.points_pending(survivor_id).id,
        earned_at=earning.sale.at,
        entry__kind="merge",
    )
    return carried.aggregate(sum=Sum("remaining"))["sum"] or 0


def _lapsed(lots: Sequence[Lot], event: SaleReturned, holding: Holding) -> int:
    """What of these lots expired: taken by the run, or over and about to be."""
    points = places.points(holding.member_id).id
    taken = LotChange.objects.filter(lot__in=[lot.id for lot in lots], entry__kind="expiry")
    over = sum(
        lot.remaining
        for lot in lots
        if lot.account_id == points and lot.expires_on and lot.expires_on < event.business_on
    )
    return over - (taken.aggregate(sum=Sum("amount"))["sum"] or 0)
