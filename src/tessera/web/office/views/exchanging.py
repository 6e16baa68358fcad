"""What points can be exchanged into: the offers, and an exchange for a member."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.members import queries as members
from tessera.rewards import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import exchange_forms, rendering, sheets
from tessera.web.office.sheets import Sheet

SECTION = "points"


@require_GET
@page(permissions.VIEW)
def offers(request: PageRequest) -> HttpResponse:
    """All offers."""
    may_set = request.actor.store_ids is None and request.actor.may(permissions.SET_CATALOGUE)
    context = {"offers": queries.list_exchange_offers(request.actor), "may_set": may_set}
    return rendering.page(request, "exchange_offers.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def new(request: PageRequest) -> HttpResponse:
    """A new offer."""
    return _answer(request, None, _("Offer an exchange"))


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def change(request: PageRequest, exchange_id: UUID) -> HttpResponse:
    """Another version of an offer."""
    return _answer(request, exchange_id, _("Change the exchange"))


@require_http_methods(["GET", "POST"])
@page(permissions.REDEEM)
def exchange_for(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Exchange a member's points for what they may have now."""
    member, at = members.get_profile(request.actor, member_id).member, clock.utc_now()
    ready = [
        one for one in queries.list_exchanges_by(request.actor, member_id, at) if not one.obstacle
    ]
    told = _("%(name)s chooses; the points are gone at once.") % {"name": member.name}
    none = _("With the points of %(name)s nothing is on offer now.") % {"name": member.name}
    form = exchange_forms.MemberExchangeForm(sheets.data_of(request), offers=ready)

    def act(filled: Mapping[str, Any]) -> None:
        offer_id, points, times = form.work()
        usecases.exchange_points_for(
            actor=request.actor,
            at=at,
            request_id=filled["request_id"],
            member_id=member_id,
            offer_id=offer_id,
            expected_points=points,
            times=times,
        )

    return sheets.answer(
        request,
        Sheet(
            title=_("Exchange points"),
            button=_("Exchange"),
            done=_("Exchanged."),
            back=reverse("office:member", args=[member_id]),
            text=told if ready else none,
            section="members",
        ),
        form,
        act,
    )


def _answer(request: PageRequest, offer_id: UUID | None, title: str) -> HttpResponse:
    request.actor.require_everywhere(permissions.SET_CATALOGUE)
    offer = queries.get_exchange_offer(request.actor, offer_id) if offer_id else None
    form = exchange_forms.ExchangeOfferForm(
        sheets.data_of(request), actor=request.actor, offer=offer
    )
    back = reverse("office:points-exchange")
    return sheets.answer(
        request,
        Sheet(title, _("Save"), _("Saved."), back, section=SECTION),
        form,
        lambda _filled: usecases.set_exchange_offer(
            actor=request.actor, at=clock.utc_now(), terms=form.terms(), offer_id=offer_id
        ),
    )
