"""Whose card is whose among those who work here."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors, operations, queries
from tessera.members.models import Member
from tessera.org import permissions
from tessera.org import queries as org
from tessera.platform.usecases import usecase


@usecase(permission=permissions.MANAGE_STAFF, audit="member.staff_named")
def name_own_card(*, actor: Actor, at: datetime, staff_id: UUID, card: str) -> UUID:
    """Write down which membership is the own one of somebody who works here; returns its id.

    Who works here does not decide about rewards of their own, and is not rewarded for bringing
    members unless the programme says so (domain handbook 5.12). ``card`` is the card or the whole
    phone; the card named before, if any, is nobody's then. So nobody gives up a card of their own:
    its rewards would be theirs to decide.

    Raises Forbidden, also ``members.own_card_named``; NotFound ``org.staff_not_found`` beyond the actor's stores,
    ``members.not_found``; Conflict ``members.somebody_elses``.
    """
    person = org.get_staff(actor, staff_id)
    member_id = queries.find_by_phone_or_card(card)
    row = member_id and Member.objects.select_for_update(no_key=True).filter(id=member_id).first()
    if not row:
        raise errors.not_found()
    if row.staff_id not in {None, staff_id}:
        raise errors.somebody_elses()
    named = Member.objects.filter(staff=staff_id).exclude(id=row.id)
    if actor.id == staff_id and named.exists():
        raise errors.own_card_named()
    named.update(staff=None)
    Member.objects.filter(id=row.id).update(staff=staff_id)
    operations.record(actor, at, "member.staff_named", row, staff=person.name)
    return row.id
