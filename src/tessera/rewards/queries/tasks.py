"""What a member can do for points today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.members.queries import home_of
from tessera.rewards.models import ActivityGrant, Survey
from tessera.rewards.queries.activities import list_activities
from tessera.rewards.queries.reviews import Bought, list_reviewable
from tessera.rewards.queries.surveys import list_open_surveys
from tessera.rewards.rules import activities
from tessera.rewards.rules.activities import ActivityFacts


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The days of a week, and how many in a row up to today."""

    days: tuple[tuple[date, int, bool], ...]
    streak: int
    is_done: bool
    points: int


@dataclass(frozen=True, slots=True)
class Tasks:
    """What a member can do for points today; nothing where the card earns none."""

    is_stopped: bool = False
    check_in: CheckIns | None = None
    profile: int = 0
    is_profile_complete: bool = False
    review: int = 0
    bought: tuple[Bought, ...] = ()
    share: int = 0
    is_share_done: bool = False
    survey: int = 0
    surveys: tuple[Survey, ...] = ()
    invitation: int = 0
    earned: int = 0
    done: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        """Whether the brand offers nothing at all."""
        offered = (self.profile, self.review, self.share, self.survey, self.invitation)
        return self.check_in is None and not any(offered)


def tasks_of(actor: Actor, at: datetime) -> Tasks:
    """What activities offer a member today, by the day of the home store."""
    member = Member.objects.get(id=actor.own_id)
    if not member.earns_points:
        return Tasks(is_stopped=True)
    on = home_of(member, at).on
    offered = {one.kind: one for one in list_activities() if one.is_on}
    own = Q(member=member.id) | Q(member__merged_into=member.id)
    grants = list(ActivityGrant.objects.filter(own).order_by("at", "id"))

    def left(kind: str) -> int:
        if kind not in offered:
            return 0
        mine = [grant for grant in grants if grant.kind == kind]
        today = sum(grant.business_on == on for grant in mine)
        room = activities.is_left(offered[kind], today=today, ever=len(mine))
        return activities.points_of(offered[kind]) if room else 0

    shared = any(g.kind == activities.SHARE and g.business_on == on for g in grants)
    share = offered.get(activities.SHARE)
    return Tasks(
        check_in=_check_ins(offered.get(activities.CHECK_IN), grants, on),
        profile=left(activities.PROFILE),
        is_profile_complete=members.is_profile_complete(member),
        review=(review := left(activities.REVIEW)),
        bought=tuple(list_reviewable(member.id)) if review else (),
        share=share.points if share else 0,
        is_share_done=shared,
        survey=(survey := left(activities.SURVEY)),
        surveys=tuple(list_open_surveys(member.id)) if survey else (),
        invitation=left(activities.INVITATION),
        earned=sum(grant.points for grant in grants),
        done=frozenset(grant.kind for grant in grants),
    )


def _check_ins(
    activity: ActivityFacts | None, grants: Sequence[ActivityGrant], on: date
) -> CheckIns | None:
    """Seven days beginning with the first of the present row, or with today."""
    if activity is None:
        return None
    came = [g.business_on for g in grants if g.kind == activities.CHECK_IN]
    is_done, streak = on in came, activities.streak(came, on)
    place = (streak - 1) % activities.DAYS_IN_A_ROW
    days = []
    for index in range(activities.DAYS_IN_A_ROW):
        day = on + timedelta(days=index - place)
        points = activities.points_of(activity, streak + index - place)
        days.append((day, points, day in came))
    return CheckIns(
        days=tuple(days),
        streak=streak if is_done else streak - 1,
        is_done=is_done,
        points=activities.points_of(activity, streak),
    )
