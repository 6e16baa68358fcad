"""What the top-ups of a sale give besides the money: decided by the plan, kept with the line (law 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.offers import operations as offers
from tessera.platform import reads
from tessera.platform.batch import Batch
from tessera.sales.context import Context
from tessera.sales.models import SaleLine
from tessera.sales.rules.order import Order
from tessera.stock import queries as stock
from tessera.wallet import operations as wallet
from tessera.wallet.queries import PlanFacts
from tessera.wallet.rules import topups
from tessera.wallet.rules.topups import Given, TopUpFacts

KIND = "topup"
GIVEAWAY = "giveaway"
"""The kind of a line that a top-up gave: goods that leave the stock and cost nothing."""


@dataclass(frozen=True, slots=True)
class LineCredit:
    """What one line of a top-up gives, and by which plan."""

    key: str
    name: str
    plan: PlanFacts
    given: Given


def credits_of(seen: Context, order: Order, quoted: pricing.Quote) -> tuple[LineCredit, ...]:
    """What each top-up line with a plan gives to the member of the order."""
    facts = None
    found = []
    for line, priced in zip(order.lines, quoted.lines, strict=True):
        plan = seen.plans.get(line.sku_id)
        if priced.kind != KIND or plan is None:
            continue
        facts = facts or _facts(seen)
        given = _given(plan, priced, facts)
        found.append(LineCredit(line.key, seen.skus[line.sku_id].name, plan, given))
        if plan.terms.first_only and not given.why_not:
            facts = replace(facts, is_first=False)
    return tuple(found)


def _given(plan: PlanFacts, priced: pricing.QuoteLine, facts: TopUpFacts) -> Given:
    """Of several pieces of what only the first gives, one is the first."""
    pieces = priced.quantity if plan.terms.first_only else 1
    return topups.given(
        plan.terms,
        bonus_minor=plan.bonus_minor,
        amount_minor=priced.net_minor // pieces,
        pieces=priced.quantity // pieces,
        facts=facts,
    )


def _facts(seen: Context) -> TopUpFacts:
    asks = any(plan.terms.first_only for plan in seen.plans.values())
    return TopUpFacts(
        on=seen.business_on,
        store_id=seen.store.id,
        level_id=seen.member.level_id if seen.member else None,
        is_first=asks and not _has_topped_up(seen),
    )


def _has_topped_up(seen: Context) -> bool:
    """Whether the member, or a duplicate of theirs, ever topped up: what a gift or a return put into
    the wallet is none. Read only where a plan of the cart asks."""
    if seen.member is None:
        return False
    own = members.list_ids_of(seen.member.id)
    return SaleLine.objects.filter(kind=KIND, sale__member__in=own).exists()


def free_order(seen: Context, order: Order, quoted: pricing.Quote) -> pricing.Quote:
    """The quote with everything but the top-up free, where its plan says so and it reaches.

    What the goods would have cost is a reduction of the rule, line by line: they bring no revenue,
    earn nothing and refund nothing (docs/decisions, on orders that a top-up makes free).
    """
    if not any(plan.terms.free_order_times for plan in seen.plans.values()):
        return quoted
    topup = sum(line.net_minor for line in quoted.lines if line.kind == KIND)
    bill = sum(line.paid_minor for line in quoted.lines if line.kind != KIND)
    for credit in credits_of(seen, order, quoted):
        times = credit.given.free_order_times
        if topups.frees_order(times, topup_minor=topup, goods_minor=bill):
            return _freed(quoted, credit.plan, credit.name, bill)
    return quoted


def _freed(quoted: pricing.Quote, plan: PlanFacts, name: str, bill: int) -> pricing.Quote:
    rule = pricing.Reason(str(plan.id), plan.version, "free_order", name, 0)
    return replace(
        quoted,
        lines=tuple(_free_line(line, rule) for line in quoted.lines),
        reasons=(*quoted.reasons, replace(rule, amount_minor=bill)),
        reduction_minor=quoted.reduction_minor + bill,
        total_minor=quoted.total_minor - bill,
    )


def _free_line(line: pricing.QuoteLine, rule: pricing.Reason) -> pricing.QuoteLine:
    if line.kind == KIND or not line.paid_minor:
        return line
    reason = replace(rule, amount_minor=line.paid_minor)
    net = line.net_minor - line.paid_minor
    return replace(line, net_minor=net, paid_minor=0, reasons=(*line.reasons, reason))


@dataclass(frozen=True, slots=True)
class Beside:
    """The goods that top-ups give: what they are, how many, and what is on hand."""

    pieces: Mapping[UUID, int]
    skus: Mapping[UUID, catalog.SkuFacts]
    stock: Mapping[UUID, stock.StockFacts]


NOTHING_BESIDE = Beside({}, {}, {})


def read_beside(seen: Context, given: Sequence[LineCredit]) -> Beside:
    """The goods that ``given`` gives, read only where there are some."""
    pieces: dict[UUID, int] = {}
    for credit in given:
        for sku_id, count in credit.given.goods:
            pieces[sku_id] = pieces.get(sku_id, 0) + count
    if not pieces:
        return NOTHING_BESIDE
    found = reads.gather(
        {
            "skus": catalog.select_skus(list(pieces)),
            "stock": stock.select_stock(seen.store.id, list(pieces)),
        }
    )
    skus = catalog.skus_of(found["skus"], asked=list(pieces))
    return Beside(pieces, skus, stock.stock_of(found["stock"]))


def give(
    batch: Batch,
    books: Books,
    given: Sequence[LineCredit],
    *,
    member_id: UUID,
    sale_id: UUID,
    seen: Context,
) -> dict[str, dict[str, Any]]:
    """Promise the parts that come later and give the coupons; what each line gave, for its row."""
    told: dict[str, dict[str, Any]] = {}
    assert books.store_id is not None
    for credit in given:
        wallet.promise_parts(
            batch,
            credit.given.later,
            member_id=member_id,
            sale_id=sale_id,
            store_id=books.store_id,
        )
        coupons = _give_coupons(batch, credit, member_id, seen)
        told[credit.key] = _reason(credit, coupons)
    return told


def _give_coupons(batch: Batch, credit: LineCredit, member_id: UUID, seen: Context) -> list[UUID]:
    """As many as the kinds' limits leave: for want of a coupon no top-up is refused."""
    last = seen.business_on + timedelta(days=credit.plan.terms.coupon_days - 1)
    return [
        coupon_id
        for kind_id, count in credit.given.coupons
        for coupon_id in offers.give_coupons(
            batch,
            kind_id=kind_id,
            grants=[offers.Grant(member_id)] * count,
            days=(seen.business_on, last),
            at=seen.at,
            source="topup",
            may_fall_short=True,
        )
    ]


def _reason(credit: LineCredit, coupons: Sequence[UUID]) -> dict[str, Any]:
    """What a plan, in its version of that time, gave; it takes nothing off the price."""
    given = credit.given
    return {
        "rule_id": str(credit.plan.id),
        "version": credit.plan.version,
        "kind": KIND,
        "name": credit.name,
        "amount_minor": 0,
        "gave": {
            "bonus_minor": given.bonus_minor,
            "later": [[part.due_on.isoformat(), part.amount_minor] for part in given.later],
            "points": given.points,
            "coupons": [str(one) for one in coupons],
            "goods": [[str(sku_id), count] for sku_id, count in given.goods],
            "levels": [str(level_id) for level_id in given.level_ids],
            "why_not": given.why_not,
        },
    }


def giveaway_lines(beside: Beside, *, sale_id: UUID, position: int) -> list[dict[str, Any]]:
    """The rows of the goods that top-ups gave, after the sale's own lines."""
    return [
        {
            "id": uuid7(),
            "sale_id": sale_id,
            "position": position + place,
            "sku_id": sku_id,
            "kind": GIVEAWAY,
            "name": beside.skus[sku_id].name,
            "colour": beside.skus[sku_id].colour,
            "size": beside.skus[sku_id].size,
            "quantity": count,
            "unit_tag_minor": 0,
            "unit_price_minor": 0,
            "gross_minor": 0,
            "net_minor": 0,
            "points_share_minor": 0,
            "reasons": [],
        }
        for place, (sku_id, count) in enumerate(beside.pieces.items())
    ]
