"""Activities and surveys, as the brand sets them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import Activity, Survey
from tessera.rewards.rules import activities
from tessera.rewards.rules.activities import ActivityFacts

_MOST = 10_000


@usecase(permission=permissions.SET_RULES, audit="rewards.activity_set")
def set_activity(*, actor: Actor, at: datetime, facts: ActivityFacts) -> None:
    """Say what an activity gives and how often, or switch it off.

    Limits of 0 are none. What happened before it was switched on gives nothing. Raises
    Forbidden; Invalid ``rewards.activity_invalid``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    _check(facts)
    before = Activity.objects.filter(kind=facts.kind).first()
    was_on = before is not None and before.is_on
    since = before.since if before is not None and was_on else at
    values: dict[str, Any] = {
        "is_on": facts.is_on,
        "points": facts.points,
        "table": list(facts.table),
        "per_day": facts.per_day,
        "in_all": facts.in_all,
    }
    Activity.objects.update_or_create(
        kind=facts.kind, defaults={**values, "since": since if facts.is_on else None}
    )
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.activity_set",
        subject="rewards",
        data={"kind": facts.kind, **values},
    )


def _check(facts: ActivityFacts) -> None:
    if facts.kind not in activities.KINDS:
        raise errors.activity_invalid(field="kind")
    for name in ("points", "per_day", "in_all"):
        if not 0 <= getattr(facts, name) <= _MOST:
            raise errors.activity_invalid(field=name)
    if facts.kind == activities.CHECK_IN:
        if len(facts.table) != activities.DAYS_IN_A_ROW:
            raise errors.activity_invalid(field="table")
        if not all(0 <= points <= _MOST for points in facts.table):
            raise errors.activity_invalid(field="table")
    elif facts.is_on and not facts.points:
        raise errors.activity_invalid(field="points")


@usecase(permission=permissions.SET_RULES, audit="rewards.survey_made")
def make_survey(
    *, actor: Actor, at: datetime, title: str, questions: Sequence[Mapping[str, Any]]
) -> UUID:
    """Ask members something: each question has a ``text`` and ``choices``, none for words.

    Returns the survey's id. Raises Forbidden; Invalid ``rewards.survey_invalid``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    tidy = [
        {
            "text": str(asked["text"]).strip()[:200],
            "choices": [str(one).strip()[:80] for one in asked["choices"] if str(one).strip()],
        }
        for asked in questions
        if str(asked["text"]).strip()
    ]
    if not 0 < len(title.strip()) <= 60 or not 1 <= len(tidy) <= 10:
        raise errors.survey_invalid()
    survey = Survey.objects.create(id=uuid7(), title=title.strip(), questions=tidy, made_at=at)
    data = {"title": survey.title, "questions": len(tidy)}
    audit.record(actor=actor, at=at, action="rewards.survey_made", subject=survey.id, data=data)
    return survey.id


@usecase(permission=permissions.SET_RULES, audit="rewards.survey_switched")
def switch_survey(*, actor: Actor, at: datetime, survey_id: UUID, is_on: bool) -> None:
    """Open a survey or close it; its answers are kept.

    Raises Forbidden; NotFound ``rewards.survey_not_found``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    if not Survey.objects.filter(id=survey_id).update(is_on=is_on):
        raise errors.survey_not_found()
    audit.record(
        actor=actor,
        at=at,
        action="rewards.survey_switched",
        subject=survey_id,
        data={"is_on": is_on},
    )
