"""A lost card: blocked at once by whoever hears of it, and unblocked with care."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors, operations, permissions, queries
from tessera.members.models import Member
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.BLOCK_CARD, audit="member.card_blocked")
def block_card(*, actor: Actor, at: datetime, member_id: UUID) -> None:
    """Block a card that is reported lost: neither it nor the codes of the app find the member at a
    till, and nothing is paid from its stored value,
    its points or its cards by uses. Again changes nothing.

    Any till may, whosever member it is. Raises Forbidden; NotFound ``members.not_found``.
    """
    member = queries.get_member(actor=actor, member_id=member_id)
    _block(member.id, at)
    audit.record(actor=actor, at=at, action="member.card_blocked", subject=member.id)


@usecase(permission=permissions.CHANGE, audit="member.card_unblocked")
def unblock_card(*, actor: Actor, at: datetime, member_id: UUID) -> None:
    """Let a card that was found work again. Raises Forbidden beyond the actor's stores; NotFound
    ``members.not_found``."""
    row = operations.locked(actor, member_id)
    row.card_blocked_at = None
    row.save(update_fields=["card_blocked_at"])
    operations.record(actor, at, "member.card_unblocked", row)


@usecase(permission=permissions.OWN, audit="member.card_blocked")
def block_own_card(*, actor: Actor, at: datetime) -> None:
    """Block one's own card. Again changes nothing."""
    _block(actor.own_id, at)
    audit.record(actor=actor, at=at, action="member.card_blocked", subject=actor.own_id)


@usecase(permission=permissions.OWN, audit="member.card_unblocked")
def unblock_own_card(*, actor: Actor, at: datetime, fresh: bool) -> None:
    """Let one's own card work again; ``fresh`` says that the phone was proved just now: whoever
    found the phone as well as the card must not.

    Raises Forbidden ``members.phone_unproved``.
    """
    if not fresh:
        raise errors.phone_unproved()
    Member.objects.filter(id=actor.own_id).update(card_blocked_at=None)
    audit.record(actor=actor, at=at, action="member.card_unblocked", subject=actor.own_id)


def _block(member_id: UUID, at: datetime) -> None:
    Member.objects.filter(id=member_id, card_blocked_at=None).update(card_blocked_at=at)
