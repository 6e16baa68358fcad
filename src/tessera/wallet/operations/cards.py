"""Cards: sold, used, taken back, into the books of the caller's entry."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from tessera.kernel.ids import secret_code, uuid7
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.platform.batch import Batch
from tessera.wallet import places
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardState, HeldCard
from tessera.wallet.queries.cards import CardFacts
from tessera.wallet.queries.kinds import KindFacts
from tessera.wallet.rules import cards as rules

NUMBER_LETTERS = 16
"""79 random bits: nobody guesses the number of a card (CASES 20)."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A card that a sale is about to sell: for so much, besides what goes into stored value."""

    id: UUID
    kind: KindFacts
    position: int
    price_minor: int
    loaded_minor: int = 0
    loaded_bonus_minor: int = 0


def prepare(kind: KindFacts, *, position: int, price_minor: int) -> Issued:
    """A card of that kind, not written yet."""
    parts = rules.split(kind.terms, price_minor)
    loads = parts.principal_minor, parts.bonus_minor
    return Issued(uuid7(), kind, position, parts.rest_minor, *loads)


def paid_to(issued: Issued, *, revenue: Place, currency: str) -> Place:
    """Where the price of a card goes: it is owed until it is used or its days pass. What neither
    counts uses nor ends has nothing left to be earned by, so it is ``revenue`` at once."""
    terms = issued.kind.terms
    return places.pass_deferred(issued.id, currency) if terms.uses or terms.is_by_day else revenue


def issue(
    batch: Batch,
    books: Books,
    issued: Issued,
    *,
    member_id: UUID,
    store_id: UUID,
    sale_id: UUID | None,
    at: datetime,
    on: date,
) -> None:
    """Write a card with its uses; its price is posted by the sale (domain handbook 5.14, 5.15)."""
    terms = issued.kind.terms
    books.move(
        source=places.uses_sold(store_id),
        destination=places.pass_uses(issued.id),
        amount=terms.uses,
    )
    first, last = (None, None) if terms.starts == rules.FIRST_USE else rules.validity(terms, on)
    row = {
        "id": issued.id,
        "number": secret_code("", NUMBER_LETTERS),
        "kind_id": issued.kind.id,
        "kind_version": issued.kind.version,
        "terms": rules.as_json(terms),
        "member_id": member_id,
        "store_id": store_id,
        "sale_id": sale_id,
        "position": issued.position,
        "price_minor": issued.price_minor,
        "loaded_minor": issued.loaded_minor,
        "loaded_bonus_minor": issued.loaded_bonus_minor,
        "uses": terms.uses,
        "discount_bp": terms.discount_bp,
        "state": CardState.ACTIVE.value,
        "sold_at": at,
        "sold_on": on,
        "starts_on": first,
        "ends_on": last,
        "lapses_on": rules.lapses_on(terms, last),
        "is_by_day": terms.is_by_day,
        "spread_minor": issued.price_minor if terms.is_by_day else 0,
        "spread_from": first if terms.is_by_day else None,
        "earned_on": _before(first) if terms.is_by_day else None,
    }
    batch.insert(HeldCard, row)


def grant_card(
    books: Books, kind: KindFacts, *, member_id: UUID, store_id: UUID, at: datetime, on: date
) -> UUID:
    """Give a member a card without a sale; returns its id. It cost nothing, so nothing is owed for
    it and its uses earn nothing. The batch is that of ``books``. Raises Conflict ``cards.only_sold``
    for a kind that brings stored value."""
    if kind.terms.value_minor:
        raise errors.only_sold(name=kind.name)
    given = prepare(kind, position=0, price_minor=0)
    issue(
        books.batch,
        books,
        given,
        member_id=member_id,
        store_id=store_id,
        sale_id=None,
        at=at,
        on=on,
    )
    return given.id


def use(books: Books, card: CardFacts, *, count: int, revenue: Place, on: date) -> int:
    """Take ``count`` uses and move what they are worth to ``revenue``; returns that. A card that is
    good from its first use begins on ``on``.

    Another use or a pause at the same time sends the caller back to its read.
    """
    assert books.store_id is not None
    changed: dict[str, Any] = {}
    # Which use is the last one decides what it is worth, so no two may see the same number left.
    expected = _as_seen(card)
    if card.starts_on is None:
        first, last = rules.validity(card.terms, on)
        lapses = rules.lapses_on(card.terms, last)
        changed = {"starts_on": first, "ends_on": last, "lapses_on": lapses}
        if card.is_by_day:
            changed |= {"spread_from": first, "earned_on": _before(first)}
    books.batch.change(HeldCard, card.id, by={"use_count": 1}, put=changed, expect=expected)
    if card.terms.is_unlimited:
        return 0
    minor = rules.worth(
        price_minor=card.price_minor,
        uses=card.uses,
        left=card.uses_left,
        deferred_minor=card.deferred_minor,
        count=count,
    )
    own = places.pass_uses(card.id)
    books.move(source=own, destination=places.uses_used(books.store_id), amount=count)
    deferred = places.pass_deferred(card.id, card.currency)
    books.move(source=deferred, destination=revenue, amount=minor)
    return minor


def unuse(books: Books, card: CardFacts, *, count: int, minor: int, revenue: Place) -> None:
    """Give ``count`` uses back and take ``minor`` from ``revenue`` again, as they were taken. A card
    that only they had begun has not begun."""
    assert books.store_id is not None
    put, seen = _not_begun(card)
    expected = _as_seen(card) | seen
    books.batch.change(HeldCard, card.id, by={"use_count": -1}, put=put, expect=expected)
    if card.terms.is_unlimited:
        return
    used = places.uses_used(books.store_id)
    books.move(source=used, destination=places.pass_uses(card.id), amount=count)
    deferred = places.pass_deferred(card.id, card.currency)
    books.move(source=revenue, destination=deferred, amount=minor)


def take_back(books: Books, card: CardFacts, *, on: date) -> None:
    """End a card that comes back unused: its uses go where they came from. The money is moved by
    the return. Raises Conflict ``cards.used``."""
    untouched = card.uses_left == card.uses and card.use_count == 0
    whole = card.deferred_minor == card.price_minor or not (card.uses or card.is_by_day)
    if not (untouched and whole and card.state == CardState.ACTIVE):
        raise errors.used()
    end(books, card, on=on, to=places.uses_sold(card.store_id))


def earn_days(books: Books, card: CardFacts, *, revenue: Place, through: date) -> int:
    """Move to ``revenue`` what the days ``through`` one have earned since the last time; returns
    that. Each day counts once: a day that was earned meanwhile sends the caller back to its read.
    """
    first, last, earned_on = card.spread_from, card.ends_on, card.earned_on
    if first is None or last is None or earned_on is None or through <= earned_on:
        return 0
    earned = partial(rules.earned_by_day, spread_minor=card.spread_minor, first=first, last=last)
    through = min(through, last)
    minor = earned(through=through)
    minor -= earned(through=earned_on)
    # A card that is extended meanwhile spreads the rest anew.
    expect = {"earned_on": earned_on, "state": card.state, "spread_from": first, "ends_on": last}
    books.batch.change(HeldCard, card.id, put={"earned_on": through}, expect=expect)
    deferred = places.pass_deferred(card.id, card.currency)
    books.move(source=deferred, destination=revenue, amount=minor)
    return minor


def lapse(books: Books, card: CardFacts, *, kept: Place, on: date) -> None:
    """End a card for good: its uses are over, and what is not earned stays at ``kept``."""
    assert books.store_id is not None
    end(books, card, on=on, to=places.uses_ended(books.store_id))
    deferred = places.pass_deferred(card.id, card.currency)
    books.move(source=deferred, destination=kept, amount=card.deferred_minor)


def pay_out(
    books: Books,
    card: CardFacts,
    *,
    left_minor: int,
    tender: Place,
    kept: Place,
    amount_minor: int,
    on: date,
) -> None:
    """End a card; ``amount_minor`` of the ``left_minor`` that are not earned leave by ``tender``, the
    rest stays at ``kept``."""
    assert books.store_id is not None
    end(books, card, on=on, to=places.uses_ended(books.store_id))
    deferred = places.pass_deferred(card.id, card.currency)
    books.move(source=deferred, destination=tender, amount=amount_minor)
    books.move(source=deferred, destination=kept, amount=left_minor - amount_minor)


def hand_over(batch: Batch, *, gone_id: UUID, keep_id: UUID) -> int:
    """Give one member's cards to another, ended ones as well; how many (CASES 14)."""
    own = HeldCard.objects.filter(member=gone_id).values_list("id", flat=True)
    for card_id in own:
        put, expect = {"member_id": keep_id}, {"member_id": gone_id}
        batch.change(HeldCard, card_id, put=put, expect=expect)
    return len(own)


def end(books: Books, card: CardFacts, *, on: date, to: Place) -> None:
    """End a card for good; whatever uses are left go to ``to``."""
    put = {"state": CardState.ENDED.value, "ended_on": on}
    expect = _as_seen(card) | {"state": card.state}
    books.batch.change(HeldCard, card.id, put=put, expect=expect)
    books.move(source=places.pass_uses(card.id), destination=to, amount=card.uses_left)


def _as_seen(card: CardFacts) -> dict[str, Any]:
    """What must still be so of a card that is used, and whose it must still be."""
    return {
        "state": CardState.ACTIVE.value,
        "use_count": card.use_count,
        "member_id": card.member_id,
    }


def _not_begun(card: CardFacts) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to put into the row when its one use is undone, and what must still be so; nothing where
    the days were set otherwise, as by an extension, or have earned."""
    if card.terms.starts != rules.FIRST_USE or card.use_count != 1 or card.starts_on is None:
        return {}, {}
    by_use = rules.validity(card.terms, card.starts_on) == (card.starts_on, card.ends_on)
    if not by_use or (card.is_by_day and card.earned_on != _before(card.starts_on)):
        return {}, {}
    days: dict[str, date | None] = {"starts_on": card.starts_on, "ends_on": card.ends_on}
    if card.is_by_day:
        days |= {"spread_from": card.spread_from, "earned_on": card.earned_on}
    lapses = {"lapses_on": rules.lapses_on(card.terms, None)}
    return dict.fromkeys(days) | lapses, {name: day for name, day in days.items() if day}


def _before(day: date | None) -> date | None:
    return day and day - timedelta(days=1)
