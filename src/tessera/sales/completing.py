"""A sale that was decided, with its listeners' rows and its audit row, into one batch."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.ledger.operations import Books
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.sales import buying, cards, gifts, posting
from tessera.sales.context import Context
from tessera.sales.events import SaleCompleted, SoldItem, TopUpGave
from tessera.sales.posting import Draft
from tessera.sales.rules.order import OrderLine
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet.queries.rates import lowers, silent_of


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """The first answer to a completed sale. Balances are those after it, None without a member."""

    sale_id: UUID
    number: str
    business_on: date
    total_minor: int
    change_minor: int
    points_earned: int
    points: int | None
    principal_minor: int | None
    bonus_minor: int | None


def carry_out(batch: Batch, draft: Draft) -> CompletedSale:
    """Put all of a sale into the batch, its listeners' rows and its audit row among it."""
    books = _books(batch, draft)
    posting.post(batch, books, draft)
    event = _event(draft, books)
    buying.count_sale(batch, draft.seen.buyer, event.items, event.business_on)
    events.publish(event, batch)
    _tell_of_gifts(draft, batch)
    _tell_of_balance(draft, batch)
    books.close()
    result = _result(draft, books)
    _record(batch, draft, result)
    return result


def _books(batch: Batch, draft: Draft) -> Books:
    seen = draft.seen
    return Books(
        batch=batch,
        balances=gifts.balances(seen),
        kind="sale",
        document_id=draft.sale_id,
        store_id=seen.store.id,
        at=seen.at,
        business_on=seen.business_on,
    )


def _event(draft: Draft, books: Books) -> SaleCompleted:
    seen = draft.seen
    lines = zip(draft.order.lines, draft.quoted.lines, strict=True)
    loaded = cards.loaded(draft.cards)
    items = tuple(
        _item(seen, at, line, priced, loaded.get(at, 0)) for at, (line, priced) in enumerate(lines)
    )
    return SaleCompleted(
        actor=draft.actor,
        sale_id=draft.sale_id,
        store_id=seen.store.id,
        at=seen.at,
        business_on=seen.business_on,
        member=seen.member,
        is_first=seen.buyer is not None and seen.buyer.first_on is None,
        also=seen.also,
        holding=seen.holding,
        items=items,
        bonus_minor=draft.spend.bonus_minor,
        versions=seen.versions,
        books=books,
        coupons=seen.coupons,
    )


def _tell_of_gifts(draft: Draft, batch: Batch) -> None:
    """Points and levels of a top-up's plan are given by whoever owns them, after the commit."""
    given = [credit.given for credit in draft.credits]
    points = sum(one.points for one in given)
    levels = tuple(level_id for one in given for level_id in one.level_ids)
    if draft.order.member_id is None or not (points or levels):
        return
    news = TopUpGave(
        sale_id=draft.sale_id,
        member_id=draft.order.member_id,
        store_id=draft.seen.store.id,
        business_on=draft.seen.business_on,
        points=points,
        level_ids=levels,
    )
    events.publish(news, batch)


def _tell_of_balance(draft: Draft, batch: Batch) -> None:
    """Where stored value falls below somebody's mark."""
    spent = draft.spend.principal_minor + draft.spend.bonus_minor
    highest, holding = draft.seen.policy.highest_mark_minor, draft.seen.holding
    if spent and highest and holding is not None:
        wallet.tell_of_low(
            batch,
            holding,
            spent_minor=spent,
            document_id=draft.sale_id,
            highest_mark_minor=highest,
        )


def _item(
    seen: Context, position: int, line: OrderLine, priced: pricing.QuoteLine, loaded_minor: int
) -> SoldItem:
    sku = seen.skus[line.sku_id]
    return SoldItem(
        priced.kind,
        line.sku_id,
        line.quantity,
        priced.paid_minor - loaded_minor,
        position,
        sku.style,
        sku.category,
        not lowers(priced, silent_of(seen.rates)),
    )


def _result(draft: Draft, books: Books) -> CompletedSale:
    seen, holding = draft.seen, draft.seen.holding
    own = holding.member_id if holding else None
    return CompletedSale(
        sale_id=draft.sale_id,
        number=draft.number,
        business_on=seen.business_on,
        total_minor=draft.quoted.total_minor,
        change_minor=draft.settlement.change_minor,
        points_earned=-books.delta(held.points_issued(seen.store.id)),
        points=books.after(held.points(own)) if own else None,
        principal_minor=books.after(held.principal(own, seen.currency)) if own else None,
        bonus_minor=books.after(held.bonus(own, seen.currency)) if own else None,
    )


def _record(batch: Batch, draft: Draft, result: CompletedSale) -> None:
    later = draft.afterwards
    data: dict[str, Any] = {"number": result.number, "total_minor": result.total_minor}
    if draft.warned:
        data["warned"] = list(draft.warned)
    row = audit.row(
        actor=draft.actor,
        at=later.at if later else draft.seen.at,
        action="sale.recorded_offline" if later else "sale.completed",
        subject=draft.sale_id,
        store_id=draft.seen.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
