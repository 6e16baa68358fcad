"""Register members, change what is known of them, and define levels."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, queries, rules
from tessera.members.models import Level, Member
from tessera.members.queries import MemberView
from tessera.members.queries.facts import view_of
from tessera.org import queries as org
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_LEVELS, audit="level.defined")
def define_level(*, actor: Actor, at: datetime, name: str, rank: int, discount_bp: int) -> UUID:
    """Define a level: its name, its rank (the lowest is where members begin), its discount.

    Raises Forbidden; Conflict ``members.level_taken``; Invalid ``members.name_needed``,
    ``members.text_too_long``, ``members.rank_invalid``, ``members.discount_invalid``.
    """
    actor.require_everywhere(permissions.SET_LEVELS)
    row = Level(id=uuid7(), rank=rules.rank(rank))
    operations.save_level(row, name=name, discount_bp=discount_bp, new=True)
    _record_level(actor, at, "level.defined", row)
    return row.id


@usecase(permission=permissions.SET_LEVELS, audit="level.changed")
def redefine_level(
    *, actor: Actor, at: datetime, level_id: UUID, name: str, discount_bp: int
) -> None:
    """Give a level another name or discount; sales that were made keep theirs (law 7).

    Raises NotFound ``members.level_not_found``; otherwise as ``define_level``.
    """
    actor.require_everywhere(permissions.SET_LEVELS)
    row = Level.objects.filter(id=level_id).first()
    if row is None:
        raise errors.level_not_found()
    operations.save_level(row, name=name, discount_bp=discount_bp, new=False)
    _record_level(actor, at, "level.changed", row)


@usecase(permission=permissions.REGISTER, audit="member.registered")
def register(
    *,
    actor: Actor,
    at: datetime,
    phone: str | None,
    name: str,
    request_id: UUID | None = None,
    birthday: date | None = None,
    store_id: UUID | None = None,
    referred_by_card: str | None = None,
    reference: str | None = None,
) -> MemberView:
    """Make somebody a member of the lowest level, at home in ``store_id``, with a card.

    ``phone`` may be written in any way; without a country it is of the home country. It may
    be left out only for who has a ``reference``, the number in another system.
    ``referred_by_card`` is the card or the phone of who brought the member.

    Raises Forbidden; Conflict ``members.phone_taken`` (with ``member_id`` for who may find
    members), ``members.reference_taken``, ``members.guardian_needed``,
    ``members.self_referral``, ``members.level_missing``; NotFound
    ``members.referrer_not_found``, ``org.store_not_found``; Invalid
    ``members.phone_invalid``, ``members.phone_needed``, ``members.name_needed``,
    ``members.birthday_invalid``, ``members.text_too_long``.
    """
    if store_id is None:
        actor.require_everywhere(permissions.REGISTER)
    today = _today(store_id, at)
    row = Member(
        id=uuid7(),
        name=rules.name(name),
        birthday=rules.birthday(birthday, today=today) if birthday else None,
        level=operations.lowest_level(),
        card_code=rules.new_card_code(),
        home_store_id=store_id,
        joined_at=at,
        joined_on=today,
    )
    row.initials = rules.initials(row.name)
    operations.give_numbers(row, actor, phone=phone, reference=reference)
    row.referred_by_id = operations.referrer(referred_by_card, own_phone=row.phone)
    row.save(force_insert=True)
    _record(actor, at, "member.registered", row, referred_by=str(row.referred_by_id or ""))
    return view_of(row, actor)


@usecase(permission=permissions.CHANGE, audit="member.changed")
def change(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    name: str,
    birthday: date | None,
    phone: str | None = None,
) -> MemberView:
    """Correct a member's name and birthday, and the phone where one is given.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; otherwise as
    ``register``.
    """
    row = operations.locked(actor, member_id)
    before = {"name": row.name, "birthday": row.birthday, "phone": row.phone}
    row.name = rules.name(name)
    row.initials = rules.initials(row.name)
    today = _today(row.home_store_id, at)
    row.birthday = rules.birthday(birthday, today=today) if birthday else None
    if phone is not None:
        operations.give_numbers(row, actor, phone=phone, reference=row.reference)
    row.save(force_update=True)
    after = {"name": row.name, "birthday": row.birthday, "phone": row.phone}
    changed = [field for field in after if after[field] != before[field]]
    _record(actor, at, "member.changed", row, fields=changed)
    return view_of(row, actor)


@usecase(permission=permissions.CHANGE, audit="member.level_changed")
def change_level(
    *, actor: Actor, at: datetime, member_id: UUID, level_id: UUID, reason: str
) -> MemberView:
    """Move a member to another level by hand, and say why.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``,
    ``members.level_not_found``; Conflict ``members.level_same``; Invalid
    ``members.reason_needed``.
    """
    why = rules.reason(reason)
    level = queries.get_level(level_id)
    row = operations.locked(actor, member_id)
    if row.level_id == level.id:
        raise errors.level_same()
    before = row.level.name
    row.level_id = level.id
    row.save(update_fields=["level"])
    moved = {"before": before, "after": level.name, "reason": why}
    _record(actor, at, "member.level_changed", row, **moved)
    return view_of(operations.locked(actor, member_id), actor)


@usecase(permission=permissions.CHANGE, audit="member.card_replaced")
def replace_card(*, actor: Actor, at: datetime, member_id: UUID, reason: str) -> MemberView:
    """Give a member a new card; the lost one finds nobody from now on (handbook, 1.4).

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``members.reason_needed``.
    """
    why = rules.reason(reason)
    row = operations.locked(actor, member_id)
    old = rules.mask_card(row.card_code)
    row.card_code = rules.new_card_code()
    row.save(update_fields=["card_code"])
    _record(actor, at, "member.card_replaced", row, old=old, reason=why)
    return view_of(row, actor)


@usecase(permission=permissions.REGISTER, audit="member.card_shown")
def show_card(*, actor: Actor, at: datetime, member_id: UUID) -> str:
    """A member's whole card code, to print or hand over; it leaves an audit row (law 10).

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``.
    """
    row = operations.member_at_home(actor, member_id, permissions.REGISTER)
    _record(actor, at, "member.card_shown", row)
    return row.card_code


@usecase(permission=permissions.SEE_PHONE, audit="member.phone_revealed")
def reveal_phone(*, actor: Actor, at: datetime, member_id: UUID) -> str:
    """A member's whole phone as E.164, empty without one; it leaves an audit row (law 10).

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``.
    """
    row = operations.member_at_home(actor, member_id, permissions.SEE_PHONE)
    _record(actor, at, "member.phone_revealed", row)
    return row.phone or ""


def _today(store_id: UUID | None, at: datetime) -> date:
    """The business day of the home store; without one, the day in UTC."""
    if store_id is None:
        return business_day(at, zone="UTC")
    store = org.get_store(store_id)
    return business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)


def _record(actor: Actor, at: datetime, action: str, row: Member, **data: Any) -> None:
    audit.record(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        store_id=row.home_store_id,
        data={"name": row.name, "phone": rules.mask_phone(row.phone), **data},
    )


def _record_level(actor: Actor, at: datetime, action: str, row: Level) -> None:
    versions.bump("members")
    data = {"name": row.name, "rank": row.rank, "discount_bp": row.discount_bp}
    audit.record(actor=actor, at=at, action=action, subject=row.id, data=data)
