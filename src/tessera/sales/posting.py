"""What a completed sale puts into the batch: document, books, stock, coupons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.offers import operations as offers
from tessera.platform.batch import Batch
from tessera.sales import by_hand, cards, crediting, gifts, places, serving
from tessera.sales.by_hand import NOTHING, ByHand
from tessera.sales.context import Context
from tessera.sales.crediting import NOTHING_BESIDE, Beside, LineCredit
from tessera.sales.gifts import Activation, GiftPaid
from tessera.sales.models import Sale, SaleLine, Shift, Tender
from tessera.sales.rules.order import Order, OrderLine
from tessera.sales.rules.settlement import MONEY, Settlement, match
from tessera.stock import operations as stock
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet import queries as wallet_queries
from tessera.wallet.operations.cards import Issued
from tessera.wallet.rules import Spend

NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Afterwards:
    """A sale that was made before it came here, at ``seen.at``, and stands as it was made: posted at
    ``at``, sold by ``staff_id``. It takes goods that are not there, and uses promotions up beyond
    their limits."""

    at: datetime
    staff_id: UUID | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sale that is decided and not yet written."""

    actor: Actor
    seen: Context
    order: Order
    quoted: pricing.Quote
    settlement: Settlement
    spend: Spend
    sale_id: UUID
    number: str
    till_id: UUID
    shift_id: UUID
    credits: tuple[LineCredit, ...] = ()
    beside: Beside = NOTHING_BESIDE
    warned: tuple[str, ...] = ()
    activated: tuple[Activation, ...] = ()
    gifts: tuple[GiftPaid, ...] = ()
    cards: tuple[Issued, ...] = ()
    afterwards: Afterwards | None = None
    by_hand: ByHand = NOTHING

    @property
    def seller_id(self) -> UUID | None:
        """Who sold it, if it was a person."""
        if self.afterwards:
            return self.afterwards.staff_id
        return self.actor.id if self.actor.kind == "staff" else None

    @property
    def value_minor(self) -> int:
        """What of the total goes into stored value: top-ups, and cards that bring some."""
        return topup_minor(self.quoted) + sum(one.loaded_minor for one in self.cards)


def post(batch: Batch, books: Books, draft: Draft) -> None:
    """Put all of a sale but its listeners' rows into the batch and the books.

    Raises Conflict ``stock.insufficient``, ``points.insufficient`` of what is sold and spent.
    """
    batch.change(Shift, draft.shift_id, by={"document_count": 1}, expect={"is_open": True})
    batch.insert(Sale, _sale(draft))
    gave = _give(batch, books, draft)
    lines, loaded = (
        zip(draft.order.lines, draft.quoted.lines, strict=True),
        cards.loaded(draft.cards),
    )
    for position, (line, priced) in enumerate(lines):
        row = _line(draft, position, line, priced, gave.get(line.key))
        batch.insert(SaleLine, {**row, "value_minor": loaded.get(position, 0)})
    serving.post(batch, draft.order, sale_id=draft.sale_id)
    seller_id, hand = draft.seller_id, draft.by_hand
    by_hand.post(batch, draft.actor, draft.seen, hand, sale_id=draft.sale_id, seller_id=seller_id)
    count = len(draft.order.lines)
    for row in crediting.giveaway_lines(draft.beside, sale_id=draft.sale_id, position=count):
        batch.insert(SaleLine, row)
    for position, (kind, amount, reference) in enumerate(_kept(draft)):
        batch.insert(Tender, _tender(draft.sale_id, position, kind, amount, reference))
    _post_money(books, draft)
    _credit_topups(books, draft)
    cards.issue(batch, books, draft.seen, draft.cards, sale_id=draft.sale_id)
    if draft.activated or draft.gifts:
        gifts.post(books, draft.seen, draft.activated, draft.gifts, sale_id=draft.sale_id)
    _use_coupons(batch, draft)
    _count_promotions(batch, draft)
    _move_stock(batch, draft)


def _sale(draft: Draft) -> dict[str, Any]:
    seen, quoted = draft.seen, draft.quoted
    return {
        "id": draft.sale_id,
        "number": draft.number,
        "store_id": seen.store.id,
        "till_id": draft.till_id,
        "shift_id": draft.shift_id,
        "staff_id": draft.seller_id,
        "member_id": draft.order.member_id,
        "at": seen.at,
        "business_on": seen.business_on,
        "gross_minor": quoted.gross_minor,
        "reduction_minor": quoted.reduction_minor,
        "rounding_minor": quoted.rounding_minor,
        "points_used": quoted.points_used,
        "points_minor": quoted.points_minor,
        "total_minor": quoted.total_minor,
        "change_minor": draft.settlement.change_minor,
        "book_version": quoted.book_version,
        "note": one_line(draft.order.note)[:NOTE_LENGTH],
        "prints_notes": draft.order.prints_notes,
        "reasons": [*(_reason(reason) for reason in quoted.reasons), *_points_terms(draft)],
    }


def _points_terms(draft: Draft) -> list[dict[str, Any]]:
    """By which terms points were spent, where they were; what they paid is a tender."""
    quoted, room = draft.quoted, draft.quoted.points_room
    if not quoted.points_used or room is None:
        return []
    terms = wallet_queries.points_terms.get(draft.seen.versions)
    rate = draft.seen.policy.points_per_major
    kept = {"rule_id": "points", "version": terms.version, "kind": "points", "name": ""}
    limits = {"most": room.most, "step": room.step, "limit": room.limit, "cap_bp": room.cap_bp}
    return [{**kept, "amount_minor": quoted.points_minor, "points_per_major": rate, **limits}]


def _give(batch: Batch, books: Books, draft: Draft) -> dict[str, dict[str, Any]]:
    """What top-ups give besides the money that is credited; most sales have none."""
    if not draft.credits or draft.order.member_id is None:
        return {}
    return crediting.give(
        batch,
        books,
        draft.credits,
        member_id=draft.order.member_id,
        sale_id=draft.sale_id,
        seen=draft.seen,
    )


def _line(
    draft: Draft,
    position: int,
    line: OrderLine,
    priced: pricing.QuoteLine,
    gave: dict[str, Any] | None,
) -> dict[str, Any]:
    sku = draft.seen.skus[line.sku_id]
    return {
        "id": uuid7(),
        "sale_id": draft.sale_id,
        "position": position,
        "sku_id": line.sku_id,
        "kind": sku.kind,
        "name": sku.name,
        "colour": sku.colour,
        "size": sku.size,
        "quantity": line.quantity,
        "unit_tag_minor": priced.unit_tag_minor,
        "unit_price_minor": priced.unit_price_minor,
        "gross_minor": priced.gross_minor,
        "net_minor": priced.net_minor,
        "points_share_minor": priced.points_share_minor,
        "note": one_line(line.note)[:NOTE_LENGTH],
        "reasons": [*map(_reason, priced.reasons), *([gave] if gave else [])],
    }


def _reason(reason: pricing.Reason) -> dict[str, Any]:
    """A rule as it stood at the sale (law 7)."""
    return {
        "rule_id": reason.rule_id,
        "version": reason.version,
        "kind": reason.kind,
        "name": reason.name,
        "amount_minor": reason.amount_minor,
    }


def _kept(draft: Draft) -> list[tuple[str, int, str]]:
    """The tenders as kept; points spent as money are one of them."""
    kept = [(paid.kind, paid.amount_minor, paid.reference) for paid in draft.settlement.tenders]
    if draft.quoted.points_minor:
        kept.append(("points", draft.quoted.points_minor, ""))
    return kept


def _tender(sale_id: UUID, position: int, kind: str, amount: int, reference: str) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "sale_id": sale_id,
        "position": position,
        "kind": kind,
        "amount_minor": amount,
        "reference": reference,
    }


def _post_money(books: Books, draft: Draft) -> None:
    """Post who paid for what (docs/recipes/sale.md): top-ups by money first, then the rest."""
    seen, quoted = draft.seen, draft.quoted
    for flow in match(_sources(books, draft), _destinations(draft)):
        books.move(source=flow.source, destination=flow.destination, amount=flow.amount)
    if quoted.points_used and seen.holding:
        wallet.spend_points(books, seen.holding, points=quoted.points_used, on=seen.business_on)


def _sources(books: Books, draft: Draft) -> list[tuple[Place, int]]:
    seen, settlement = draft.seen, draft.settlement
    sources = [
        (places.tender(draft.till_id, kind, seen.currency), settlement.amount(kind))
        for kind in MONEY
    ]
    if seen.holding:
        own, spend = seen.holding.member_id, draft.spend
        books.take([*spend.principal, *spend.bonus])
        sources.append((held.principal(own, seen.currency), spend.principal_minor))
        sources.append((held.bonus(own, seen.currency), spend.bonus_minor))
    sources += [(gifts.place(seen, paid.card), paid.amount_minor) for paid in draft.gifts]
    given = places.points_as_money(seen.store.id, seen.currency)
    return [*sources, (given, draft.quoted.points_minor)]


def _destinations(draft: Draft) -> list[tuple[Place, int]]:
    seen, topup = draft.seen, draft.value_minor
    owed = cards.owed(seen, draft.cards)
    owed = [*((gifts.place(seen, one.card), one.price_minor) for one in draft.activated), *owed]
    rest = sum(line.net_minor for line in draft.quoted.lines) - topup
    rest -= sum(amount for _, amount in owed)
    destinations = [*owed, (places.revenue(seen.store.id, seen.currency), rest)]
    if topup and draft.order.member_id:
        destinations.insert(0, (held.principal(draft.order.member_id, seen.currency), topup))
    return destinations


def topup_minor(quoted: pricing.Quote) -> int:
    """What of the total is for top-ups."""
    return sum(line.net_minor for line in quoted.lines if line.kind == TOPUP)


def _credit_topups(books: Books, draft: Draft) -> None:
    """All top-ups of a sale are one, with what its cards bring: what one entry opens is spent
    together (handbook 5.2)."""
    principal, bonus = draft.value_minor, _bonus_minor(draft)
    if draft.order.member_id and (principal or bonus):
        wallet.credit_topup(
            books,
            member_id=draft.order.member_id,
            currency=draft.seen.currency,
            principal_minor=principal,
            bonus_minor=bonus,
        )
        _hold(books, draft.order.member_id, draft.seen)


def _hold(books: Books, member_id: UUID, seen: Context) -> None:
    """Of two who top up one card at once the second looks again: at the law's limit, and whether
    it is still the first."""
    own = held.principal(member_id, seen.currency).id
    if own in books.balances:
        books.batch.change(Account, own, expect={"balance": books.balances[own]})


def _bonus_minor(draft: Draft) -> int:
    by_cards = sum(one.loaded_bonus_minor for one in draft.cards)
    return by_cards + sum(credit.given.now_minor for credit in draft.credits)


def _move_stock(batch: Batch, draft: Draft) -> None:
    """Goods leave the store, those that a top-up gave among them."""
    seen, beside = draft.seen, draft.beside
    pieces = {sku_id: -count for sku_id, count in beside.pieces.items()}
    for line in draft.order.lines:
        if seen.skus[line.sku_id].kind == "goods":
            pieces[line.sku_id] = pieces.get(line.sku_id, 0) - line.quantity
    stock.move_all(
        batch,
        found={**seen.stock, **beside.stock},
        store=seen.store,
        pieces=pieces,
        names={sku.id: sku.name for sku in (*seen.skus.values(), *beside.skus.values())},
        kind="sale",
        document_id=draft.sale_id,
        at=seen.at,
        business_on=seen.business_on,
        has_happened=draft.afterwards is not None,
    )


def _count_promotions(batch: Batch, draft: Draft) -> None:
    """Count the promotions whose limits this sale uses up."""
    asked = draft.seen.asked
    if asked.wants.limited:
        offers.count_promotions(
            batch,
            quoted=draft.quoted,
            wants=asked.wants,
            counts=asked.counts,
            place=asked.place,
            has_happened=draft.afterwards is not None,
        )


def _use_coupons(batch: Batch, draft: Draft) -> None:
    """Count the coupons; each says what it gave."""
    gave = {r.rule_id: r.amount_minor for r in draft.quoted.reasons if r.kind == "coupon"}
    for coupon in draft.seen.coupons:
        offers.use_coupon(
            batch,
            coupon=coupon,
            document_id=draft.sale_id,
            amount_minor=gave.get(coupon.rule_id, 0),
            at=draft.seen.at,
        )
