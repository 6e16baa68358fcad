"""Gift cards: activated, spent, given back to, claimed, replaced, into the books of the caller's entry."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.ids import secret_code, short_code, uuid7
from tessera.ledger.operations import Books
from tessera.wallet import places
from tessera.wallet.errors import gifts as errors
from tessera.wallet.models.gifts import GiftCard, GiftState
from tessera.wallet.queries.gifts import GiftFacts, check_spendable, digest

PREFIX = "G"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What is printed of a card. Nobody can look the code up afterwards."""

    number: str
    code: str


def new_card() -> PrintedCard:
    """A number to tell a card by, and a code that cannot be guessed (CASES 20)."""
    return PrintedCard(short_code(10), secret_code(PREFIX))


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


def replace(books: Books, card: GiftFacts, *, currency: str) -> tuple[UUID, PrintedCard]:
    """End a lost card and make another like it, with all that is left; returns its id, and what is
    printed of it.

    What was sold, when and until when stays as it was. Raises Conflict ``gifts.state_wrong`` for a
    card that is not blocked or was never sold.
    """
    if card.state != GiftState.BLOCKED or card.sale_id is None:
        raise errors.state_wrong(state=card.state)
    new_id = uuid7()
    source, destination = (places.gift_value(one, currency) for one in (card.id, new_id))
    books.move(source=source, destination=destination, amount=card.left_minor)
    _change(books, card, {"state": GiftState.ENDED.value})
    printed = new_card()
    code = printed.code
    codes = {"number": printed.number, "digest": digest(code), "last4": code[-4:]}
    sold = {"sale_id": card.sale_id, "position": card.position, "activated_at": card.activated_at}
    row = {
        "id": new_id,
        "batch_id": card.batch_id,
        "replaces_id": card.id,
        "amount_minor": card.amount_minor,
        "state": GiftState.ACTIVE.value,
        "store_id": card.store_id,
        "expires_on": card.expires_on,
    }
    books.batch.insert(GiftCard, {**row, **codes, **sold})
    return new_id, printed


def _change(books: Books, card: GiftFacts, put: dict[str, object]) -> None:
    # Whoever moved the card since it was read sends the caller back to its read.
    expect = {"state": card.state, "changes": card.changes}
    books.batch.change(GiftCard, card.id, by={"changes": 1}, put=put, expect=expect)
