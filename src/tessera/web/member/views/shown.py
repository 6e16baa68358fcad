"""What a member sees of what is theirs: card, points, stored value, coupons, purchases."""

from datetime import date
from uuid import UUID

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tessera.insights.queries import own
from tessera.insights.queries.holdings import Holding
from tessera.kernel import clock
from tessera.members import queries as members
from tessera.members import usecases as members_usecases
from tessera.messaging import usecases as messaging_usecases
from tessera.offers import queries as offers
from tessera.offers.queries import CouponFacts
from tessera.org import queries as org
from tessera.platform import versions
from tessera.rewards import queries as rewards
from tessera.rewards.queries.idle import idle_day
from tessera.sales.queries.allowances import list_aside
from tessera.sales.queries.cards import UseFacts, list_uses
from tessera.wallet import queries as wallet
from tessera.wallet.queries import gifts
from tessera.wallet.queries.cards import CardFacts, list_running
from tessera.web.kit import asked, stories
from tessera.web.member import rendering
from tessera.web.member.access import MemberRequest, member_page
from tessera.web.member.sharing import let_in, menu_of
from tessera.web.member.views import levels


@require_GET
@member_page
def card(request: MemberRequest) -> HttpResponse:
    """The card with its code, and what matters most below it."""
    member, progress = members.get_own(request.actor), levels.progress_of(request)
    context = {
        "member": member,
        "progress": progress,
        "way": levels.bar(progress.nearest) if progress.nearest else None,
        "stay": levels.bar(progress.easiest) if progress.easiest else None,
        "holding": own.get_holding(request.actor),
        "coupons": _coupons(request),
        "purchases": own.list_purchases(request.actor, size=3).rows,
        "is_new": "new" in request.GET,
        "new_messages": own.count_new_messages(request.actor),
    }
    return rendering.page(request, "card.html", context, tab="card")


@require_GET
@member_page
def holdings(request: MemberRequest) -> HttpResponse:
    """Points with their lots, stored value, cards, coupons."""
    holding = own.get_holding(request.actor)
    context = {
        "holding": holding,
        "aside": list_aside(request.actor.own_id),
        "lots": _by_day(holding),
        "idle_day": idle_day(request.actor.own_id),
        "cards": _cards(request),
        "may_give": wallet.points_terms.get(versions.current()).may_transfer,
        "has_gift_cards": gifts.are_made(),
        "coupons": _coupons(request),
    }
    return rendering.page(request, "holdings.html", context, tab="holdings")


@require_GET
@member_page
def purchases(request: MemberRequest) -> HttpResponse:
    """What the member bought, in every store."""
    after = asked.text(request, "after", limit=120)
    context = {"page": own.list_purchases(request.actor, after=after)}
    part = "rows" if after else ""
    return rendering.page(request, "purchases.html", context, tab="purchases", part=part)


@require_GET
@member_page
def purchase(request: MemberRequest, sale_id: UUID) -> HttpResponse:
    """One receipt. Raises NotFound for somebody else's."""
    context = {"sale": own.get_purchase(request.actor, sale_id)}
    return rendering.page(request, "purchase.html", context, tab="purchases")


@require_GET
@member_page
def story(request: MemberRequest) -> HttpResponse:
    """Every movement of points and money in words."""
    after = asked.text(request, "after", limit=120)
    found = own.list_moments(request.actor, after=after)
    page = {"rows": [stories.tell(moment) for moment in found.rows], "after": found.after}
    part = "rows" if after else ""
    return rendering.page(request, "history.html", {"page": page}, tab="holdings", part=part)


@require_GET
@member_page
def messages(request: MemberRequest) -> HttpResponse:
    """What the brand wrote to the member; codes are nobody's business afterwards."""
    after = asked.text(request, "after", limit=120)
    context = {"page": own.list_messages(request.actor, after=after)}
    part = "rows" if after else ""
    return rendering.page(request, "messages.html", context, tab="me", part=part)


@require_POST
@member_page
def messages_read(request: MemberRequest) -> HttpResponse:
    """The page of messages says that it was looked at."""
    if own.count_new_messages(request.actor):
        messaging_usecases.mark_read(actor=request.actor, at=clock.utc_now())
    return HttpResponse(status=204)


@require_GET
@member_page
def invite(request: MemberRequest) -> HttpResponse:
    """The member's own invitation: a code to show, a link to send, a picture to keep."""
    address = address_of(request)
    menu = menu_of(request, address)
    context = {
        "address": address,
        "menu": menu,
        "code": segno.make(address, error="m").svg_inline(scale=6, border=2, omitsize=True),
        "referral": rewards.referral_of(request.actor.own_id),
        "program": rewards.get_program(),
    }
    return let_in(request, rendering.page(request, "invite.html", context, tab="invite"), menu)


@require_GET
@member_page
def poster(request: MemberRequest) -> HttpResponse:
    """The invitation as a picture to save and send."""
    code = segno.make(address_of(request), error="m")
    return HttpResponse(code.svg_inline(scale=10, border=4), content_type="image/svg+xml")


def _coupons(request: MemberRequest) -> list[CouponFacts]:
    """Coupons to use; those that fetch a reward stand with what was redeemed."""
    today = members.own_today(request.actor, clock.utc_now())
    found = offers.list_member_coupons(request.actor.own_id, today)
    return [coupon for coupon in found if coupon.is_listed]


def _cards(request: MemberRequest) -> list[tuple[CardFacts, list[UseFacts]]]:
    """The member's cards that have not ended, each with its last uses."""
    own_id = request.actor.own_id
    ids = members.list_ids_of(own_id)
    running = list_running(own_id, org.get_brand().currency)
    return [(card, list_uses(card.id, limit=5, by=ids)) for card in running]


def _by_day(holding: Holding) -> list[tuple[date | None, int]]:
    """Points by their last day, the soonest first."""
    days: dict[date | None, int] = {}
    for lot in holding.lots:
        days[lot.expires_on] = days.get(lot.expires_on, 0) + lot.remaining
    return list(days.items())


def address_of(request: MemberRequest) -> str:
    """Where the member's own invitation leads; it is made when it is first looked at."""
    invitation = members.find_own_invitation(request.actor)
    if invitation is None:
        invitation = members_usecases.own_invitation(actor=request.actor, at=clock.utc_now())
    return request.build_absolute_uri(reverse("member:join-by", args=[invitation.code]))
