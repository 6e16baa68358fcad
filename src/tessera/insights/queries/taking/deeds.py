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
        "survey_answers": rows(
            SurveyAnswer.objects.filter(own).order_by("at"), "at", "survey__title", "answers"
        ),
    }
