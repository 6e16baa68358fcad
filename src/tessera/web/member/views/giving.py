"""Giving points to another member: the phone in full, then the amount, then the confirmation."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.wallet import queries, usecases
from tessera.web.kit import formats
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_http_methods(["GET", "POST"])
@member_page
def give(request: MemberRequest) -> HttpResponse:
    """First whom and how many; then the masked name is shown, and the same is sent again."""
    terms = queries.points_terms.get(versions.current())
    holding = queries.get_holding(request.actor.own_id)
    today = members.today_of(
        request.session_of.home_store_id or org.first_store_id(), clock.utc_now()
    )
    form = forms.GivePointsForm(forms.posted(request))
    there = holding.points_on(today)
    context = {
        "terms": terms,
        "form": form,
        "points": there,
        "owed": holding.debt_points,
    }
    if form.is_bound and "change" not in request.POST and form.is_valid():
        try:
            if form.cleaned_data["confirmed"]:
                _transfer(request, form)
                return redirect("member:holdings")
            found = usecases.seek_receiver(
                actor=request.actor, at=clock.utc_now(), phone=form.cleaned_data["phone"]
            )
            context["receiver"] = found.masked_name
            if form.cleaned_data["points"] > there:
                told = {"n": formats.count(there)}
                form.add_error("points", _("You can give away %(n)s points at most.") % told)
            if not found.masked_name:
                form.add_error("phone", _("No other member has this phone number."))
        except DomainError as refusal:
            form.add_error(None, message(refusal))
    context["request_id"] = form.data.get("request") or uuid4()
    status = 422 if form.errors else 200
    return rendering.page(request, "give_points.html", context, tab="holdings", status=status)


def _transfer(request: MemberRequest, form: forms.GivePointsForm) -> None:
    filled = form.cleaned_data
    done = usecases.transfer_points(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=filled["request"],
        phone=filled["phone"],
        points=filled["points"],
    )
    messages.success(request, _("%(n)s points are given.") % {"n": f"{done.points:,}"})
