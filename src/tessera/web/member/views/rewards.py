"""What points buy: the catalogue, a reward, the way to redeem it, and what was redeemed."""

from uuid import UUID, uuid4

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.kernel import clock
from tessera.kernel.errors import Conflict
from tessera.platform.refusals import message
from tessera.rewards import usecases
from tessera.rewards.queries import catalogue as offers
from tessera.rewards.queries import redeemed
from tessera.wallet import queries as wallet
from tessera.web.kit import asked
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page

SHOWN = frozenset({"afford", "wished"})


@require_GET
@member_page
def catalogue(request: MemberRequest) -> HttpResponse:
    """The rewards, all of them, those that the points suffice for, or the wanted ones; what is gone
    stands last."""
    show, member_id = asked.text(request, "show", limit=10), request.actor.own_id
    listed = offers.list_wishes if show == "wished" else offers.list_offers
    found = listed(member_id, clock.utc_now())
    if show == "afford":
        found = [offer for offer in found if not offer.obstacle]
    context = {
        "offers": sorted(found, key=lambda offer: offer.left == 0),
        "show": show if show in SHOWN else "",
        "points": wallet.get_balances(member_id).points,
        "waiting": sum(one.is_waiting for one in redeemed.list_own(request.actor)),
    }
    return rendering.page(request, "rewards.html", context, tab="holdings")


@require_GET
@member_page
def reward(request: MemberRequest, reward_id: UUID) -> HttpResponse:
    """One reward with its terms. Raises NotFound."""
    offer, places = offers.get_offer(request.actor.own_id, reward_id, clock.utc_now())
    context = {"offer": offer, "places": places}
    return rendering.page(request, "reward.html", context, tab="holdings")


@require_http_methods(["GET", "POST"])
@member_page
def redeem(request: MemberRequest, reward_id: UUID) -> HttpResponse:
    """Look once more at what it costs, choose the store, and redeem."""
    offer, places = offers.get_offer(request.actor.own_id, reward_id, clock.utc_now())
    form = forms.RedeemForm(
        forms.posted(request),
        places=[(str(place.id), place.name) for place in places],
        initial={
            "request_id": uuid4(),
            "points": offer.points,
            "money_minor": offer.money_minor,
            "place": str(places[0].id) if places else "",
        },
    )
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            return _redeem(request, reward_id, form)
        except Conflict as refusal:
            problem = message(refusal)
            form = form.anew(points=offer.points, money_minor=offer.money_minor)
    points = wallet.get_balances(request.actor.own_id).points
    context = {
        "offer": offer,
        "places": places,
        "form": form,
        "problem": problem,
        "points": points,
        "after": points - offer.points,
    }
    status = 409 if problem else 200
    return rendering.page(request, "redeem.html", context, tab="holdings", status=status)


def _redeem(request: MemberRequest, reward_id: UUID, form: forms.RedeemForm) -> HttpResponse:
    told = form.cleaned_data
    done = usecases.redeem(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=told["request_id"],
        reward_id=reward_id,
        expected_points=told["points"],
        expected_money_minor=told["money_minor"],
        pickup_id=UUID(told["place"]) if told["place"] else None,
    )
    messages.success(request, _("It is yours."))
    return redirect("member:redemption", done.redemption_id)


@require_POST
@member_page
def wish(request: MemberRequest, reward_id: UUID) -> HttpResponse:
    """Put a reward on the wanted-list, or take it off."""
    wanted = request.POST.get("wanted") == "1"
    usecases.wish(actor=request.actor, at=clock.utc_now(), reward_id=reward_id, wanted=wanted)
    return redirect("member:reward", reward_id)


@require_GET
@member_page
def redemptions(request: MemberRequest) -> HttpResponse:
    """What the member redeemed, what waits first."""
    context = {"rows": redeemed.list_own(request.actor)}
    return rendering.page(request, "redemptions.html", context, tab="holdings")


@require_GET
@member_page
def redemption(request: MemberRequest, redemption_id: UUID) -> HttpResponse:
    """One redemption with the code to show. Raises NotFound for somebody else's."""
    one = redeemed.get_own(request.actor, redemption_id)
    code = segno.make(one.code, error="m").svg_inline(scale=8, border=2, omitsize=True)
    context = {"one": one, "code": code}
    return rendering.page(request, "redemption.html", context, tab="holdings")


@require_POST
@member_page
def cancel(request: MemberRequest, redemption_id: UUID) -> HttpResponse:
    """Give a reward back that is not picked up yet."""
    points = usecases.cancel(actor=request.actor, at=clock.utc_now(), redemption_id=redemption_id)
    told = _("Cancelled. %(n)s points are yours again.") % {"n": points}
    messages.success(request, told)
    return redirect("member:redemption", redemption_id)
