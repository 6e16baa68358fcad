"""Setting value aside for a till that may lose its line, and bringing it back, into the books of the
caller's entry (docs/decisions/0034-what-a-till-may-take-alone-is-set-aside.md)."""

from datetime import date
from uuid import UUID

from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.ledger.rules import Take, take_from
from tessera.wallet import errors, places, rules
from tessera.wallet.queries import Holding
from tessera.wallet.queries.aside import Aside

_KINDS = (places.ASIDE_PRINCIPAL, places.ASIDE_BONUS, places.ASIDE_POINTS)


def set_aside(
    books: Books, holding: Holding, *, points: int, wallet_minor: int, last_on: date, order: str
) -> None:
    """Take points and stored value out of reach of all others, from lots that are good through
    ``last_on``, as a payment of so much would take them.

    Raises Conflict ``points.insufficient``, ``wallet.insufficient``.
    """
    if points > (there := holding.points_on(last_on)):
        raise errors.points_insufficient(available=there, asked=points)
    if wallet_minor > (available := holding.spendable_minor(last_on)):
        raise errors.insufficient(available_minor=available, asked_minor=wallet_minor)
    spend = rules.split_spend(
        principal=holding.principal_lots(),
        bonus=holding.bonus_lots(last_on),
        amount=wallet_minor,
        order=order,
    )
    taken = take_from(holding.points_lots(last_on), points)
    books.take([*taken, *spend.principal, *spend.bonus])
    _move(books, holding, (points, spend.principal_minor, spend.bonus_minor))


def bring_back(
    books: Books, holding: Holding, aside: Aside, *, points: int, wallet_minor: int, order: str
) -> None:
    """Give so much of what was set aside back to the lots that it came from.

    Raises ValueError where less is left of it.
    """
    spend = rules.split_spend(
        principal=aside.principal, bonus=aside.bonus, amount=wallet_minor, order=order
    )
    taken = take_from(aside.points, points)
    books.take(Take(one.lot_id, -one.amount) for one in (*taken, *spend.principal, *spend.bonus))
    _move(books, holding, (-points, -spend.principal_minor, -spend.bonus_minor))


def check_nothing_aside(*member_ids: UUID) -> None:
    """Refuse what must wait until no till can spend for a member any more. Raises Conflict
    ``wallet.set_aside``."""
    held = Account.objects.filter(owner__in=member_ids, kind__in=_KINDS, balance__gt=0)
    if held.exists():
        raise errors.set_aside()


def _move(books: Books, holding: Holding, amounts: tuple[int, int, int]) -> None:
    own, currency = holding.member_id, holding.currency
    pairs = (
        (places.points(own), places.aside_points(own)),
        (places.principal(own, currency), places.aside_principal(own, currency)),
        (places.bonus(own, currency), places.aside_bonus(own, currency)),
    )
    for (free, aside), amount in zip(pairs, amounts, strict=True):
        source, destination = (free, aside) if amount > 0 else (aside, free)
        books.move(source=source, destination=destination, amount=abs(amount))
