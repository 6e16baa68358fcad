"""Word that little stored value is left, whatever took it."""

from collections.abc import Collection
from uuid import UUID

from tessera.ledger.models import Account
from tessera.ledger.queries import ExpiredLot
from tessera.platform import events, versions
from tessera.platform.batch import Batch
from tessera.wallet import places, queries
from tessera.wallet.events import BalanceLow
from tessera.wallet.queries import Holding
from tessera.wallet.rules.notices import may_be_low

_VALUE = (places.PRINCIPAL, places.BONUS, places.ASIDE_PRINCIPAL, places.ASIDE_BONUS)
"""What is set aside for a till for a few hours is no less a member's own."""


def tell_of_low(
    batch: Batch, own: Holding, *, spent_minor: int, document_id: UUID, highest_mark_minor: int
) -> None:
    """Publish that ``spent_minor`` of ``own`` leaves by a document, where the balance may fall below
    somebody's mark; whose, is looked at after the commit."""
    before = own.principal_minor + own.bonus_minor
    before += own.aside_principal_minor + own.aside_bonus_minor
    _tell(batch, own.member_id, before, spent_minor, document_id, highest_mark_minor)


def tell_of_lapsed(lots: Collection[ExpiredLot], currency: str) -> None:
    """Publish the same of bonus that is over; called before the lots are emptied. What took it is
    named by a member's first lot: one round of expiry takes of many."""
    highest = queries.policy.get(versions.current()).highest_mark_minor
    if not highest:
        return
    first: dict[UUID, UUID] = {}
    gone: dict[UUID, int] = {}
    for lot in lots:
        first.setdefault(lot.owner, lot.id)
        gone[lot.owner] = gone.get(lot.owner, 0) + lot.remaining
    balances = _balances(gone, currency)
    for owner, minor in gone.items():
        _tell(Batch(), owner, balances.get(owner, 0), minor, first[owner], highest)


def _tell(
    batch: Batch, member_id: UUID, before: int, spent: int, document_id: UUID, highest: int
) -> None:
    after = before - spent
    if may_be_low(before_minor=before, after_minor=after, highest_mark_minor=highest):
        events.publish(BalanceLow(member_id, document_id, before, after), batch)


def _balances(owners: Collection[UUID], currency: str) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    held = Account.objects.filter(owner__in=owners, kind__in=_VALUE, unit=currency)
    for owner, balance in held.values_list("owner", "balance"):
        found[owner] = found.get(owner, 0) + (balance or 0)
    return found
