"""Points that are held: how they pay at the till, go to others, are announced and adjusted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.wallet import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import points_forms, rendering, sheets, words
from tessera.web.office.sheets import Sheet

SECTION = "points"


@require_GET
@page(permissions.SET_POLICY)
def spending(request: PageRequest) -> HttpResponse:
    """All terms on one page, in sentences."""
    known = versions.current()
    terms = queries.points_terms.get(known)
    limits = [
        (words.ROLES[role], terms.limit(role, "points"), terms.limit(role, "bonus_minor"))
        for role in points_forms.ADJUSTING
    ]
    context = {
        "rate": queries.policy.get(known),
        "terms": terms,
        "limits": limits,
        "may_set": request.actor.store_ids is None,
    }
    return rendering.page(request, "points_spending.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def change_spending(request: PageRequest) -> HttpResponse:
    """Points as money."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    known = versions.current()
    form = points_forms.SpendingForm(
        sheets.data_of(request),
        rate=queries.policy.get(known),
        terms=queries.points_terms.get(known),
    )
    if form.is_bound and form.is_valid():
        try:
            usecases.set_spending(actor=request.actor, at=clock.utc_now(), terms=form.terms())
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved. It counts from the next quote on."))
            return redirect("office:points-spending")
    context = {"form": form}
    status = 422 if form.is_bound else 200
    return rendering.page(
        request, "points_spending_form.html", context, section=SECTION, status=status
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def transfers(request: PageRequest) -> HttpResponse:
    """Points from member to member."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    terms = queries.points_terms.get(versions.current())
    names = ("may_transfer", "transfer_min_points", "transfer_day_max", "transfer_fee_points")
    initial = {name: getattr(terms, name) for name in names}
    return sheets.answer(
        request,
        _sheet(_("Points from member to member")),
        points_forms.TransfersForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.set_transfers(actor=request.actor, at=clock.utc_now(), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def notices(request: PageRequest) -> HttpResponse:
    """When members hear that points end."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    terms = queries.points_terms.get(versions.current())
    initial = {"days": ", ".join(str(day) for day in terms.notice_days)}
    return sheets.answer(
        request,
        _sheet(_("Before points end")),
        points_forms.NoticesForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.set_notices(actor=request.actor, at=clock.utc_now(), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def limits(request: PageRequest) -> HttpResponse:
    """What one person may adjust alone."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    form = points_forms.LimitsForm(
        sheets.data_of(request), terms=queries.points_terms.get(versions.current())
    )
    text = _("What goes beyond waits until a second person has looked at it.")
    return sheets.answer(
        request,
        _sheet(_("What one person may adjust alone"), text),
        form,
        lambda _filled: usecases.set_adjustment_limits(
            actor=request.actor, at=clock.utc_now(), limits=form.limits()
        ),
    )


def _sheet(title: str, text: str = "") -> Sheet:
    return Sheet(
        title=title,
        button=_("Save"),
        done=_("Saved."),
        back=reverse("office:points-spending"),
        text=text,
        section=SECTION,
    )
