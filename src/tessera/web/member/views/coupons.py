"""The member's coupons: what can be used, what was, the code to show, and giving one to a friend."""

from uuid import UUID, uuid4

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.offers import usecases
from tessera.offers.queries import gifts, stories
from tessera.offers.queries.stories import CouponCard
from tessera.platform.refusals import message
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page

USABLE = ("usable", "held", "given", "coming")


@require_GET
@member_page
def coupons(request: MemberRequest) -> HttpResponse:
    """All coupons: those to use, then what is over."""
    at = clock.utc_now()
    found = stories.list_cards(request.actor.own_id, on=members.own_today(request.actor, at), at=at)
    context = {
        "usable": sorted((one for one in found if one.state in USABLE), key=_order),
        "over": [one for one in reversed(found) if one.state not in USABLE],
        "sent": gifts.list_sent_to(actor=request.actor, at=at),
        "request_id": uuid4(),
    }
    return rendering.page(request, "coupons.html", context, tab="holdings")


def _order(one: CouponCard) -> int:
    return USABLE.index(one.state)


def _card(request: MemberRequest, coupon_id: UUID) -> CouponCard:
    """The member's own coupon. Raises Http404 for anybody else's."""
    at = clock.utc_now()
    try:
        card = stories.get_card(coupon_id, on=members.own_today(request.actor, at), at=at)
    except DomainError:
        raise Http404 from None
    if card.facts.member_id != request.actor.own_id or not card.facts.is_listed:
        raise Http404
    return card


@require_GET
@member_page
def coupon(request: MemberRequest, coupon_id: UUID) -> HttpResponse:
    """One coupon with its code to show at the till."""
    card = _card(request, coupon_id)
    context = {
        "card": card,
        "code": segno.make(card.facts.code, error="m").svg_inline(scale=6, border=2, omitsize=True),
        "link": _link(request, card),
        "form": forms.GiveCouponForm(None),
        "request_id": uuid4(),
    }
    return rendering.page(request, "coupon.html", context, tab="holdings")


def _link(request: MemberRequest, card: CouponCard) -> str:
    """What the giver sends: the code stands behind the ``#``, which no browser sends (decision 29)."""
    if card.gift_id is None or card.state != "given":
        return ""
    address = request.build_absolute_uri(reverse("member:coupon-gift"))
    return f"{address}#{gifts.code_of(card.gift_id)}"


@require_POST
@member_page
def give(request: MemberRequest, coupon_id: UUID) -> HttpResponse:
    """Put a coupon under way to a friend."""
    _card(request, coupon_id)
    form = forms.GiveCouponForm(forms.posted(request))
    if form.is_valid():
        try:
            usecases.give_away(
                actor=request.actor,
                at=clock.utc_now(),
                request_id=form.cleaned_data["request"],
                coupon_id=coupon_id,
                phone=form.cleaned_data["phone"],
            )
        except DomainError as refusal:
            messages.error(request, message(refusal))
        else:
            messages.success(request, _("Your gift is ready. Send its link."))
    return redirect("member:coupon", coupon_id)


@require_POST
@member_page
def take_back(request: MemberRequest, coupon_id: UUID) -> HttpResponse:
    """Take a coupon back that nobody has claimed."""
    _card(request, coupon_id)
    try:
        usecases.take_back(actor=request.actor, at=clock.utc_now(), coupon_id=coupon_id)
    except DomainError as refusal:
        messages.error(request, message(refusal))
    else:
        messages.success(request, _("It is yours again. The link works no more."))
    return redirect("member:coupons")


@require_POST
@member_page
def take_sent(request: MemberRequest, coupon_gift_id: UUID) -> HttpResponse:
    """Take a coupon that a friend sent to this phone."""
    try:
        got = usecases.claim_sent(
            actor=request.actor,
            at=clock.utc_now(),
            request_id=uuid4(),
            gift_id=coupon_gift_id,
        )
    except DomainError as refusal:
        messages.error(request, message(refusal))
    else:
        messages.success(request, _("%(name)s is yours now.") % {"name": got.name})
    return redirect("member:coupons")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@member_page
def gift(request: MemberRequest) -> HttpResponse:
    """Take a friend's coupon by the code behind the link's ``#``. Nothing of it is told before."""
    form, problem = forms.TakeGiftForm(forms.posted(request)), ""
    if form.is_bound and form.is_valid():
        try:
            got = usecases.claim(
                actor=request.actor,
                at=clock.utc_now(),
                request_id=form.cleaned_data["request"],
                code=form.cleaned_data["code"],
            )
        except DomainError as refusal:
            problem = message(refusal)
        else:
            messages.success(request, _("%(name)s is yours now.") % {"name": got.name})
            return redirect("member:coupons")
    context = {
        "form": form,
        "problem": problem,
        "request_id": uuid4(),
        "what": _("Somebody gives you a coupon. Take it, and it is yours to use."),
    }
    status = 422 if form.is_bound else 200
    return rendering.page(request, "gift.html", context, tab="holdings", status=status)
