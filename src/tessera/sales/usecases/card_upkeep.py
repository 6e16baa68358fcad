"""What the worker does for cards: days are earned, and what nobody keeps any more ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.sales import places
from tessera.wallet import permissions
from tessera.wallet import queries as wallet
from tessera.wallet.operations import cards
from tessera.wallet.queries.cards import CardFacts, list_to_earn, list_to_lapse


@dataclass(frozen=True, slots=True)
class CardRound:
    """What one round did: so many cards, and so much money in minor units."""

    cards: int
    minor: int


@usecase(permission=permissions.EXPIRE, audit="card.days_earned")
def earn_card_days(*, actor: Actor, at: datetime, limit: int = 300) -> CardRound:
    """Make revenue of the days that are over of cards earned by the day, ``limit`` cards at most:
    straight-line, of the store that sold them (domain handbook 5.14). Doing it again earns no day
    twice. Raises Forbidden to whoever may not do so in every store.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days, currency = wallet.business_days(actor, at), org.get_brand().currency
    batch, total = Batch(), 0
    found = list_to_earn(days, currency, limit=limit)
    for card in found:
        through = days[card.store_id] - timedelta(days=1)
        books = _books(batch, card, "card_days", at=at, days=days)
        revenue = places.revenue(card.store_id, currency)
        total += cards.earn_days(books, card, revenue=revenue, through=through)
        books.close()
    _record(batch, actor, at, "card.days_earned", CardRound(len(found), total))
    batch.flush()
    return CardRound(len(found), total)


@usecase(permission=permissions.EXPIRE, audit="card.lapsed")
def lapse_cards(*, actor: Actor, at: datetime, limit: int = 300) -> CardRound:
    """End the cards whose terms keep what is left no longer; without such terms it is kept for good.

    Doing it again ends nothing twice. Raises Forbidden as ``earn_card_days``.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days, currency = wallet.business_days(actor, at), org.get_brand().currency
    batch = Batch()
    found = list_to_lapse(days, currency, limit=limit)
    for card in found:
        books = _books(batch, card, "card_end", at=at, days=days)
        kept = places.card_kept(card.store_id, currency)
        cards.lapse(books, card, kept=kept, on=days[card.store_id])
        books.close()
    done = CardRound(len(found), sum(card.deferred_minor for card in found))
    _record(batch, actor, at, "card.lapsed", done)
    batch.flush()
    return done


def _books(
    batch: Batch, card: CardFacts, kind: str, *, at: datetime, days: Mapping[UUID, date]
) -> Books:
    return Books(
        batch=batch,
        balances=card.balances,
        kind=kind,
        document_id=uuid7(),
        holder=card.member_id,
        store_id=card.store_id,
        at=at,
        business_on=days[card.store_id],
    )


def _record(batch: Batch, actor: Actor, at: datetime, action: str, done: CardRound) -> None:
    data = {"cards": done.cards, "minor": done.minor}
    row = audit.row(actor=actor, at=at, action=action, subject=uuid7(), data=data)
    batch.insert(AuditRow, row)
