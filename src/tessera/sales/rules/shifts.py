"""What should be in the drawer when a shift ends (domain handbook 5.8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tessera.sales.rules.settlement import CASH


@dataclass(frozen=True, slots=True)
class TenderTotal:
    """What a shift took and gave back by one kind of tender."""

    kind: str
    taken_minor: int
    refunded_minor: int
    count: int


def tender_totals(
    taken: Iterable[tuple[str, int, int]], refunded: Iterable[tuple[str, int, int]]
) -> tuple[TenderTotal, ...]:
    """Join (kind, amount, count) of tenders and refunds, by kind."""
    took = {kind: (amount, count) for kind, amount, count in taken}
    gave = {kind: (amount, count) for kind, amount, count in refunded}
    return tuple(
        TenderTotal(
            kind,
            took.get(kind, (0, 0))[0],
            gave.get(kind, (0, 0))[0],
            took.get(kind, (0, 0))[1] + gave.get(kind, (0, 0))[1],
        )
        for kind in sorted({*took, *gave})
    )


def expected_cash(*, float_minor: int, totals: Sequence[TenderTotal]) -> int:
    """The float, and the cash that came in less what went out."""
    moved = sum(total.taken_minor - total.refunded_minor for total in totals if total.kind == CASH)
    return float_minor + moved
