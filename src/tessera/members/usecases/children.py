"""Children who grow up."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import operations, permissions, queries
from tessera.members.models import Member, Profile
from tessera.platform.usecases import usecase


@usecase(permission=permissions.GROW_UP, audit="member.came_of_age")
def come_of_age(*, actor: Actor, at: datetime, member_id: UUID) -> bool:
    """Forget the guardian of somebody who is 14, and speaks alone from now on; False if it is not so.

    The consents that the guardian gave stay in the record, and count no more.
    """
    row = Member.objects.select_for_update().get(id=member_id)
    grown = not queries.is_guarded(member_id, at=at)
    if grown:
        Profile.objects.filter(member=row).update(guardian_phone="", guardian_name="")
    operations.record(actor, at, "member.came_of_age", row)
    return grown
