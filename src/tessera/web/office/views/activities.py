"""What members can do for points: activities, surveys and reviews in the office."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.rewards import permissions, usecases
from tessera.rewards.queries import activities, surveys
from tessera.rewards.queries.reviews import list_reviews
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import activity_forms, earning_words, rendering, sheets
from tessera.web.office.forms import SheetForm
from tessera.web.office.sheets import Sheet

SECTION = "points"


def _sheet(title: str, button: str, done: str, text: str = "") -> Sheet:
    return Sheet(title, button, done, reverse("office:points"), text=text, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def activity(request: PageRequest, activity: str) -> HttpResponse:
    """What one activity gives. Http404 for one that there is not."""
    request.actor.require_everywhere(permissions.SET_RULES)
    if activity not in earning_words.ACTIVITIES:
        raise Http404
    form = activity_forms.ActivityForm(
        sheets.data_of(request), facts=activities.get_activity(activity)
    )
    return sheets.answer(
        request,
        _sheet(str(earning_words.ACTIVITIES[activity]), _("Save"), _("Saved.")),
        form,
        lambda _filled: usecases.set_activity(
            actor=request.actor, at=clock.utc_now(), facts=form.facts()
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def new_survey(request: PageRequest) -> HttpResponse:
    """Questions to members."""
    request.actor.require_everywhere(permissions.SET_RULES)
    form = activity_forms.SurveyForm(sheets.data_of(request))
    return sheets.answer(
        request,
        _sheet(_("New survey"), _("Ask"), _("Members find it in their app.")),
        form,
        lambda filled: usecases.make_survey(
            actor=request.actor,
            at=clock.utc_now(),
            title=filled["title"],
            questions=form.asked(),
        ),
    )


@require_GET
@page(permissions.SET_RULES)
def survey(request: PageRequest, survey_id: UUID) -> HttpResponse:
    """What members answered: counted where there are choices, in their words elsewhere."""
    request.actor.require_everywhere(permissions.SET_RULES)
    found = surveys.get_survey(survey_id)
    context = {"survey": found, "results": surveys.results_of(found)}
    return rendering.page(request, "survey_results.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def switch_survey(request: PageRequest, survey_id: UUID) -> HttpResponse:
    """Close a survey, or open it again."""
    request.actor.require_everywhere(permissions.SET_RULES)
    found = surveys.get_survey(survey_id)
    button = _("Close") if found.is_on else _("Open again")
    sheet = _sheet(found.title, button, _("Saved."), _("Its answers are kept."))
    return sheets.answer(
        request,
        sheet,
        SheetForm(sheets.data_of(request)),
        lambda _filled: usecases.switch_survey(
            actor=request.actor, at=clock.utc_now(), survey_id=survey_id, is_on=not found.is_on
        ),
    )


@require_GET
@page(permissions.READ_REVIEWS)
def reviews(request: PageRequest) -> HttpResponse:
    """What members say of what they bought in the stores that one sees."""
    context = {"reviews": list_reviews(request.actor, limit=100)}
    return rendering.page(request, "reviews.html", context, section=SECTION)
