"""Points for bringing somebody who registers."""

from datetime import datetime

from django.db.models import Sum

from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.members.queries import home_of, survivor_of
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards import permissions
from tessera.rewards.models import ActivityGrant, ReferralReward, Unit
from tessera.rewards.operations.activities import give
from tessera.rewards.queries import get_program
from tessera.rewards.queries.activities import get_activity
from tessera.rewards.queries.newcomers import list_newcomers
from tessera.rewards.queries.suspicion import came_back, suspicion_of
from tessera.rewards.rules import activities, referral
from tessera.rewards.rules.referral import Program


@usecase(permission=permissions.REVIEW, audit="rewards.invitations_rewarded")
def reward_invitations(*, actor: Actor, at: datetime, limit: int = 200) -> int:
    """Give points to those whose invitations were followed: each new member counts once.

    Within the activity's limits and the referral programme's cap of a month; people of a circle
    or who work here bring nobody. Returns how many were rewarded. Raises Forbidden.
    """
    actor.require_everywhere(permissions.REVIEW)
    given = sum(_reward(newcomer, at) for newcomer in list_newcomers(at, limit=limit))
    data = {"members": given}
    audit.record(
        actor=actor, at=at, action="rewards.invitations_rewarded", subject="rewards", data=data
    )
    return given


def _reward(newcomer: Member, at: datetime) -> bool:
    """Give the one who brought ``newcomer`` what it is worth, unless it looks like a trick."""
    assert newcomer.referred_by_id is not None
    referrer = Member.objects.get(id=survivor_of(newcomer.referred_by_id))
    bond = ReferralReward(referee_id=newcomer.id, referrer_id=referrer.id)
    terms = get_program()
    if referral.hold_reason(suspicion_of(bond), terms) or came_back(bond, terms):
        return False
    if not _has_room(referrer, terms, at):
        return False
    key = f"invitation:{newcomer.id}"
    grant = give(member=referrer, at=at, kind=activities.INVITATION, key=key, subject=newcomer.id)
    return grant is not None


def _has_room(referrer: Member, terms: Program, at: datetime) -> bool:
    """Whether the cap of a month lets one more invitation pay, where rewards are points."""
    if terms.pays != Unit.POINTS or terms.month_cap is None:
        return True
    day = home_of(referrer, at).on
    month = {"business_on__gte": day.replace(day=1), "business_on__lte": day}
    own = ActivityGrant.objects.filter(member=referrer, kind=activities.INVITATION, **month)
    paid = ReferralReward.objects.filter(member=referrer, unit=Unit.POINTS, **month)
    given = (own.aggregate(sum=Sum("points"))["sum"] or 0) + (
        paid.aggregate(sum=Sum("credited"))["sum"] or 0
    )
    points = activities.points_of(get_activity(activities.INVITATION))
    return given + points <= terms.month_cap
