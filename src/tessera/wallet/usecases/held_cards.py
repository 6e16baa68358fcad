"""What is done with cards that members hold: extended, paused, frozen, handed on, replaced."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import secret_code
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import errors as wallet_errors
from tessera.wallet import permissions
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardState, HandedCard, HeldCard
from tessera.wallet.operations.cards import NUMBER_LETTERS
from tessera.wallet.rules import cards as rules


@usecase(permission=permissions.MANAGE_CARDS, audit="card.extended")
def extend_card(*, actor: Actor, at: datetime, card_id: UUID, until: date, reason: str) -> None:
    """Let a card be good ``until`` a later day that has not passed in the store that sold it. What is
    earned by the day is spread anew over the days that are left.

    Raises Forbidden; NotFound ``cards.not_found``; Conflict ``cards.not_active``; Invalid
    ``cards.until_invalid``, ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    today = _today(at, card)
    if card.state != CardState.ACTIVE:
        raise errors.not_active(state=card.state)
    most = today + timedelta(days=rules.MOST_DAYS)
    if card.ends_on is None or not card.ends_on < until or not today <= until <= most:
        raise errors.until_invalid()
    before = card.ends_on
    if card.is_by_day and card.spread_from and card.earned_on:
        earned = partial(
            rules.earned_by_day, spread_minor=card.spread_minor, first=card.spread_from, last=before
        )
        card.spread_minor -= earned(through=card.earned_on)
        card.spread_from = card.earned_on + timedelta(days=1)
    card.ends_on = until
    card.lapses_on = rules.lapses_on(rules.from_json(card.terms), until)
    card.save()
    _note(actor, at, "card.extended", card, {"before": str(before), "until": str(until)}, why)


@usecase(permission=permissions.MANAGE_CARDS, audit="card.paused")
def pause_card(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> None:
    """Stop a card's time until it is resumed: nothing is used, nothing earned by the day.

    Raises Forbidden; NotFound ``cards.not_found``; Conflict ``cards.not_active``, ``cards.over``;
    Invalid ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    today = _today(at, card)
    if card.state != CardState.ACTIVE:
        raise errors.not_active(state=card.state)
    if card.ends_on and card.ends_on < today:
        raise errors.over(ends_on=card.ends_on.isoformat())
    card.state, card.paused_on = CardState.PAUSED, today
    card.save()
    _note(actor, at, "card.paused", card, {}, why)


@usecase(permission=permissions.MANAGE_CARDS, audit="card.resumed")
def resume_card(*, actor: Actor, at: datetime, card_id: UUID) -> None:
    """Let a paused card go on: its days shift by as many as it stood still.

    Raises Forbidden; NotFound ``cards.not_found``; Conflict ``cards.not_active``.
    """
    card = _locked(actor, card_id)
    today = _today(at, card)
    if card.state != CardState.PAUSED or card.paused_on is None:
        raise errors.not_active(state=card.state)
    still = today - card.paused_on
    for name in ("starts_on", "ends_on", "spread_from", "earned_on", "lapses_on"):
        day: date | None = getattr(card, name)
        if day is not None and not (name == "starts_on" and day <= card.paused_on):
            setattr(card, name, day + still)
    card.state, card.paused_on = CardState.ACTIVE, None
    card.save()
    _note(actor, at, "card.resumed", card, {"days": still.days}, "")


@usecase(permission=permissions.MANAGE_CARDS, audit="card.frozen")
def freeze_card(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> None:
    """Let nobody use a card that is lost; its days go on. Raises as ``pause_card``."""
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state != CardState.ACTIVE:
        raise errors.not_active(state=card.state)
    card.state = CardState.FROZEN
    card.save()
    _note(actor, at, "card.frozen", card, {}, why)


@usecase(permission=permissions.MANAGE_CARDS, audit="card.unfrozen")
def unfreeze_card(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> None:
    """Let a card that was found again be used under its old number; its days went on.

    Raises Forbidden; NotFound ``cards.not_found``; Conflict ``cards.not_active``; Invalid
    ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state != CardState.FROZEN:
        raise errors.not_active(state=card.state)
    card.state = CardState.ACTIVE
    card.save()
    _note(actor, at, "card.unfrozen", card, {}, why)


@usecase(permission=permissions.MANAGE_CARDS, audit="card.replaced")
def replace_card(*, actor: Actor, at: datetime, card_id: UUID, reason: str) -> str:
    """Give a card, frozen or not, a new number; the old one is good for nothing. The law gives that
    to whoever lost a card (domain handbook 1.4). Returns the new number.

    Raises Forbidden; NotFound ``cards.not_found``; Conflict ``cards.not_active``; Invalid
    ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state not in {CardState.ACTIVE, CardState.FROZEN}:
        raise errors.not_active(state=card.state)
    card.number, card.state = secret_code("", NUMBER_LETTERS), CardState.ACTIVE
    card.save()
    _note(actor, at, "card.replaced", card, {}, why)
    return card.number


@usecase(permission=permissions.MANAGE_CARDS, audit="card.handed_on")
def hand_card_on(
    *, actor: Actor, at: datetime, card_id: UUID, member_id: UUID, reason: str, by_law: bool = False
) -> None:
    """Give a card to another member, with a new number. One whose terms do not allow it only where
    the law does (``by_law``): a transfer is good once the brand is told (domain handbook 1.3).

    Raises Forbidden; NotFound ``cards.not_found``, ``members.not_found``; Conflict
    ``cards.not_active``, ``cards.not_transferable``, ``wallet.own_card``; Invalid ``members.reason_needed``.
    """
    card, why = _locked(actor, card_id), member_rules.reason(reason)
    if card.state not in {CardState.ACTIVE, CardState.FROZEN}:
        raise errors.not_active(state=card.state)
    if not (rules.from_json(card.terms).is_transferable or by_law):
        raise errors.not_transferable()
    to = members.get_member(actor=actor, member_id=member_id)
    if members.is_own_of(actor, {to.id}):
        raise wallet_errors.own_card()
    before, card.member_id = card.member_id, to.id
    card.number, card.state = secret_code("", NUMBER_LETTERS), CardState.ACTIVE
    card.save()
    HandedCard.objects.create(
        card=card, giver_id=before, receiver_id=to.id, at=at, business_on=_today(at, card)
    )
    data = {"from_id": str(before), "by_law": by_law}
    _note(actor, at, "card.handed_on", card, data, why)


def _locked(actor: Actor, card_id: UUID) -> HeldCard:
    """The card, locked until the transaction ends, if its member is within the actor's reach."""
    card = HeldCard.objects.select_for_update(no_key=True).filter(id=card_id).first()
    if card is None:
        raise errors.not_found()
    members.get_profile(actor, card.member_id)
    return card


def _today(at: datetime, card: HeldCard) -> date:
    """The business day of the store that sold the card."""
    store = org.get_store(card.store_id)
    return business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)


def _note(
    actor: Actor, at: datetime, action: str, card: HeldCard, data: dict[str, Any], why: str
) -> None:
    told = {"name": card.kind.name, "member_id": str(card.member_id), "reason": why, **data}
    audit.record(actor=actor, at=at, action=action, subject=card.id, data=told)
