"""Points into value in one step: what is offered, and the exchange."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import Conflict
from tessera.platform.refusals import message
from tessera.rewards import queries, usecases
from tessera.rewards.errors import exchange_not_found
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_GET
@member_page
def exchanges(request: MemberRequest) -> HttpResponse:
    """What points can become."""
    at, own = clock.utc_now(), request.actor.own_id
    found = queries.list_exchanges_for(own, at)
    points = found[0].holding.points_on(found[0].on) if found else 0
    context = {"offers": found, "points": points}
    return rendering.page(request, "exchanges.html", context, tab="holdings")


@require_http_methods(["GET", "POST"])
@member_page
def exchange(request: MemberRequest, exchange_id: UUID) -> HttpResponse:
    """One offer to confirm; sent, it is done. Raises NotFound."""
    at, own = clock.utc_now(), request.actor.own_id
    found = [one for one in queries.list_exchanges_for(own, at) if one.offer.id == exchange_id]
    if not found:
        raise exchange_not_found()
    form = forms.ExchangeForm(forms.posted(request), most=found[0].most)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            done = usecases.exchange_points(
                actor=request.actor,
                at=at,
                request_id=form.cleaned_data["request"],
                offer_id=exchange_id,
                expected_points=form.cleaned_data["points"],
                times=form.cleaned_data["times"],
            )
        except Conflict as refusal:
            problem = message(refusal)
        else:
            messages.success(request, _("%(n)s points are exchanged.") % {"n": f"{done.points:,}"})
            return redirect("member:holdings")
    context = {"seen": found[0], "form": form, "problem": problem, "request_id": uuid4()}
    status = 422 if form.is_bound else 200
    return rendering.page(request, "exchange.html", context, tab="holdings", status=status)
