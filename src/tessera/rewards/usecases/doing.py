"""What members do for points: come, complete their profile, review, share, answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.members.queries import home_of
from tessera.platform import audit
from tessera.platform.usecases import StaleError, usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import ActivityGrant, Review, Survey, SurveyAnswer
from tessera.rewards.operations.activities import give
from tessera.rewards.queries.reviews import list_reviewable, reviews_of
from tessera.rewards.rules import activities
from tessera.sales.models import SaleLine

Said = TypeVar("Said", Review, SurveyAnswer)


def _self(actor: Actor) -> Member:
    return Member.objects.get(id=actor.own_id)


def _record(actor: Actor, at: datetime, grant: ActivityGrant | None, kind: str) -> None:
    audit.record(
        actor=actor,
        at=at,
        action="rewards.activity_done",
        subject=actor.own_id,
        data={"kind": kind, "points": grant.points if grant else 0},
    )


@usecase(permission=permissions.OWN, audit="rewards.activity_done")
def check_in(*, actor: Actor, at: datetime) -> int:
    """The daily check-in; returns its points. Once a business day of the member's home store.

    Raises Conflict ``rewards.activity_over``.
    """
    member = _self(actor)
    day = home_of(member, at).on
    grant = give(member=member, at=at, kind=activities.CHECK_IN, key=f"check_in:{day}")
    return _given(actor, at, grant, activities.CHECK_IN)


@usecase(permission=permissions.OWN, audit="rewards.activity_done")
def share(*, actor: Actor, at: datetime) -> int:
    """The member has shared; returns the points. Once a day. Raises as ``check_in``."""
    member = _self(actor)
    day = home_of(member, at).on
    grant = give(member=member, at=at, kind=activities.SHARE, key=f"share:{day}")
    return _given(actor, at, grant, activities.SHARE)


@usecase(permission=permissions.OWN, audit="rewards.activity_done")
def complete_profile(*, actor: Actor, at: datetime) -> int:
    """Ask for what a complete profile gives, once; returns the points.

    Raises Conflict ``rewards.profile_incomplete``, ``rewards.activity_over``.
    """
    member = _self(actor)
    if not members.is_profile_complete(member):
        raise errors.profile_incomplete()
    grant = give(member=member, at=at, kind=activities.PROFILE, key="profile")
    return _given(actor, at, grant, activities.PROFILE)


def _given(actor: Actor, at: datetime, grant: ActivityGrant | None, kind: str) -> int:
    if grant is None:
        raise errors.activity_over()
    _record(actor, at, grant, kind)
    return grant.points


@usecase(permission=permissions.OWN, audit="rewards.activity_done")
def review(*, actor: Actor, at: datetime, line_id: UUID, stars: int, text: str) -> int:
    """Say something of what was bought, once a sale line; returns the points, if any are left.

    Points for what came back afterwards count for what is reviewed next (CASES 7).

    Raises Invalid ``rewards.review_invalid``; NotFound ``rewards.nothing_to_review``.
    """
    if not 1 <= stars <= 5 or len(text) > 1000:
        raise errors.review_invalid()
    member = _self(actor)
    line = SaleLine.objects.filter(id=line_id, returned__lt=F("quantity")).first()
    mine = {one.line_id for one in list_reviewable(member.id, limit=200)}
    if line is None or line.id not in mine:
        raise errors.nothing_to_review()
    row = Review(member=member, line=line, stars=stars, text=text.strip(), at=at)
    _once(Review, row)
    grant = None
    if activities.pays_review(**reviews_of(member.id)):
        grant = give(member=member, at=at, kind=activities.REVIEW, key=f"review:{line.id}")
    _record(actor, at, grant, activities.REVIEW)
    return grant.points if grant else 0


@usecase(permission=permissions.OWN, audit="rewards.activity_done")
def answer_survey(*, actor: Actor, at: datetime, survey_id: UUID, answers: Sequence[str]) -> int:
    """Answer a survey, once; returns the points, if any are left.

    Raises NotFound ``rewards.survey_not_found``; Invalid ``rewards.answers_invalid``; Conflict
    ``rewards.activity_over`` for one that is answered.
    """
    survey = Survey.objects.filter(id=survey_id, is_on=True).first()
    if survey is None:
        raise errors.survey_not_found()
    if not _fits(survey, answers):
        raise errors.answers_invalid()
    member = _self(actor)
    if SurveyAnswer.objects.filter(survey=survey, member=member).exists():
        raise errors.activity_over()
    told = [one.strip() for one in answers]
    _once(SurveyAnswer, SurveyAnswer(survey=survey, member=member, answers=told, at=at))
    grant = give(member=member, at=at, kind=activities.SURVEY, key=f"survey:{survey.id}")
    _record(actor, at, grant, activities.SURVEY)
    return grant.points if grant else 0


def _fits(survey: Survey, answers: Sequence[str]) -> bool:
    """Whether every question is answered, where there are choices by one of them."""
    if len(answers) != len(survey.questions):
        return False
    return all(
        said in asked["choices"] if asked["choices"] else 0 < len(said.strip()) <= 500
        for asked, said in zip(survey.questions, answers, strict=True)
    )


def _once(model: type[Said], row: Said) -> None:
    """Whoever sends the same twice at once begins again, and is told that it is done."""
    model.objects.bulk_create([row], ignore_conflicts=True)
    if not model.objects.filter(id=row.id).exists():
        raise StaleError
