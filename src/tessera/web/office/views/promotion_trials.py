"""What a promotion would have cost on the sales of the last days."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.offers import permissions
from tessera.offers.queries import PromotionView
from tessera.offers.rules import Terms
from tessera.platform.refusals import message
from tessera.sales import queries as sales
from tessera.sales import usecases
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import charts, rendering
from tessera.web.office.promotions import editing, filling, sentences
from tessera.web.office.promotions.naming import names
from tessera.web.office.promotions.words import SPANS
from tessera.web.office.views.promotions import SECTION

SIZE = 30


@require_POST
@page(permissions.SET_PROMOTIONS)
def begin(request: PageRequest) -> HttpResponse:
    """Begin to price past sales again, with the promotion as it is filled in, or as it is kept."""
    try:
        view, terms, store_ids = _asked(request)
        trial_id = _begin(request, view, terms, store_ids)
    except DomainError as refusal:
        return _problem(request, message(refusal))
    except ValueError:
        return _problem(request, _("Fill in what is marked in the promotion first."))
    address = reverse("office:promotion-trial", args=[trial_id])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _asked(request: PageRequest) -> tuple[PromotionView | None, Terms, tuple[UUID, ...]]:
    """What is to be tried. Raises ValueError where it is not filled in yet."""
    if "kind" not in request.POST:
        view = editing.changed(request)
        if view is None:
            raise Http404
        return view, view.terms(), view.store_ids
    form, view = editing.posted(request)
    if not form.is_valid():
        raise ValueError
    form.cleaned_data["name"] = form.cleaned_data["name"] or _("This promotion")
    return view, form.terms(filling.kept_of(view)), form.store_ids


def _begin(
    request: PageRequest, view: PromotionView | None, terms: Terms, store_ids: tuple[UUID, ...]
) -> UUID:
    asked_for = request.POST.get("days", "")
    days = int(asked_for) if asked_for in map(str, SPANS) else 30
    until = timezone.localdate() - timedelta(days=1)
    return usecases.begin_trial(
        actor=request.actor,
        at=clock.utc_now(),
        terms=terms,
        store_ids=store_ids,
        since=until - timedelta(days=days - 1),
        until=until,
        promotion_id=view.promotion_id if view else None,
    )


def _problem(request: PageRequest, text: str) -> HttpResponse:
    """The part of the editor that begins a trial, with what is in the way."""
    context = {"trial_problem": text, "spans": SPANS}
    return rendering.page(
        request, "promotion_edit.html", context, section=SECTION, part="trial", status=200
    )


@require_GET
@page(permissions.SET_PROMOTIONS)
def trial(request: PageRequest, trial_id: UUID) -> HttpResponse:
    """What it would have cost; while the sales are priced, the page asks for its part again."""
    view = sales.get_trial(actor=request.actor, trial_id=trial_id)
    first = asked.number(request, "from")
    rows = sales.list_trial_sales(
        actor=request.actor, trial_id=trial_id, offset=first, limit=SIZE + 1
    )
    context = {
        "trial": view,
        "whole": sentences.whole(view.terms, view.store_ids, names()),
        "rows": rows[:SIZE],
        "more": first + SIZE if len(rows) > SIZE else 0,
        "share_bp": _share(view.cost_minor, view.before_minor),
        "changed_bp": _share(view.changed_count, view.priced_count),
        "margin": None if view.is_running else sales.find_margin(trial_id),
        "option": charts.costs(sales.list_trial_days(trial_id), view.since, view.until),
    }
    part = "more" if first else "result"
    return rendering.page(request, "promotion_trial.html", context, section=SECTION, part=part)


def _share(part: int, whole: int) -> int:
    return 10_000 * part // whole if whole else 0
