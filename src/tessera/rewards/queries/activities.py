"""Activities: what gives points now, what a member did, and what is left to do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.members.queries import home_of
from tessera.platform import versions
from tessera.rewards import errors
from tessera.rewards.models import Activity, ActivityGrant, Review, Survey, SurveyAnswer
from tessera.rewards.rules import activities
from tessera.rewards.rules.activities import ActivityFacts
from tessera.sales.models import SaleLine


def _load() -> dict[str, ActivityFacts]:
    rows = {row.kind: row for row in Activity.objects.all()}
    return {kind: _facts(kind, rows.get(kind)) for kind in activities.KINDS}


def _facts(kind: str, row: Activity | None) -> ActivityFacts:
    if row is None:
        return ActivityFacts(kind)
    return ActivityFacts(kind, row.is_on, row.points, tuple(row.table), row.per_day, row.in_all)


_activities: versions.Cached[dict[str, ActivityFacts]] = versions.Cached("rewards", _load)


def list_activities() -> list[ActivityFacts]:
    """Every kind of activity as it is set, those that are off as well."""
    return list(_activities.get(versions.current()).values())


def get_activity(kind: str) -> ActivityFacts:
    """One kind of activity as it is set."""
    return _activities.get(versions.current())[kind]


def grants_of(member_id: UUID, kind: str) -> list[ActivityGrant]:
    """What a member, and whoever became that member, was given for a kind of activity."""
    own = Q(member=member_id) | Q(member__merged_into=member_id)
    return list(ActivityGrant.objects.filter(own, kind=kind).order_by("at", "id"))


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The days of a week, and how many in a row up to today."""

    days: tuple[tuple[date, int, bool], ...]
    streak: int
    is_done: bool
    points: int


@dataclass(frozen=True, slots=True)
class Bought:
    """Something bought that may be reviewed."""

    line_id: UUID
    name: str
    colour: str
    size: str
    bought_on: date


@dataclass(frozen=True, slots=True)
class Tasks:
    """What a member can do for points today."""

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


def get_reviewable(actor: Actor, line_id: UUID) -> Bought:
    """Something that the member may review. Raises NotFound ``rewards.nothing_to_review``."""
    for one in list_reviewable(actor.own_id, limit=200):
        if one.line_id == line_id:
            return one
    raise errors.nothing_to_review()


def get_open_survey(actor: Actor, survey_id: UUID) -> Survey:
    """A survey that the member can answer. Raises NotFound ``rewards.survey_not_found``."""
    for one in list_open_surveys(actor.own_id):
        if one.id == survey_id:
            return one
    raise errors.survey_not_found()


def list_reviewable(member_id: UUID, *, limit: int = 10) -> list[Bought]:
    """The newest goods a member bought, kept, and has not reviewed."""
    own = Q(sale__member=member_id) | Q(sale__member__merged_into=member_id)
    said = Review.objects.filter(line=OuterRef("id"))
    lines = SaleLine.objects.filter(own, ~Exists(said), kind__in=("goods", "service"))
    newest = lines.select_related("sale").order_by("-sale__at", "position")[: limit * 3]
    return [
        Bought(line.id, line.name, line.colour, line.size, line.sale.business_on)
        for line in newest
        if line.returned < line.quantity
    ][:limit]


def reviews_of(member_id: UUID) -> dict[str, int]:
    """How many reviews of goods that a member kept there are, and how many reviews gave points."""
    own = Q(member=member_id) | Q(member__merged_into=member_id)
    kept = Review.objects.filter(own, line__returned__lt=F("line__quantity"))
    return {"kept": kept.count(), "paid": len(grants_of(member_id, activities.REVIEW))}


def list_open_surveys(member_id: UUID) -> list[Survey]:
    """The surveys that a member can still answer."""
    answered = SurveyAnswer.objects.filter(survey=OuterRef("id"), member=member_id)
    return list(Survey.objects.filter(~Exists(answered), is_on=True).order_by("-made_at", "id"))


def get_survey(survey_id: UUID) -> Survey:
    """One survey. Raises NotFound ``rewards.survey_not_found``."""
    found = Survey.objects.filter(id=survey_id).first()
    if found is None:
        raise errors.survey_not_found()
    return found


def list_surveys() -> list[Survey]:
    """All surveys, the newest first, each with how many ``replies`` it has."""
    return list(Survey.objects.annotate(replies=Count("answers")).order_by("-made_at", "id"))


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a survey: how often each choice was taken, or the newest words."""

    text: str
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
    total: int


def results_of(survey: Survey, *, words: int = 50) -> list[Result]:
    """What was answered to each question of a survey."""
    found = SurveyAnswer.objects.filter(survey=survey).order_by("-at", "-id")
    given = list(found.values_list("answers", flat=True))
    results = []
    for place, asked in enumerate(survey.questions):
        told = Counter(answers[place] for answers in given)
        counts = tuple((choice, told[choice]) for choice in asked["choices"])
        said = () if asked["choices"] else tuple(row[place] for row in given[:words])
        results.append(Result(asked["text"], counts, said, len(given)))
    return results


@dataclass(frozen=True, slots=True)
class Said:
    """A review as staff see it."""

    at: datetime
    stars: int
    text: str
    product: str
    member_id: UUID
    member_name: str


def list_reviews(actor: Actor, *, limit: int = 50) -> list[Said]:
    """The newest reviews of what was bought in the actor's stores."""
    found = Review.objects.select_related("line__sale", "member").order_by("-at", "-id")
    if actor.store_ids is not None:
        found = found.filter(line__sale__store__in=actor.store_ids)
    return [
        Said(row.at, row.stars, row.text, row.line.name, row.member_id, row.member.name)
        for row in found[:limit]
    ]
