"""A gift card put into one's own wallet, by who has its code and is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import attempts, audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import is_done, usecase
from tessera.wallet import permissions, places, queries
from tessera.wallet.errors import gifts as errors
from tessera.wallet.operations import gifts as operations
from tessera.wallet.operations import legal
from tessera.wallet.queries.gifts import GiftFacts, find_by_code

MOST_MISSES = 10
"""So many unknown codes a member may type in a quarter of an hour (CASES 20)."""


@dataclass(frozen=True, slots=True)
class SoughtGift:
    """What is left on a card, in minor units, and whether it can be claimed today."""

    number: str
    left_minor: int
    state: str
    expires_on: date | None
    is_spendable: bool


@dataclass(frozen=True, slots=True)
class ClaimedGift:
    """A card that is empty now; ``amount_minor`` went into the member's wallet."""

    number: str
    amount_minor: int


def _watch(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count and log an unknown code before the story begins, which would forget it."""
    if is_done(asked.get("request_id")):
        return {}
    member = asked["actor"].own_id
    door = attempts.Door(
        name=f"gift-member:{member}",
        thing="gift card",
        most=MOST_MISSES,
        refusal=errors.lookups_limited,
        told={"member": str(member)},
        missed=frozenset({"gifts.not_found"}),
    )
    with attempts.seeking(door, at=asked["at"]):
        find_by_code(asked["code"], org.get_brand().currency)
    return {}


@usecase(permission=permissions.OWN, audit="gift.looked_up", before=_watch)
def seek_gift(*, actor: Actor, at: datetime, code: str) -> SoughtGift:
    """What is left on the card with this code.

    Raises NotFound ``gifts.not_found``; Conflict ``gifts.lookups_limited`` after too many unknown
    codes of one member (CASES 20).
    """
    card = find_by_code(code, org.get_brand().currency)
    on = members.today_of(card.store_id, at)
    data = {"name": card.number, "member_id": str(actor.own_id)}
    audit.record(
        actor=actor,
        at=at,
        action="gift.looked_up",
        subject=card.id,
        store_id=card.store_id,
        data=data,
    )
    kept = (card.number, card.left_minor, card.state, card.expires_on)
    return SoughtGift(*kept, is_spendable=card.is_spendable_on(on))


@usecase(permission=permissions.OWN, audit="gift.claimed", before=_watch)
def claim_gift(*, actor: Actor, at: datetime, request_id: UUID, code: str) -> ClaimedGift:
    """Put all that is left on a card into the actor's wallet, once, where it does not end.

    It becomes money paid in, of the store that sold the card. Raises NotFound ``gifts.not_found``;
    Conflict ``gifts.lookups_limited``, ``gifts.not_active``, ``gifts.over``,
    ``gifts.insufficient`` for an empty card, ``members.card_blocked``, ``gifts.wallet_full`` where
    the law's limit for a card with a name blocks it. Rule: domain handbook 1.4.
    """
    members.check_card(actor.own_id)
    currency = org.get_brand().currency
    card, own = find_by_code(code, currency), queries.get_holding(actor.own_id)
    on = members.today_of(card.store_id, at)
    batch = Batch()
    books = Books(
        batch=batch,
        balances=own.balances | {places.gift_value(card.id, currency).id: card.left_minor},
        kind="gift_claimed",
        holder=actor.own_id,
        document_id=request_id,
        store_id=card.store_id,
        at=at,
        business_on=on,
    )
    operations.claim(
        books, card, member_id=actor.own_id, currency=currency, claimed_by=actor.own_id, on=on
    )
    legal.check_room(own, card.left_minor, on=on)
    books.close()
    legal.hold_balance(batch, own)
    batch.insert(AuditRow, _noted(actor, at, card))
    batch.flush()
    return ClaimedGift(card.number, card.left_minor)


def _noted(actor: Actor, at: datetime, card: GiftFacts) -> dict[str, Any]:
    told = {"name": card.number, "amount_minor": card.left_minor, "member_id": str(actor.own_id)}
    return audit.row(
        actor=actor,
        at=at,
        action="gift.claimed",
        subject=card.id,
        store_id=card.store_id,
        data=told,
    )
