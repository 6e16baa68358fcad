"""Points earned by a sale, inside the same transaction."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError
from tessera.rewards import queries, rules
from tessera.rewards.models import EarnedLine, Earning, Visit
from tessera.rewards.queries.earning import EarnBook, has_visited, tags_of, wall_clock
from tessera.rewards.rules import Earned, SaleFacts, SoldLine
from tessera.sales.events import SaleCompleted, SoldItem
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet.queries import Holding


def earn_points(event: SaleCompleted, batch: Batch) -> None:
    """Credit what the goods of a sale earn, and keep the rules as they stood (law 7).

    Only what was really paid for earns: not what coupons, discounts or points paid, and no
    top-ups (CASES 6). The earning's key is the sale: once, ever (CASES 5). Points wait where the
    programme says so.
    """
    if event.holding is None:
        return
    book = queries.earn_book.get(event.versions)
    sale = _facts(event, book)
    earned = rules.earn(book.programme, book.rules, sale)
    if not earned.points:
        return
    lot_id = _credit(event, event.holding, book, earned.points)
    _keep(event, batch, event.holding, book, sale, earned, lot_id)


def _facts(event: SaleCompleted, book: EarnBook) -> SaleFacts:
    if event.member is None:
        return SaleFacts((), event.business_on, earns=False)
    rung = queries.ladder_of(event.versions).rung(event.member.level_id)
    level_bp = rules.points_factor(
        rung.benefits, birthday=event.member.birthday, on=event.business_on
    )
    if not book.rules:
        # The everyday sale asks for nothing more.
        lines = [
            SoldLine(x.kind, x.quantity, x.paid_minor, x.position, earns=x.earns)
            for x in event.items
        ]
        return SaleFacts(
            lines,
            event.business_on,
            level_bp=level_bp,
            bonus_minor=event.bonus_minor,
            earns=event.member.earns_points,
        )
    unread = (book.asks_for_visits and "visits" not in event.also) or (
        book.asks_for_tags and "tags" not in event.also
    )
    if unread:
        raise StaleError  # a rule that this process had not heard of when it read
    more = {"clock": wall_clock(event.store_id, event.at)} if book.asks_for_time else {}
    return SaleFacts(
        lines=[_line(item) for item in event.items],
        on=event.business_on,
        store_id=str(event.store_id),
        level_id=str(event.member.level_id),
        level_bp=level_bp,
        birthday=event.member.birthday,
        bonus_minor=event.bonus_minor,
        tags=tags_of(event.also.get("tags", [])),
        visited=has_visited(event.also.get("visits", []), event.store_id),
        earns=event.member.earns_points,
        **more,
    )


def _line(item: SoldItem) -> SoldLine:
    return SoldLine(
        item.kind,
        item.quantity,
        item.paid_minor,
        item.position,
        str(item.sku_id),
        item.style,
        item.category,
        item.earns,
    )


def _credit(event: SaleCompleted, holding: Holding, book: EarnBook, points: int) -> UUID | None:
    """Issue the points, to be spent or to wait; returns their lot, if anything is left for one."""
    through = rules.waits_until(book.programme, event.business_on)
    if through is not None:
        return wallet.hold_points(event.books, holding, points=points, through=through)
    until = rules.expires_on(book.programme, event.business_on)
    lot_id, _ = wallet.credit_points(event.books, holding, points=points, expires_on=until)
    return lot_id


def _keep(
    event: SaleCompleted,
    batch: Batch,
    holding: Holding,
    book: EarnBook,
    sale: SaleFacts,
    earned: Earned,
    lot_id: UUID | None,
) -> None:
    own = held.points_pending if book.programme.pending_days else held.points
    kept: dict[str, Any] = {
        "sale_id": event.sale_id,
        "account_id": own(holding.member_id).id,
        "points": earned.points,
        "base_minor": earned.base_minor,
        "rule_version": book.programme.version,
        "minor_per_point": book.programme.minor_per_point,
        "factor_bp": sale.level_bp,
        "lot_id": lot_id,
    }
    if earned.lines:
        kept["by_line"] = True
    batch.insert(Earning, kept)
    for line in earned.lines:
        values = {**asdict(line), "reasons": [asdict(gave) for gave in line.reasons]}
        batch.insert(EarnedLine, {"id": uuid7(), "sale_id": event.sale_id, **values})
    if earned.visits:
        day = {"store_id": event.store_id, "business_on": event.business_on}
        own_visit = {"member_id": holding.member_id, "sale_id": event.sale_id}
        batch.insert(Visit, {"id": uuid7(), **own_visit, **day})
