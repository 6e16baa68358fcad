"""Families and notes."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, queries, rules
from tessera.members.models import Audience, FamilyLink, Note, Relation
from tessera.platform.usecases import usecase


@usecase(permission=permissions.CHANGE, audit="member.family_linked")
def link_family(
    *, actor: Actor, at: datetime, member_id: UUID, relative: str, relation: str
) -> None:
    """Note that who has the card or phone ``relative`` is the ``relation`` of the member.

    Said again it replaces what was said. Raises Forbidden beyond the actor's stores; NotFound
    ``members.not_found``; Conflict ``members.own_family``; Invalid
    ``members.relation_unknown``.
    """
    row = operations.locked(actor, member_id)
    other = queries.find_by_phone_or_card(relative)
    if other is None:
        raise errors.not_found()
    if other == row.id:
        raise errors.own_family()
    if relation not in Relation.values:
        raise errors.relation_unknown()
    first, second = sorted((row.id, other))
    kept = relation if first == row.id else rules.inverse(relation)
    FamilyLink.objects.update_or_create(
        member_id=first, relative_id=second, defaults={"relation": kept}
    )
    operations.record(
        actor, at, "member.family_linked", row, relative=str(other), relation=relation
    )


@usecase(permission=permissions.CHANGE, audit="member.family_unlinked")
def unlink_family(*, actor: Actor, at: datetime, member_id: UUID, relative_id: UUID) -> None:
    """Forget what two members are to each other.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``.
    """
    row = operations.locked(actor, member_id)
    pair = Q(member=row.id, relative=relative_id) | Q(member=relative_id, relative=row.id)
    if not FamilyLink.objects.filter(pair).delete()[0]:
        raise errors.not_found()
    operations.record(actor, at, "member.family_unlinked", row, relative=str(relative_id))


@usecase(permission=permissions.WRITE_NOTES, audit="member.noted")
def write_note(
    *, actor: Actor, at: datetime, member_id: UUID, text: str, for_managers: bool = False
) -> UUID:
    """Write something down about a member, for all staff of the store or for managers only.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``members.note_needed``, ``members.text_too_long``.
    """
    row = operations.member_at_home(actor, member_id, permissions.WRITE_NOTES)
    note = Note.objects.create(
        id=uuid7(),
        member=row,
        text=rules.note(text),
        author_id=actor.id,
        author_name=actor.name[:60],
        audience=Audience.MANAGERS if for_managers else Audience.STORE,
        at=at,
    )
    operations.record(actor, at, "member.noted", row, audience=note.audience)
    return note.id
