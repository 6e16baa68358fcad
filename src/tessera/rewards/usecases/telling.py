"""A member tells of themselves in the app, and is thanked for a complete profile."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import operations as members
from tessera.members import queries as members_queries
from tessera.members.models import Member
from tessera.members.rules import Birthday
from tessera.messaging import operations as messaging
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards import permissions
from tessera.rewards.operations.activities import give
from tessera.rewards.rules import activities


@usecase(permission=permissions.OWN, audit="member.profile_told")
def tell_profile(
    *,
    actor: Actor,
    at: datetime,
    gender: str = "",
    birthday: Birthday | None = None,
    answers: Mapping[UUID, str] | None = None,
    given: Mapping[str, bool] | None = None,
    text_versions: Mapping[str, int] | None = None,
    evidence: str = "",
) -> int:
    """Keep what the member tells, and what of it may be used for more than the membership; returns
    the points of a profile that is complete with it, which are given once, 0 for none.

    ``birthday`` of None leaves it; one that is known stays. ``answers`` are to the brand's fields
    that are asked in the app, by their id; an empty one takes it away. ``given`` are consents that
    change, with the versions of the texts that were read (domain handbook, section 2).

    Raises as ``members.operations.keep_told``; Invalid as ``messaging.record_consents``.
    """
    told, grant = answers or {}, None
    row = Member.objects.get(id=actor.own_id)
    if members_queries.is_profile_complete(row, birthday=birthday, answers=told):
        # accounts come before members in the lock order; what is refused below gives nothing
        grant = give(member=row, at=at, kind=activities.PROFILE, key="profile")
    row = Member.objects.select_for_update(no_key=True).get(id=row.id)
    changed = members.keep_told(row, gender=gender, birthday=birthday, answers=told, at=at)
    if given:
        messaging.record_consents(
            member_id=row.id,
            given=given,
            text_versions=text_versions or {},
            at=at,
            source="app",
            evidence=evidence,
        )
    data = {
        "fields": changed,
        "consents": {name: bool(yes) for name, yes in (given or {}).items()},
        "points": grant.points if grant else 0,
    }
    audit.record(
        actor=actor,
        at=at,
        action="member.profile_told",
        subject=row.id,
        store_id=row.home_store_id,
        data=data,
    )
    return grant.points if grant else 0
