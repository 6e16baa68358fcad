"""Hang tags on members by hand, and take them away."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, rules
from tessera.members.models import MemberTag, Tag, TagSource
from tessera.platform.usecases import usecase


@usecase(permission=permissions.TAG, audit="member.tagged")
def set_tag(*, actor: Actor, at: datetime, member_id: UUID, tag_id: UUID, why: str = "") -> None:
    """Hang a tag on a member by hand; twice is once.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``,
    ``members.tag_not_found``; Invalid ``members.text_too_long``.
    """
    row = operations.member_at_home(actor, member_id, permissions.TAG)
    tag = Tag.objects.filter(id=tag_id, is_active=True).first()
    if tag is None:
        raise errors.tag_not_found()
    text = rules.optional(why, field="reason", limit=200)
    reason = {"by": actor.name} | ({"text": text} if text else {})
    hung = MemberTag(
        id=uuid7(), member=row, tag=tag, source=TagSource.HAND, reason=reason, since=at
    )
    MemberTag.objects.bulk_create([hung], ignore_conflicts=True)
    operations.record(actor, at, "member.tagged", row, tag=tag.name, why=reason)


@usecase(permission=permissions.TAG, audit="member.untagged")
def remove_tag(*, actor: Actor, at: datetime, member_id: UUID, tag_id: UUID) -> None:
    """Take a tag away that was hung by hand; what a rule hung, the rule takes away.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``,
    ``members.tag_not_found``.
    """
    row = operations.member_at_home(actor, member_id, permissions.TAG)
    hung = MemberTag.objects.filter(member=row, tag=tag_id, source=TagSource.HAND)
    tag = Tag.objects.filter(id=tag_id).first()
    if tag is None or not hung.delete()[0]:
        raise errors.tag_not_found()
    operations.record(actor, at, "member.untagged", row, tag=tag.name)
