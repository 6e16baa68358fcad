"""What members did to earn points, and what they said."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tessera.insights.queries.taking.rows import Rows, rows
from tessera.rewards.models import (
    ActivityGrant,
    Review,
    SurveyAnswer,
)


def deeds_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What gave points beside purchases; reviews and answers in the member's own words."""
    own = Q(member__in=ids, at__gte=began)
    said = Review.objects.filter(own).order_by("at")
    return {
        "activities": rows(
            ActivityGrant.objects.filter(own).order_by("at"), "at", "kind", "points", "streak"
        ),
        "reviews": rows(said, "at", "line__name", "stars", "text"),
        "survey_answers": _answers(own),
    }


def _answers(own: Q) -> Rows:
    """Each answer beside what was asked."""
    found = SurveyAnswer.objects.filter(own).select_related("survey").order_by("at", "id")
    return [
        {"at": one.at, "survey": one.survey.title, "question": asked["text"], "answer": told}
        for one in found
        for asked, told in zip(one.survey.questions, one.answers, strict=True)
    ]
