"""Gift cards: made, extended, blocked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.catalog import operations as catalog
from tessera.catalog import queries as catalog_queries
from tessera.catalog.rules import NewSku
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import short_code
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import permissions
from tessera.wallet.errors import gifts as errors
from tessera.wallet.models.gifts import GiftBatch, GiftCard, GiftState
from tessera.wallet.operations import gifts as operations
from tessera.wallet.operations.gifts import PrintedCard
from tessera.wallet.operations.legal import check_bearer_cards
from tessera.wallet.queries.gifts import digest

MOST_CARDS = 500
MOST_YEARS = 100
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class PrintedBatch:
    """A batch as it is printed, once; ``sku_id`` is what sells its cards, ``warned`` the rules of the
    law that only warn of it."""

    batch_id: UUID
    sku_id: UUID
    name: str
    amount_minor: int
    years: int
    cards: tuple[PrintedCard, ...]
    warned: tuple[str, ...] = ()


@usecase(permission=permissions.SET_CARDS, audit="gifts.made")
def make_gift_cards(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    name: str,
    amount_minor: int,
    count: int,
    years: int,
) -> PrintedBatch:
    """Make ``count`` gift cards of one amount, to be sold as the product that goes with them.

    Each is good for ``years`` from the day it is sold. Raises Forbidden; Invalid
    ``gifts.batch_invalid``; Conflict ``gifts.amount_too_high``, ``gifts.years_too_few`` where the
    law's profile blocks it; what it only warns of is noted. Rule: domain handbook 1.4 (cards without
    a name).
    """
    actor.require_everywhere(permissions.SET_CARDS)
    name = one_line(name)[:60]
    for field, fits in (
        ("name", bool(name)),
        ("amount_minor", amount_minor > 0),
        ("count", 0 < count <= MOST_CARDS),
        ("years", 0 < years <= MOST_YEARS),
    ):
        if not fits:
            raise errors.batch_invalid(field=field)
    store = org.get_store(store_id)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    warned = check_bearer_cards(amount_minor=amount_minor, years=years, on=day)
    batch = GiftBatch.objects.create(
        name=name,
        sku_id=_sku(name, amount_minor),
        store_id=store_id,
        amount_minor=amount_minor,
        count=count,
        years=years,
        made_at=at,
    )
    printed = tuple(operations.new_card() for _ in range(count))
    GiftCard.objects.bulk_create([_row(batch, card) for card in printed])
    told = {"name": name, "amount_minor": amount_minor, "count": count, "years": years}
    data: dict[str, object] = {**told, "warned": list(warned)} if warned else {**told}
    audit.record(
        actor=actor, at=at, action="gifts.made", subject=batch.id, store_id=store_id, data=data
    )
    return PrintedBatch(batch.id, batch.sku_id, name, amount_minor, years, printed, warned)


def _sku(name: str, amount_minor: int) -> UUID:
    """The product that sells cards of this amount; the first batch makes it."""
    found = catalog_queries.find_of_kind("gift", amount_minor)
    if found is not None:
        return found
    (sku,) = catalog.insert_product(
        style=short_code(),
        name=name,
        kind="gift",
        category="",
        skus=[NewSku(tag_minor=amount_minor)],
    )
    return sku.id


def _row(batch: GiftBatch, card: PrintedCard) -> GiftCard:
    return GiftCard(
        batch=batch,
        number=card.number,
        digest=digest(card.code),
        last4=card.code[-4:],
        amount_minor=batch.amount_minor,
        store_id=batch.store_id,
    )


@usecase(permission=permissions.MANAGE_CARDS, audit="gift.extended")
def extend_gift(*, actor: Actor, at: datetime, card_id: UUID, until: date, reason: str) -> None:
    """Let a card be good ``until`` a later day; its money was kept all the time (handbook 1.4).

    The day is one that has not passed in the card's store. Raises NotFound ``gifts.not_found``;
    Conflict ``gifts.state_wrong``; Invalid ``gifts.until_invalid``, ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state != GiftState.ACTIVE or card.expires_on is None:
        raise errors.state_wrong(state=card.state)
    today = members.today_of(card.store_id, at)
    if not card.expires_on < until or not today <= until <= today + timedelta(days=MOST_DAYS):
        raise errors.until_invalid()
    before, card.expires_on = card.expires_on, until
    _save(actor, at, "gift.extended", card, why, {"before": str(before), "until": str(until)})


@usecase(permission=permissions.MANAGE_CARDS, audit="gift.blocked")
def block_gift(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> None:
    """Let nobody sell or spend a card. Raises as ``extend_gift``."""
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state not in {GiftState.NEW, GiftState.ACTIVE}:
        raise errors.state_wrong(state=card.state)
    card.state, card.blocked_by = GiftState.BLOCKED, actor.id
    _save(actor, at, "gift.blocked", card, why, {})


@usecase(permission=permissions.MANAGE_CARDS, audit="gift.unblocked")
def unblock_gift(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> None:
    """Let a blocked card be sold or spent again. Raises as ``extend_gift``."""
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state != GiftState.BLOCKED:
        raise errors.state_wrong(state=card.state)
    card.state = GiftState.NEW if card.sale_id is None else GiftState.ACTIVE
    card.blocked_by = None
    _save(actor, at, "gift.unblocked", card, why, {})


def _locked(actor: Actor, card_id: UUID) -> GiftCard:
    card = GiftCard.objects.select_for_update(no_key=True).filter(id=card_id).first()
    if card is None or not actor.reaches(card.store_id):
        raise errors.not_found()
    return card


def _save(
    actor: Actor, at: datetime, action: str, card: GiftCard, why: str, data: dict[str, Any]
) -> None:
    card.changes += 1
    card.save()
    told = {"name": card.number, "reason": why, **data}
    audit.record(
        actor=actor, at=at, action=action, subject=card.id, store_id=card.store_id, data=told
    )
