"""Freezing stored value and releasing it, into the books of the caller's entry."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tessera.ledger.models import LotChange
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place, Take
from tessera.wallet import errors, places, rules
from tessera.wallet.models import Freeze
from tessera.wallet.queries import Holding


def freeze(books: Books, holding: Holding, *, amount_minor: int, on: date) -> rules.Spend:
    """Take value out of reach: of each top-up principal and bonus in proportion, the oldest first.

    Raises Conflict ``wallet.insufficient``.
    """
    if amount_minor > (available := holding.spendable_minor(on)):
        raise errors.insufficient(available_minor=available, asked_minor=amount_minor)
    spend = rules.split_spend(
        principal=holding.principal_lots(),
        bonus=holding.bonus_lots(on),
        amount=amount_minor,
        order=rules.PROPORTIONAL,
    )
    books.take([*spend.principal, *spend.bonus])
    _move(books, holding.member_id, holding.currency, spend.principal_minor, spend.bonus_minor)
    return spend


def release(books: Books, row: Freeze, *, currency: str) -> None:
    """Give what was frozen back to the lots that it came from."""
    changes = LotChange.objects.filter(entry__document_id=row.id, entry__kind="freeze")
    books.take(Take(change.lot_id, change.amount) for change in changes)
    _move(books, row.member_id, currency, -row.principal_minor, -row.bonus_minor)


def check_not_frozen(*member_ids: UUID) -> None:
    """Refuse what must wait until a dispute is over. Raises Conflict ``wallet.frozen``."""
    if Freeze.objects.filter(member__in=member_ids, released_at=None).exists():
        raise errors.frozen()


def _move(books: Books, member_id: UUID, currency: str, paid: int, given: int) -> None:
    pairs: Sequence[tuple[Place, Place, int]] = (
        (places.principal(member_id, currency), places.frozen_principal(member_id, currency), paid),
        (places.bonus(member_id, currency), places.frozen_bonus(member_id, currency), given),
    )
    for free, frozen, amount in pairs:
        source, destination = (free, frozen) if amount > 0 else (frozen, free)
        books.move(source=source, destination=destination, amount=abs(amount))
