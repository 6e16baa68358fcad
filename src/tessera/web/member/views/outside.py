"""Signing in by WeChat or Alipay: going there, coming back; and which accounts open one's card."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tessera.identity import queries as identity
from tessera.identity import usecases as identity_usecases
from tessera.identity.queries import Flow, Met
from tessera.identity.rules import is_inside_wechat
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.kit import refusals
from tessera.web.member import access, meeting
from tessera.web.member.access import MemberRequest, member_page
from tessera.web.member.codes import DOOR
from tessera.web.member.views import door


@never_cache
@require_GET
def leave(request: HttpRequest, provider: str) -> HttpResponse:
    """Send a stranger to ``provider``, who says who it is."""
    asked = door.next_of(request)
    if access.find_session(request):
        return redirect(asked)
    invitation = request.GET.get("invitation", "")[:20]
    try:
        return _leave(request, provider, next=asked, invitation=invitation)
    except DomainError as refusal:
        return refusals.answer(request, refusal)


@require_GET
@member_page
def leave_to_bind(request: MemberRequest, provider: str) -> HttpResponse:
    """Send a member to ``provider`` to bind an account there; first the phone is proved again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?" + urlencode({"then": provider}))
    return _leave(request, provider, member=str(request.actor.own_id))


@never_cache
@require_GET
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Whoever comes back from ``provider``, in the browser that went there, once."""
    answer, kept = request.GET.dict(), request.COOKIES.get(meeting.FLOW, "")
    try:
        flow = identity.come_back(provider=provider, kept=kept, answer=answer)
        met = _meet(request, flow, answer)
        done = _bind(request, flow, met) if flow.member else _enter(request, flow, met)
    except DomainError as refusal:
        done = _refused(request, refusal)
    return meeting.forget(done, meeting.FLOW)


@require_POST
@member_page
def remove(request: MemberRequest, account_id: UUID) -> HttpResponse:
    """Give up an account elsewhere."""
    identity_usecases.unbind_outside(actor=request.actor, at=clock.utc_now(), account_id=account_id)
    messages.success(request, _("That account opens nothing here any more."))
    return redirect("member:me")


def _leave(request: HttpRequest, provider: str, **more: Any) -> HttpResponse:
    inside = is_inside_wechat(request.headers.get("User-Agent", ""))
    home = request.build_absolute_uri(reverse("member:outside-back", args=[provider]))
    leaving = identity.leave_for(Flow(provider, inside, **more), redirect=home)
    answer = meeting.keep_flow(redirect(leaving.address), leaving.kept)
    return access.mark_device(request, answer)


def _meet(request: HttpRequest, flow: Flow, answer: dict[str, str]) -> Met:
    """Who it is, by the provider's word. A code that it does not know counts as a failed try."""
    at, device = clock.utc_now(), access.device_of(request)
    try:
        return identity.meet(flow, answer=answer, address=device.address, device=device.mark, at=at)
    except DomainError as refusal:
        if refusal.code == "identity.outside_unproved":
            identity_usecases.note_unproved(
                actor=DOOR, at=at, provider=flow.provider, device=device
            )
        raise


def _enter(request: HttpRequest, flow: Flow, met: Met) -> HttpResponse:
    """In, or on to proving a phone, after which the account is bound."""
    entered = identity_usecases.enter_by_outside(
        actor=DOOR, at=clock.utc_now(), met=met, device=access.device_of(request)
    )
    if entered.token:
        return access.keep_token(redirect(flow.next), entered.token)
    address = (
        reverse("member:join-by", args=[flow.invitation])
        if flow.invitation
        else reverse("member:sign-in")
    )
    going = urlencode({meeting.WITH: met.provider, "next": flow.next})
    return meeting.keep_met(redirect(f"{address}?{going}"), met)


def _bind(request: HttpRequest, flow: Flow, met: Met) -> HttpResponse:
    """Bound to the member who went there, if it is still the one who is signed in."""
    session = access.find_session(request)
    if session is None or session.actor.own_id != flow.member_id:
        return redirect("member:me")
    identity_usecases.bind_outside(
        actor=session.actor, at=clock.utc_now(), fresh=session.fresh, met=met
    )
    messages.success(request, meeting.said(met))
    return redirect("member:me")


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """What went wrong, where the person was: at the door, or on the page about oneself."""
    if access.find_session(request):
        messages.error(request, message(refusal))
        return redirect("member:me")
    return door.refuse(request, refusal)
