"""Changing one's phone: the old one and the new one are both proved."""

from datetime import datetime

from tessera.identity import errors, permissions
from tessera.kernel.actor import Actor
from tessera.members import operations as members
from tessera.members import queries as members_queries
from tessera.members.models import Member
from tessera.messaging import operations as messaging
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="member.phone_changed")
def change_phone(*, actor: Actor, at: datetime, old_proof: str, new_proof: str) -> None:
    """Give oneself another phone; the old one finds nobody from now on.

    ``old_proof`` is of the present phone for ``change_phone_old``, ``new_proof`` of the new one
    for ``change_phone_new``. Raises Forbidden ``messaging.proof_expired``,
    ``identity.proof_needed``; Conflict ``members.phone_taken``.
    """
    old = messaging.spend_proof(old_proof, "change_phone_old", at=at)
    new = messaging.spend_proof(new_proof, "change_phone_new", at=at)
    if members_queries.find_by_phone_or_card(old) != actor.own_id:
        raise errors.proof_needed()
    row = Member.objects.select_for_update(no_key=True).get(id=actor.own_id)
    members.move_phone(row, actor=actor, phone=new, at=at)
    row.save(update_fields=["phone"])
    masked = {"before": members_queries.mask_phone(old), "after": members_queries.mask_phone(new)}
    audit.record(
        actor=actor, at=at, action="member.phone_changed", subject=actor.own_id, data=masked
    )
