"""Stored value from member to whoever has the code, where the brand allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Entry
from tessera.ledger.operations import Books
from tessera.ledger.queries import balances_at
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import is_done, usecase
from tessera.wallet import errors as wallet_errors
from tessera.wallet import operations, permissions, places, queries
from tessera.wallet.errors import giving as errors
from tessera.wallet.models.giving import GivenState, ValueGift
from tessera.wallet.operations import giving
from tessera.wallet.queries.giving import code_of, digest, find_given, seek_given
from tessera.wallet.rules.giving import DAYS, REPLACED_ALONE, GivingLimits


@dataclass(frozen=True, slots=True)
class Given:
    """A gift under way; ``queries.giving.code_of`` says its code to the giver, nobody keeps it."""

    gift_id: UUID
    principal_minor: int
    bonus_minor: int
    good_through: date


@dataclass(frozen=True, slots=True)
class GotValue:
    """What a gift brought."""

    principal_minor: int
    bonus_minor: int


@usecase(permission=permissions.SET_POLICY, audit="wallet.gifts_set")
def set_gifts(
    *,
    actor: Actor,
    at: datetime,
    may_give: bool,
    may_transfer_value: bool = False,
    give_once_minor: int | None = None,
    give_day_minor: int | None = None,
    replace_alone_minor: int = REPLACED_ALONE,
) -> None:
    """Set whether members give stored value by a link and to other members, how much at once and on
    a day, None for whatever it is, and what of a lost gift card one person may replace alone.

    Raises Forbidden; Invalid ``wallet.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    limits = GivingLimits(give_once_minor, give_day_minor)
    if not limits.is_sound or replace_alone_minor < 0:
        raise wallet_errors.policy_invalid()
    data: dict[str, int | None] = {
        "may_give": may_give,
        "may_transfer_value": may_transfer_value,
        "give_once_minor": give_once_minor,
        "give_day_minor": give_day_minor,
        "replace_alone_minor": replace_alone_minor,
    }
    policy = operations.policy_to_change()
    for name, wanted in data.items():
        setattr(policy, name, wanted)
    policy.save()
    versions.bump("wallet")
    audit.record(actor=actor, at=at, action="wallet.gifts_set", subject=policy.id, data=data)


@usecase(permission=permissions.OWN, audit="value.given")
def give_value(
    *, actor: Actor, at: datetime, request_id: UUID, amount_minor: int, fresh: bool
) -> Given:
    """Put ``amount_minor`` of the actor's stored value under way, to whoever has the code; principal
    and bonus in proportion; ``fresh`` says that the giver's phone was proved just now.

    Raises Forbidden ``wallet.phone_unproved``; Conflict ``wallet.gifts_off``,
    ``members.card_blocked``, ``wallet.gift_too_much``, ``wallet.insufficient``,
    ``wallet.gift_parts_to_come``; Invalid ``wallet.gift_too_small``.
    """
    policy = queries.policy.get(versions.current())
    if not policy.may_give:
        raise errors.gifts_off()
    if not fresh:
        raise wallet_errors.phone_unproved()
    members.check_card(actor.own_id)
    giver = Member.objects.get(id=actor.own_id)
    home, own, gift_id = members.home_of(giver, at), queries.get_holding(giver.id), uuid7()
    store_id, on = home.store_id, home.on
    spend = giving.plan_gift(own, amount_minor=amount_minor, on=on, policy=policy)
    books = _books("gift_given", own.balances, gift_id, giver.id, store_id, at, on)
    giving.give_value(books, spend, gift_id=gift_id, giver_id=giver.id, currency=own.currency)
    books.close()
    operations.hold_balance(books.batch, own)
    operations.tell_of_low(
        books.batch,
        own,
        spent_minor=amount_minor,
        document_id=gift_id,
        highest_mark_minor=policy.highest_mark_minor,
    )
    through = on + timedelta(days=DAYS)
    parts = {"principal_minor": spend.principal_minor, "bonus_minor": spend.bonus_minor}
    row = {
        "id": gift_id,
        "giver_id": giver.id,
        "store_id": store_id,
        "digest": digest(code_of(gift_id)),
    }
    when = {"given_at": at, "good_through": through, "state": GivenState.UNDER_WAY.value}
    books.batch.insert(ValueGift, {**row, **parts, **when})
    _note(books, actor, "value.given", giver.id, parts)
    return Given(gift_id, spend.principal_minor, spend.bonus_minor, through)


def _watch(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count and log an unknown code before the story begins, which would forget it (CASES 20)."""
    if not is_done(asked["request_id"]):
        seek_given(actor=asked["actor"], at=asked["at"], code=asked["code"])
    return {}


@usecase(permission=permissions.OWN, audit="value.claimed", before=_watch)
def claim_value(*, actor: Actor, at: datetime, request_id: UUID, code: str) -> GotValue:
    """Take a gift of stored value into one's own, once. The giver may take it back so.

    While the giver's card is blocked nothing is handed out: whoever found the phone may have given.
    Raises NotFound ``wallet.gift_not_found``; Conflict ``wallet.gift_settled``, ``wallet.gift_held``,
    ``members.card_blocked``, ``gifts.wallet_full`` where the law's limit blocks it, ``gifts.lookups_limited``.
    """
    members.check_card(actor.own_id)
    gift, own = find_given(code), queries.get_holding(actor.own_id)
    on = members.today_of(gift.store_id, at)
    if gift.state != GivenState.UNDER_WAY or gift.good_through < on:
        raise errors.gift_settled()
    if members.is_card_blocked(members.survivor_of(gift.giver_id)):
        raise errors.gift_held()
    operations.check_room(own, gift.principal_minor, on=on, but=gift.id)
    books = _books(
        "gift_claimed",
        own.balances | _under_way(gift, own.currency),
        gift.id,
        actor.own_id,
        gift.store_id,
        at,
        on,
    )
    giving.claim_value(books, gift, member_id=actor.own_id, currency=own.currency)
    books.close()
    operations.hold_balance(books.batch, own)
    _settle(books, gift, GivenState.CLAIMED, claimed_by=actor.own_id)
    parts = {"principal_minor": gift.principal_minor, "bonus_minor": gift.bonus_minor}
    _note(books, actor, "value.claimed", actor.own_id, {"giver": str(gift.giver_id), **parts})
    return GotValue(gift.principal_minor, gift.bonus_minor)


@usecase(permission=permissions.EXPIRE, audit="value.gone_back")
def take_value_back(*, actor: Actor, at: datetime, gift_id: UUID) -> None:
    """Give back what nobody claimed in time: to its old lots, or to whom the giver was merged into;
    of a giver who has left it is given up.

    Doing it again changes nothing. Raises Forbidden; Conflict ``wallet.gift_settled``.
    """
    actor.require_everywhere(permissions.EXPIRE)
    gift = ValueGift.objects.get(id=gift_id)
    on = members.today_of(gift.store_id, at)
    if gift.state != GivenState.UNDER_WAY or gift.good_through >= on:
        raise errors.gift_settled()
    keeper = Member.objects.get(id=members.survivor_of(gift.giver_id))
    own = queries.get_holding(keeper.id)
    balances = own.balances | _under_way(gift, own.currency)
    books = _books("gift_back", balances, gift.id, keeper.id, gift.store_id, at, on)
    books.reverses_id = Entry.objects.get(document_id=gift.id, kind="gift_given").id
    if keeper.left_at:
        giving.give_value_up(books, gift, currency=own.currency)
    elif keeper.id == gift.giver_id:
        giving.take_value_back(books, gift, currency=own.currency)
    else:
        giving.claim_value(books, gift, member_id=keeper.id, currency=own.currency)
    books.close()
    _settle(books, gift, GivenState.BACK)
    _note(books, actor, "value.gone_back", keeper.id, {"given_up": keeper.left_at is not None})


def _books(
    kind: str,
    balances: Mapping[UUID, int],
    gift_id: UUID,
    holder: UUID,
    store_id: UUID,
    at: datetime,
    on: date,
) -> Books:
    return Books(
        batch=Batch(),
        balances=balances,
        kind=kind,
        holder=holder,
        document_id=gift_id,
        store_id=store_id,
        at=at,
        business_on=on,
    )


def _under_way(gift: ValueGift, currency: str) -> dict[UUID, int]:
    there = places.given_principal(gift.id, currency), places.given_bonus(gift.id, currency)
    return balances_at(there)


def _settle(
    books: Books, gift: ValueGift, state: GivenState, claimed_by: UUID | None = None
) -> None:
    put = {"state": state.value, "settled_at": books.at, "claimed_by": claimed_by}
    books.batch.change(ValueGift, gift.id, put=put, expect={"state": GivenState.UNDER_WAY.value})


def _note(books: Books, actor: Actor, action: str, subject: UUID, data: dict[str, Any]) -> None:
    row = audit.row(
        actor=actor,
        at=books.at,
        action=action,
        subject=subject,
        store_id=books.store_id,
        data=data,
    )
    books.batch.insert(AuditRow, row)
    books.batch.flush()
