"""Quote a cart, and complete it as a sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import errors as member_errors
from tessera.org import queries as org
from tessera.platform import audit, events, numbering, work
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, RequestRecord
from tessera.platform.usecases import usecase
from tessera.sales import (
    buying,
    crediting,
    errors,
    gifts,
    permissions,
    posting,
    prepaying,
    proving,
    quoting,
)
from tessera.sales import context as contexts
from tessera.sales.context import Context
from tessera.sales.crediting import LineCredit
from tessera.sales.events import SaleCompleted, SoldItem, TopUpGave
from tessera.sales.posting import Draft
from tessera.sales.prepaying import NOBODY, BuyerNote, Judged
from tessera.sales.proving import NO_PROOF, Proof
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.rules.settlement import CASH, WALLET, Settlement, settle
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet.events import BalanceLow
from tessera.wallet.queries.cards import lowers, silent_of
from tessera.wallet.rules import Spend


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


def quote(*, actor: Actor, at: datetime, store_id: UUID, order: Order) -> pricing.Quote:
    """Price a cart as it stands; nothing is written or reserved.

    Raises Forbidden, and what ``context.read`` raises.
    """
    return price_cart(actor=actor, at=at, store_id=store_id, order=order).quote


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart's price, and what its top-ups would give."""

    quote: pricing.Quote
    credits: tuple[LineCredit, ...]
    judged: Judged


def price_cart(*, actor: Actor, at: datetime, store_id: UUID, order: Order) -> PricedCart:
    """Price a cart as ``quote`` does, and say what its top-ups give. Raises the same."""
    actor.require(permissions.QUOTE, store_id)
    _check_override(actor, store_id, order)
    seen = contexts.read(at=at, store_id=store_id, till_id=None, order=order)
    quoted = quoting.quote(seen, order)
    judged = prepaying.judge(seen, quoted, cash_minor=0)
    return PricedCart(quoted, crediting.credits_of(seen, order, quoted), judged)


@usecase(permission=permissions.COMPLETE, audit="sale.completed", before=proving.prove)
def complete(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    order: Order,
    tenders: Sequence[TenderOffer],
    expected_total_minor: int,
    proof: Proof = NO_PROOF,
    buyer: BuyerNote = NOBODY,
) -> CompletedSale:
    """Complete a cart as a sale: one read, one batch, one commit (DESIGN, section 5).

    ``expected_total_minor`` is the total that was shown, ``buyer`` who buys prepaid value where the
    law asks for it. Raises Conflict
    ``sales.total_changed`` with the new quote, ``sales.shift_closed``, ``sales.underpaid``,
    ``sales.overpaid``, ``sales.topup_needs_money``, ``sales.member_needed``,
    ``wallet.insufficient``, what ``proving`` and ``prepaying`` raise, ``stock.insufficient``,
    ``cards.kind_missing``, ``coupons.*``; Invalid and NotFound as in
    ``context.read``; SignInChanged for an actor from memory who has changed since.
    """
    batch = Batch()
    asked = Asked(order, tenders, expected_total_minor, proof, buyer)
    draft = draft_sale(batch, actor, at, store_id, till_id, asked)
    result = carry_out(batch, draft)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
    batch.flush()
    return result


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be sold, how it is paid, and what was shown and proved.

    ``coming_minor`` is paid by what comes back for it; ``tenders`` pay the rest alone.
    """

    order: Order
    tenders: Sequence[TenderOffer]
    expected_total_minor: int
    proof: Proof
    buyer: BuyerNote = NOBODY
    coming_minor: int = 0


def draft_sale(
    batch: Batch,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    asked: Asked,
) -> Draft:
    """Read, price and settle a cart."""
    order, tenders = asked.order, asked.tenders
    _check_override(actor, store_id, order)
    codes = gifts.codes_of(order, tenders)
    seen = contexts.read(at=at, store_id=store_id, till_id=till_id, order=order, gift_codes=codes)
    org.check_current(actor, seen.versions)
    shift_id = contexts.open_shift_id(seen.shift)
    quoted = quoting.quote(seen, order)
    _check(seen, order, quoted, asked.expected_total_minor)
    given = crediting.credits_of(seen, order, quoted)
    settlement = settle(
        total_minor=max(0, quoted.total_minor - asked.coming_minor),
        topup_minor=posting.topup_minor(quoted),
        offers=tenders,
    )
    cash = settlement.amount(CASH)
    judged = prepaying.judge(seen, quoted, cash_minor=cash, buyer=asked.buyer)
    prepaying.check(judged)
    activated, spent, settlement = gifts.prepare(seen, order, quoted, settlement)
    sale_id = uuid7()
    prepaying.note(batch, judged, asked.buyer, sale_id=sale_id)
    spend = _proved_spend(seen, settlement, asked.proof)
    proving.hold(batch, seen, spend, asked.proof)
    return Draft(
        actor=actor,
        seen=seen,
        order=order,
        quoted=quoted,
        settlement=settlement,
        spend=spend,
        sale_id=sale_id,
        number=_number(batch, seen, till_id),
        till_id=till_id,
        shift_id=shift_id,
        credits=given,
        beside=crediting.read_beside(seen, given),
        warned=tuple(judged.warned),
        activated=activated,
        gifts=spent,
    )


def _check_override(actor: Actor, store_id: UUID, order: Order) -> None:
    if any(line.price_minor is not None for line in order.lines):
        actor.require(permissions.OVERRIDE_PRICE, store_id)


def _check(seen: Context, order: Order, quoted: pricing.Quote, expected_total_minor: int) -> None:
    quoting.check_coupons(quoted, order)
    if quoted.total_minor != expected_total_minor:
        raise errors.total_changed(
            expected_minor=expected_total_minor,
            total_minor=quoted.total_minor,
            quote=quoting.as_json(quoted),
        )
    if quoted.points_used and seen.member is not None and seen.member.is_blocked:
        raise member_errors.card_blocked()
    belongs = any(line.kind in {"topup", "card"} for line in quoted.lines)
    if seen.member is None and (belongs or order.points):
        raise errors.member_needed()


def _proved_spend(seen: Context, settlement: Settlement, proof: Proof) -> Spend:
    """What stored value pays, as far as the member has proved who pays."""
    amount = settlement.amount(WALLET)
    is_blocked = seen.member is not None and seen.member.is_blocked
    if amount and seen.holding is not None and not is_blocked:
        proving.check(seen, amount, proof)
    return wallet_spend(seen, settlement)


def wallet_spend(seen: Context, settlement: Settlement) -> Spend:
    """What stored value pays of a sale, by lots.

    Raises Conflict ``wallet.insufficient``, ``sales.member_needed``, ``members.card_blocked``.
    """
    amount = settlement.amount(WALLET)
    if not amount:
        return Spend((), ())
    if seen.holding is None:
        raise errors.member_needed()
    if seen.member is not None and seen.member.is_blocked:
        raise member_errors.card_blocked()
    return wallet.plan_payment(
        seen.holding, amount_minor=amount, on=seen.business_on, policy=seen.policy
    )


def _number(batch: Batch, seen: Context, till_id: UUID) -> str:
    value = numbering.take(
        batch, series=contexts.sale_series(till_id), day=seen.business_on, found=seen.counter
    )
    code = seen.till.code if seen.till else ""
    return f"{seen.store.code}-{code}-{seen.business_on:%y%m%d}-{value:04d}"


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
    items = tuple(_item(seen, at, line, priced) for at, (line, priced) in enumerate(lines))
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
    """Where stored value falls to somebody's mark; whose, is looked at after the commit."""
    spent = draft.spend.principal_minor + draft.spend.bonus_minor
    highest, holding = draft.seen.policy.highest_mark_minor, draft.seen.holding
    if not spent or not highest or holding is None:
        return
    before = holding.principal_minor + holding.bonus_minor
    if before - spent >= highest:
        return
    news = BalanceLow(holding.member_id, draft.sale_id, before, before - spent)
    events.publish(news, batch)


def _item(seen: Context, position: int, line: OrderLine, priced: pricing.QuoteLine) -> SoldItem:
    sku = seen.skus[line.sku_id]
    return SoldItem(
        priced.kind,
        line.sku_id,
        line.quantity,
        priced.paid_minor,
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
    data: dict[str, Any] = {"number": result.number, "total_minor": result.total_minor}
    if draft.warned:
        data["warned"] = list(draft.warned)
    row = audit.row(
        actor=draft.actor,
        at=draft.seen.at,
        action="sale.completed",
        subject=draft.sale_id,
        store_id=draft.seen.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
