"""What a member can do for points."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.identity.outside import sharing
from tessera.kernel import clock
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.rewards import usecases
from tessera.rewards.queries import reviews, surveys, tasks
from tessera.web.kit import asked
from tessera.web.member import rendering
from tessera.web.member.access import MemberRequest, member_page
from tessera.web.member.sharing import let_in, menu_of
from tessera.web.member.views.shown import address_of


class Deed(Protocol):
    """A use case that gives points to who does it."""

    def __call__(self, *, actor: Actor, at: datetime) -> int:
        """Do it; returns the points."""


@require_GET
@member_page
def earn(request: MemberRequest) -> HttpResponse:
    """The check-in calendar and the tasks."""
    offered = tasks.tasks_of(request.actor, clock.utc_now())
    address = address_of(request) if offered.share else ""
    menu = menu_of(request, address) if address else None
    context = {"tasks": offered, "address": address, "menu": menu}
    return let_in(request, rendering.page(request, "earn.html", context, tab="holdings"), menu)


@require_POST
@member_page
def check_in(request: MemberRequest) -> HttpResponse:
    """Today's check-in."""
    return _do(request, usecases.check_in)


@require_http_methods(["GET", "POST"])
@member_page
def profile(request: MemberRequest) -> HttpResponse:
    """The points of a complete profile. Opened as a page, it leads to the tasks."""
    if request.method != "POST":
        return redirect("member:earn")
    return _do(request, usecases.complete_profile)


@require_POST
@member_page
def share(request: MemberRequest) -> HttpResponse:
    """The member has shared, as far as the browser knows."""
    return _do(request, usecases.share)


@require_GET
@member_page
def wechat(request: MemberRequest) -> HttpResponse:
    """What ``wx.config`` takes for a ``page`` of this shop; nothing (204) where there is no
    application at WeChat, or it does not answer."""
    page = asked.text(request, "page", limit=500)
    if not page.startswith(request.build_absolute_uri("/")):
        return HttpResponse(status=204)
    signed = sharing.sign_page(url=page, at=clock.utc_now())
    if signed is None:
        return HttpResponse(status=204)
    return JsonResponse(
        {
            "appId": signed.app_id,
            "timestamp": signed.timestamp,
            "nonceStr": signed.nonce,
            "signature": signed.signature,
            "jsApiList": ["updateAppMessageShareData", "updateTimelineShareData"],
        }
    )


def _do(request: MemberRequest, deed: Deed) -> HttpResponse:
    """Do it, and say what it gave, or why it did not."""
    try:
        given = deed(actor=request.actor, at=clock.utc_now())
    except DomainError as refusal:
        messages.warning(request, message(refusal))
    else:
        messages.success(request, _thanks(given))
    return redirect("member:earn")


def _thanks(points: int) -> str:
    if not points:
        return _("Thank you.")
    text = ngettext("Thank you: %(n)s point for you.", "Thank you: %(n)s points for you.", points)
    return text % {"n": points}


@require_http_methods(["GET", "POST"])
@member_page
def review(request: MemberRequest, line_id: UUID) -> HttpResponse:
    """Stars and words for something bought."""
    bought = reviews.get_reviewable(request.actor, line_id)
    stars, text = request.POST.get("stars", ""), request.POST.get("text", "")
    context = {"bought": bought, "stars": stars, "text": text, "marks": range(1, 6)}

    def say() -> int:
        return usecases.review(
            actor=request.actor,
            at=clock.utc_now(),
            line_id=line_id,
            stars=int(stars) if stars in {"1", "2", "3", "4", "5"} else 0,
            text=text,
        )

    return _answer(request, "review.html", context, say)


@require_http_methods(["GET", "POST"])
@member_page
def survey(request: MemberRequest, survey_id: UUID) -> HttpResponse:
    """The brand's questions."""
    found = surveys.get_open_survey(request.actor, survey_id)
    answers = [request.POST.get(f"q{at}", "") for at in range(len(found.questions))]
    rows = list(zip(found.questions, answers, strict=True))

    def tell() -> int:
        return usecases.answer_survey(
            actor=request.actor, at=clock.utc_now(), survey_id=survey_id, answers=answers
        )

    return _answer(request, "survey.html", {"survey": found, "rows": rows}, tell)


def _answer(
    request: MemberRequest, template: str, context: dict[str, object], act: Callable[[], int]
) -> HttpResponse:
    """Show the page, or do ``act``; a refusal is shown in it, with all that was typed."""
    if request.method == "POST":
        try:
            given = act()
        except DomainError as refusal:
            context["problem"] = message(refusal)
        else:
            messages.success(request, _thanks(given))
            return redirect("member:earn")
    status = 422 if request.method == "POST" else 200
    return rendering.page(request, template, context, tab="holdings", status=status)
