"""Another gift card for one that was lost, to whoever has the receipt."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.sales.models import Sale
from tessera.wallet import permissions
from tessera.wallet import queries as wallet
from tessera.wallet.errors import gifts as errors
from tessera.wallet.operations import gifts as operations
from tessera.wallet.operations.gifts import PrintedCard
from tessera.wallet.queries import gifts
from tessera.wallet.queries.gifts import GiftFacts


@dataclass(frozen=True, slots=True)
class ReplacedGift:
    """What takes the place of a lost card: its number and code, which nobody can look up afterwards,
    what is on it, and through which day it is good."""

    card_id: UUID
    printed: PrintedCard
    left_minor: int
    expires_on: date


@usecase(permission=permissions.MANAGE_CARDS, audit="gift.replaced")
def replace_gift(
    *, actor: Actor, at: datetime, card_id: UUID, receipt: str, reason: str
) -> ReplacedGift:
    """Put all that is left on a blocked card onto a new one, whose code is told once.

    ``receipt`` is the number of the sale that sold it: a card without a name is whoever's has it, so
    the loser shows that. Above what the brand lets one person replace alone it must be somebody else
    than who blocked it. Raises NotFound ``gifts.not_found``; Conflict ``gifts.state_wrong``,
    ``gifts.receipt_differs``, ``gifts.second_person``; Invalid ``members.reason_needed``. Rule:
    domain handbook 1.3, no term may refuse it.
    """
    currency, why = org.get_brand().currency, member_rules.reason(reason)
    card = gifts.get_gift(card_id, currency)
    if not actor.reaches(card.store_id):
        raise errors.not_found()
    _check(actor, card, receipt)
    batch = Batch()
    books = Books(
        batch=batch,
        balances=gifts.balances_of([card], currency),
        kind="gift_replaced",
        document_id=uuid7(),
        store_id=card.store_id,
        at=at,
        business_on=members.today_of(card.store_id, at),
    )
    new_id, printed = operations.replace(books, card, currency=currency)
    books.close()
    data = {"name": card.number, "new": printed.number, "left_minor": card.left_minor}
    row = audit.row(
        actor=actor,
        at=at,
        action="gift.replaced",
        subject=new_id,
        store_id=card.store_id,
        data={**data, "receipt": receipt, "reason": why},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    assert card.expires_on is not None
    return ReplacedGift(new_id, printed, card.left_minor, card.expires_on)


def _check(actor: Actor, card: GiftFacts, receipt: str) -> None:
    shown = Sale.objects.filter(number=receipt.strip().upper()).values_list("id", flat=True).first()
    if shown is None or shown != card.sale_id:
        raise errors.receipt_differs()
    alone = wallet.policy.get(versions.current()).replace_alone_minor
    if card.left_minor > alone and actor.id in {None, card.blocked_by}:
        raise errors.second_person(limit_minor=alone)
