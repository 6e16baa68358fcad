"""Correct what is known of a member, replace a lost card, and show what is masked."""

from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import operations, permissions, rules
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.members.queries.facts import view_of
from tessera.platform.usecases import usecase


@usecase(permission=permissions.CHANGE, audit="member.changed")
def change(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    name: str,
    birthday: date | None,
    phone: str | None = None,
    home_store_id: UUID | None = None,
) -> MemberView:
    """Correct a member's name and birthday, and the phone and home store where one is given.

    Raises Forbidden beyond the actor's stores, of the old home or the new; NotFound
    ``members.not_found``; otherwise as ``register``.
    """
    row = operations.locked(actor, member_id)
    before = _told(row)
    row.name = rules.name(name)
    row.initials = rules.initials(row.name)
    row.birthday = operations.birthday_of(row, birthday, at)
    if row.birthday:
        operations.forget_other_birthday(row.id)
    if phone is not None:
        operations.move_phone(row, actor=actor, phone=phone, at=at)
    if home_store_id is not None:
        actor.require(permissions.CHANGE, home_store_id)
        row.home_store_id = home_store_id
    row.save(force_update=True)
    after = _told(row)
    changed = [field for field in after if after[field] != before[field]]
    operations.record(actor, at, "member.changed", row, fields=changed)
    return view_of(row, actor)


def _told(row: Member) -> dict[str, object]:
    """What a correction may change, by the names under which the member's story tells it."""
    return {
        "name": row.name,
        "birthday": row.birthday,
        "phone": row.phone,
        "home_store": row.home_store_id,
    }


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
    row.card_blocked_at = None
    row.save(update_fields=["card_code", "card_blocked_at"])
    operations.record(actor, at, "member.card_replaced", row, old=old, reason=why)
    return view_of(row, actor)


@usecase(permission=permissions.REGISTER, audit="member.card_shown")
def show_card(*, actor: Actor, at: datetime, member_id: UUID) -> str:
    """A member's whole card code, to print or hand over; it leaves an audit row (law 10).

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``.
    """
    row = operations.member_at_home(actor, member_id, permissions.REGISTER)
    operations.record(actor, at, "member.card_shown", row)
    return row.card_code


@usecase(permission=permissions.SEE_PHONE, audit="member.phone_revealed")
def reveal_phone(*, actor: Actor, at: datetime, member_id: UUID) -> str:
    """A member's whole phone as E.164, empty without one; it leaves an audit row (law 10).

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``.
    """
    row = operations.member_at_home(actor, member_id, permissions.SEE_PHONE)
    operations.record(actor, at, "member.phone_revealed", row)
    return row.phone or ""


@usecase(permission=permissions.TRANSFER_CARD, audit="member.transferred")
def transfer_card(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    name: str,
    phone: str,
    reason: str,
    birthday: date | None = None,
) -> MemberView:
    """Hand a membership, with all that is on it, to another person who is named.

    The new person gets a new card; the old card and phone find nobody from now on. What was
    told about the former person is forgotten, and signing in begins anew.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Conflict
    ``members.phone_taken`` where the new person is a member already: merge the two instead,
    ``members.guardian_needed``; Invalid ``members.reason_needed``, ``members.phone_invalid``,
    ``members.name_needed``, ``members.birthday_invalid``.
    """
    why = rules.reason(reason)
    row = operations.locked(actor, member_id)
    before = rules.mask_name(row.name)
    operations.forget_person(row)
    operations.move_phone(row, actor=actor, phone=phone, at=at)
    row.name = rules.name(name)
    row.initials = rules.initials(row.name)
    row.birthday = operations.birthday_of(row, birthday, at)
    row.card_code = rules.new_card_code()
    row.held_since, row.staff = at, None
    row.save(force_update=True)
    operations.tell_handed_over(row, at)
    operations.record(actor, at, "member.transferred", row, from_name=before, reason=why)
    return view_of(row, actor)


@usecase(permission=permissions.SET_EARNING, audit="member.earning_set")
def set_earning(*, actor: Actor, at: datetime, member_id: UUID, earns: bool, reason: str) -> None:
    """Say whether purchases on this one card earn points, and why.

    What was earned stays. Raises Forbidden beyond the actor's stores; NotFound
    ``members.not_found``; Invalid ``members.reason_needed``.
    """
    why = rules.reason(reason)
    row = operations.locked(actor, member_id)
    row.earns_points = earns
    row.save(update_fields=["earns_points"])
    operations.record(actor, at, "member.earning_set", row, earns=earns, reason=why)
