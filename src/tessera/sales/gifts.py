"""The gift cards of a sale: those that it sells, and those that pay for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from tessera import pricing
from tessera.kernel.period import add_months
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.sales.context import Context
from tessera.sales.returning import Scene, Sold
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.rules.refunds import LineRefund
from tessera.sales.rules.settlement import GIFT, WALLET, Paid, Settlement
from tessera.wallet import places as held
from tessera.wallet.errors import gifts as errors
from tessera.wallet.operations import gifts as operations
from tessera.wallet.queries import gifts
from tessera.wallet.queries.gifts import GiftFacts

KIND = "gift"
"""The kind of product that sells a gift card."""


@dataclass(frozen=True, slots=True)
class Activation:
    """A gift card that a sale sells."""

    card: GiftFacts
    position: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class GiftPaid:
    """A gift card that pays for a sale, and how much."""

    card: GiftFacts
    amount_minor: int


def codes_of(order: Order, tenders: Sequence[TenderOffer]) -> list[str]:
    """The codes of all gift cards that an order sells or is paid with; most have none."""
    sold = [code for line in order.lines for code in line.gift_codes]
    return [*sold, *(one.reference for one in tenders if one.kind == GIFT)]


def prepare(
    seen: Context, order: Order, quoted: pricing.Quote, settlement: Settlement
) -> tuple[tuple[Activation, ...], tuple[GiftPaid, ...], Settlement]:
    """What is sold and what pays, and the settlement with the cards' numbers for their codes.

    Raises NotFound ``gifts.not_found``; Invalid ``gifts.codes_needed``; Conflict
    ``gifts.not_new``, ``gifts.amount_differs``, ``gifts.needs_money``, ``gifts.not_active``,
    ``gifts.over``, ``gifts.insufficient``.
    """
    activated = _activations(seen, order, quoted)
    offered = settlement.amount(GIFT)
    if activated and (offered or settlement.amount(WALLET)):
        raise errors.needs_money()
    if not offered:
        return activated, (), settlement
    paid: dict[UUID, GiftPaid] = {}
    kept = []
    for tender in settlement.tenders:
        if tender.kind == GIFT:
            card = gifts.by_code(seen.gifts, tender.reference)
            before = paid[card.id].amount_minor if card.id in paid else 0
            amount = before + tender.amount_minor
            gifts.check_spendable(card, amount_minor=amount, on=seen.business_on)
            paid[card.id] = GiftPaid(card, amount)
            kept.append(replace(tender, reference=card.number))
        else:
            kept.append(tender)
    return activated, tuple(paid.values()), replace(settlement, tenders=tuple(kept))


def _activations(seen: Context, order: Order, quoted: pricing.Quote) -> tuple[Activation, ...]:
    sold: dict[UUID, Activation] = {}
    lines = zip(order.lines, quoted.lines, strict=True)
    for position, (line, priced) in enumerate(lines):
        if priced.kind != KIND:
            continue
        cards = {gifts.by_code(seen.gifts, code).id: code for code in line.gift_codes}
        if len(cards) != priced.quantity or cards.keys() & sold.keys():
            name = seen.skus[line.sku_id].name
            raise errors.codes_needed(name=name, count=priced.quantity)
        each = priced.net_minor // priced.quantity
        for code in cards.values():
            card = gifts.by_code(seen.gifts, code)
            operations.check_new(card, price_minor=each)
            sold[card.id] = Activation(card, position, each)
    return tuple(sold.values())


def balances(seen: Context) -> Mapping[UUID, int]:
    """The accounts that were read for a sale: the member's, and those of gift cards."""
    own = seen.holding.balances if seen.holding else {}
    if not seen.gifts:
        return own
    return {**own, **gifts.balances_of(seen.gifts.values(), seen.currency)}


def with_carried(
    paid: Sequence[GiftPaid], carried: Sequence[Paid], seen: Context
) -> tuple[tuple[GiftPaid, ...], Context]:
    """The gift cards that pay for an exchange, with those that the old goods were paid with: known by
    their numbers and read anew, for what they pay has only just come back to them.

    Raises NotFound ``gifts.not_found``; Conflict as ``prepare`` does.
    """
    amounts: dict[str, int] = {}
    found: dict[str, GiftFacts] = {}
    for back in carried:
        if back.kind == GIFT:
            card = gifts.find_by_number(back.reference, seen.currency)
            found[card.number] = card
            amounts[card.number] = amounts.get(card.number, 0) + back.amount_minor
    if not amounts:
        return tuple(paid), seen
    for one in paid:
        amounts[one.card.number] = amounts.get(one.card.number, 0) + one.amount_minor
        found[one.card.number] = one.card
    for number, card in found.items():
        gifts.check_spendable(card, amount_minor=amounts[number], on=seen.business_on)
    whole = tuple(GiftPaid(card, amounts[number]) for number, card in found.items())
    return whole, replace(seen, gifts={**seen.gifts, **found})


def place(seen: Context, card: GiftFacts) -> Place:
    """Where the money of a card is."""
    return held.gift_value(card.id, seen.currency)


def post(
    books: Books,
    seen: Context,
    activated: Sequence[Activation],
    paid: Sequence[GiftPaid],
    *,
    sale_id: UUID,
) -> None:
    """Make the sold cards good, and note that others paid; the money is posted with the rest."""
    for one in activated:
        operations.activate(
            books,
            one.card,
            store_id=seen.store.id,
            sale_id=sale_id,
            position=one.position,
            at=seen.at,
            expires_on=add_months(seen.business_on, 12 * one.card.years),
        )
    for spent in paid:
        operations.spend(books, spent.card, amount_minor=spent.amount_minor, on=seen.business_on)


def take_back(
    books: Books, sold: Sold, lines: Sequence[LineRefund], scene: Scene
) -> list[tuple[Place, int]]:
    """End the gift cards of the ``lines`` that come back, all of a line together and each unspent;
    where the money is that goes back for them.

    Raises Conflict ``gifts.together`` and ``gifts.used``.
    """
    sources: list[tuple[Place, int]] = []
    for back in lines:
        line = sold.lines[back.line_id]
        if line.kind != KIND:
            continue
        if back.quantity != line.quantity:
            raise errors.together()
        for card in gifts.list_of_line(sold.sale.id, line.position, scene.currency):
            _know(books, card, scene.currency)
            operations.take_back(books, card)
            sources.append((held.gift_value(card.id, scene.currency), card.amount_minor))
    return sources


def give_back(books: Books, number: str, scene: Scene) -> Place:
    """The gift card that paid, or what replaces it, to be paid back to. Raises NotFound
    ``gifts.not_found``."""
    card = gifts.find_by_number(number, scene.currency)
    _know(books, card, scene.currency)
    operations.give_back(books, card)
    return held.gift_value(card.id, scene.currency)


def _know(books: Books, card: GiftFacts, currency: str) -> None:
    books.balances = {**books.balances, **gifts.balances_of([card], currency)}
