"""Surveys, and what was answered."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from tessera.kernel.actor import Actor
from tessera.rewards import errors
from tessera.rewards.models import Survey, SurveyAnswer


def get_open_survey(actor: Actor, survey_id: UUID) -> Survey:
    """A survey that the member can answer. Raises NotFound ``rewards.survey_not_found``."""
    for one in list_open_surveys(actor.own_id):
        if one.id == survey_id:
            return one
    raise errors.survey_not_found()


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
