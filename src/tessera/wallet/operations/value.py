"""Stored value: spent, credited, given and paid out, into the books of the caller's entry."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tessera.ledger.models import Lot
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place, Take, take_from
from tessera.wallet import errors, places, rules
from tessera.wallet.queries import Holding, PolicyFacts


def plan_payment(
    holding: Holding, *, amount_minor: int, on: date, policy: PolicyFacts
) -> rules.Spend:
    """Divide a payment over the member's lots.

    Raises Conflict ``wallet.insufficient``.
    """
    if amount_minor > (available := holding.spendable_minor(on)):
        raise errors.insufficient(available_minor=available, asked_minor=amount_minor)
    return rules.split_spend(
        principal=holding.principal_lots(),
        bonus=holding.bonus_lots(on),
        amount=amount_minor,
        order=policy.consumption_order,
    )


def credit_topup(
    books: Books, *, member_id: UUID, currency: str, principal_minor: int, bonus_minor: int
) -> None:
    """Open the lots of an entry's top-up, once, and post its bonus.

    The two belong together by their entry, so a second pair in it could not be told apart. The
    principal itself is posted by the sale, from the tenders that pay for it.
    """
    assert books.store_id is not None
    own, extra = places.principal(member_id, currency), places.bonus(member_id, currency)
    if principal_minor:
        books.open_lot(place=own, amount=principal_minor, expires_on=None)
    if bonus_minor:
        books.open_lot(place=extra, amount=bonus_minor, expires_on=None)
        granted = places.bonus_granted(books.store_id, currency)
        books.move(source=granted, destination=extra, amount=bonus_minor)


def credit_bonus(
    books: Books, *, member_id: UUID, currency: str, amount_minor: int, expires_on: date | None
) -> UUID:
    """Give a member stored value at the brand's cost; returns its lot."""
    assert books.store_id is not None
    own = places.bonus(member_id, currency)
    granted = places.bonus_granted(books.store_id, currency)
    books.move(source=granted, destination=own, amount=amount_minor)
    return books.open_lot(place=own, amount=amount_minor, expires_on=expires_on)


def claw_back_bonus(
    books: Books, holding: Holding, *, amount_minor: int, first: UUID | None, on: date
) -> int:
    """Take given stored value back, as far as bonus is held: the rest is forgiven.

    The lot ``first``, then the soonest-expiring. Returns what was taken (Talon.One's "within
    balance": stored value has no debt).
    """
    assert books.store_id is not None
    lots = holding.bonus_lots(on)
    held = min(amount_minor, sum(lot.remaining for lot in lots))
    own_first = [lot for lot in lots if lot.id == first]
    from_own = min(held, sum(lot.remaining for lot in own_first))
    books.take(take_from(own_first, from_own))
    books.take(take_from([lot for lot in lots if lot.id != first], held - from_own))
    books.move(
        source=places.bonus(holding.member_id, holding.currency),
        destination=places.bonus_granted(books.store_id, holding.currency),
        amount=held,
    )
    return held


def pay_out(
    books: Books,
    lots: Sequence[Lot],
    *,
    member_id: UUID,
    tender: Place,
    kept: Place,
    amount_minor: int,
) -> None:
    """Take all stored value in ``lots``; ``amount_minor`` of it leaves by ``tender``.

    What was paid in goes first; what is not due of it stays with the brand at ``kept``. Bonus that
    is not due goes back to what it cost; where more is due than is there, as parts of a bonus had
    still to come, so much of them is granted now.
    """
    assert books.store_id is not None
    own, extra = places.principal(member_id, tender.unit), places.bonus(member_id, tender.unit)
    paid = sum(lot.remaining for lot in lots if lot.account_id == own.id)
    given = sum(lot.remaining for lot in lots if lot.account_id == extra.id)
    from_paid = min(amount_minor, paid)
    books.take(Take(lot.id, lot.remaining) for lot in lots if lot.remaining)
    books.move(source=own, destination=tender, amount=from_paid)
    books.move(source=own, destination=kept, amount=paid - from_paid)
    from_given = amount_minor - from_paid
    granted = places.bonus_granted(books.store_id, tender.unit)
    books.move(source=granted, destination=extra, amount=max(0, from_given - given))
    books.move(source=extra, destination=tender, amount=from_given)
    books.move(source=extra, destination=granted, amount=max(0, given - from_given))
