"""The cards of a sale: what each is sold for, where its price goes, and how it comes back."""

from collections.abc import Sequence
from uuid import UUID

from tessera import pricing
from tessera.kernel.money import allocate
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.members import queries as members
from tessera.platform.batch import Batch
from tessera.sales import places
from tessera.sales.context import Context
from tessera.sales.returning import Scene, Sold
from tessera.sales.rules.refunds import LineRefund
from tessera.wallet import places as held
from tessera.wallet.errors import cards as errors
from tessera.wallet.operations import cards
from tessera.wallet.operations.cards import Issued
from tessera.wallet.queries.cards import CardFacts, list_of_line
from tessera.wallet.queries.kinds import KindFacts, card_kinds
from tessera.wallet.rules.cards import split

KIND = "card"
"""The kind of product that sells a card."""


def prepare(seen: Context, quoted: pricing.Quote) -> list[Issued]:
    """The cards that a quote sells, each with its part of what its line costs.

    Raises Conflict ``cards.kind_missing``, and ``cards.only_sold`` where nothing is paid for stored
    value.
    """
    sold: list[Issued] = []
    for position, line in enumerate(quoted.lines):
        if line.kind != KIND:
            continue
        kind = _kind(seen, UUID(line.sku_id.partition("@")[0]))
        parts = allocate(line.net_minor, [1] * line.quantity)
        if kind.terms.value_minor and not min(parts):
            raise errors.only_sold(name=kind.name)
        sold += [cards.prepare(kind, position=position, price_minor=minor) for minor in parts]
    return sold


def brought_minor(seen: Context, quoted: pricing.Quote) -> int:
    """What the cards of a quote would put into stored value, as far as money pays for it."""
    kinds, brought = card_kinds.get(seen.versions), 0
    for line in quoted.lines:
        kind = kinds.get(UUID(line.sku_id.partition("@")[0])) if line.kind == KIND else None
        if kind is not None and kind.terms.value_minor:
            parts = allocate(line.net_minor, [1] * line.quantity)
            brought += sum(split(kind.terms, minor).principal_minor for minor in parts)
    return brought


def _kind(seen: Context, sku_id: UUID) -> KindFacts:
    kind = card_kinds.get(seen.versions).get(sku_id)
    if kind is None or not kind.is_active:
        raise errors.kind_missing(name=seen.skus[sku_id].name)
    return kind


def owed(seen: Context, sold: Sequence[Issued]) -> list[tuple[Place, int]]:
    """Where the prices go that are not revenue yet, and how much."""
    revenue = places.revenue(seen.store.id, seen.currency)
    paid = [(cards.paid_to(one, revenue=revenue, currency=seen.currency), one) for one in sold]
    return [(place, one.price_minor) for place, one in paid if place != revenue]


def loaded(sold: Sequence[Issued]) -> dict[int, int]:
    """What goes into stored value, by the positions of the lines; most sales sell none such."""
    parts: dict[int, int] = {}
    for one in sold:
        if one.loaded_minor:
            parts[one.position] = parts.get(one.position, 0) + one.loaded_minor
    return parts


def issue(
    batch: Batch, books: Books, seen: Context, sold: Sequence[Issued], *, sale_id: UUID
) -> None:
    """Write the cards that a sale sells to its member."""
    for one in sold:
        assert seen.member is not None
        cards.issue(
            batch,
            books,
            one,
            member_id=seen.member.id,
            store_id=seen.store.id,
            sale_id=sale_id,
            at=seen.at,
            on=seen.business_on,
        )


def take_back(
    books: Books, sold: Sold, lines: Sequence[LineRefund], scene: Scene
) -> list[tuple[Place, int]]:
    """End the cards of the ``lines`` that come back, all of a line together and each unused;
    where the money is that goes back for them.

    Raises Conflict ``cards.together``, ``cards.used`` and ``cards.handed_on``.
    """
    sources: list[tuple[Place, int]] = []
    for back in lines:
        line = sold.lines[back.line_id]
        if line.kind != KIND:
            continue
        if back.quantity != line.quantity:
            raise errors.together()
        for card in list_of_line(sold.sale.id, line.position, scene.currency):
            _check_whose(sold, card)
            books.balances = {**books.balances, **card.balances}
            cards.take_back(books, card, on=scene.business_on)
            if card.deferred_minor:
                place = held.pass_deferred(card.id, scene.currency)
                sources.append((place, card.deferred_minor))
    return sources


def _check_whose(sold: Sold, card: CardFacts) -> None:
    """Refuse the money for a card to who bought it, where it is somebody else's by now."""
    buyer = sold.sale.member_id
    if buyer is None or card.member_id not in {buyer, members.survivor_of(buyer)}:
        raise errors.handed_on()
