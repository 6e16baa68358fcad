"""Gift cards: activated, spent, given back to, claimed, into the books of the caller's entry."""

from datetime import date, datetime
from uuid import UUID

from tessera.ledger.operations import Books
from tessera.wallet import places
from tessera.wallet.errors import gifts as errors
from tessera.wallet.models.gifts import GiftCard, GiftState
from tessera.wallet.queries.gifts import GiftFacts, check_spendable


def check_new(card: GiftFacts, *, price_minor: int) -> None:
    """Refuse to sell a card that is not for sale at this price.

    Raises Conflict ``gifts.not_new``, ``gifts.amount_differs``.
    """
    if card.state != GiftState.NEW:
        raise errors.not_new(number=card.number)
    if card.amount_minor != price_minor:
        raise errors.amount_differs(number=card.number, amount_minor=card.amount_minor)


def activate(
    books: Books,
    card: GiftFacts,
    *,
    store_id: UUID,
    sale_id: UUID,
    position: int,
    at: datetime,
    expires_on: date,
) -> None:
    """Make a sold card good for its amount, once; its money is posted by the sale."""
    put = {
        "state": GiftState.ACTIVE.value,
        "store_id": store_id,
        "sale_id": sale_id,
        "position": position,
        "activated_at": at,
        "expires_on": expires_on,
    }
    _change(books, card, put)


def spend(books: Books, card: GiftFacts, *, amount_minor: int, on: date) -> None:
    """Note that a card pays; the money is posted by the sale. Raises as ``check_spendable``."""
    check_spendable(card, amount_minor=amount_minor, on=on)
    _change(books, card, {})


def give_back(books: Books, card: GiftFacts) -> None:
    """Note that what a card paid comes back to it; one that had ended is good again."""
    ended = card.state == GiftState.ENDED
    _change(books, card, {"state": GiftState.ACTIVE.value} if ended else {})


def take_back(books: Books, card: GiftFacts) -> None:
    """End a card whose sale is undone; the money is moved by the return.

    Raises Conflict ``gifts.used`` where anything of it was spent.
    """
    if card.state != GiftState.ACTIVE or card.left_minor != card.amount_minor:
        raise errors.used()
    _change(books, card, {"state": GiftState.ENDED.value})


def claim(
    books: Books, card: GiftFacts, *, member_id: UUID, currency: str, claimed_by: UUID, on: date
) -> None:
    """Move all that is left on a card into a member's wallet, where it does not end.

    Raises Conflict ``gifts.not_active``, ``gifts.over``, ``gifts.insufficient`` for an empty one.
    """
    check_spendable(card, amount_minor=max(1, card.left_minor), on=on)
    own = places.principal(member_id, currency)
    source = places.gift_value(card.id, currency)
    books.move(source=source, destination=own, amount=card.left_minor)
    books.open_lot(place=own, amount=card.left_minor, expires_on=None)
    _change(books, card, {"state": GiftState.ENDED.value, "claimed_by": claimed_by})


def _change(books: Books, card: GiftFacts, put: dict[str, object]) -> None:
    # Whoever moved the card since it was read sends the caller back to its read.
    expect = {"state": card.state, "changes": card.changes}
    books.batch.change(GiftCard, card.id, by={"changes": 1}, put=put, expect=expect)
