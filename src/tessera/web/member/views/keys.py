"""Passkeys: two requests each, one for what the device is asked and one for its answer."""

from typing import Any
from uuid import UUID

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tessera.identity import queries as identity
from tessera.identity import usecases as identity_usecases
from tessera.identity.queries import Begun, Site
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.org import queries as org
from tessera.platform import refusals
from tessera.web.member import access, rendering
from tessera.web.member.access import MemberRequest, member_page
from tessera.web.member.codes import DOOR

STATE = "tessera-passkey"


@require_GET
@member_page
def adding(request: MemberRequest) -> HttpResponse:
    """Say what a passkey is, and make one; first the phone is proved again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=passkey")
    return rendering.page(request, "passkey.html", {}, tab="me")


@require_POST
@member_page
def begin(request: MemberRequest) -> HttpResponse:
    """What the member's device is asked."""
    return _asked(identity.begin_passkey(request.actor, _site(request), name=request.actor.name))


@require_POST
@member_page
def finish(request: MemberRequest) -> HttpResponse:
    """Keep what the device made."""
    try:
        identity_usecases.add_passkey(
            actor=request.actor,
            at=clock.utc_now(),
            fresh=request.session_of.fresh,
            site=_site(request),
            state=request.COOKIES.get(STATE, ""),
            answer=_answer(request),
            device=access.device_of(request),
        )
    except DomainError as refusal:
        return JsonResponse(refusals.as_json(refusal), status=refusal.status)
    messages.success(request, _("The passkey is kept. Next time your finger or face is enough."))
    return JsonResponse({"next": reverse("member:me")})


@require_POST
@member_page
def remove(request: MemberRequest, passkey_id: UUID) -> HttpResponse:
    """Give up a passkey."""
    identity_usecases.remove_passkey(actor=request.actor, at=clock.utc_now(), passkey_id=passkey_id)
    messages.success(request, _("That passkey opens nothing any more."))
    return redirect("member:me")


@require_POST
def begin_entering(request: HttpRequest) -> HttpResponse:
    """What a stranger's device is asked."""
    return _asked(identity.begin_entering(_site(request)))


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Let in whose device answers rightly."""
    try:
        entered = identity_usecases.enter_by_passkey(
            actor=DOOR,
            at=clock.utc_now(),
            site=_site(request),
            state=request.COOKIES.get(STATE, ""),
            answer=_answer(request),
            device=access.device_of(request),
        )
    except DomainError as refusal:
        return JsonResponse(refusals.as_json(refusal), status=refusal.status)
    if not entered.token:
        sentence = _("No card is known for this passkey. Sign in by a code.")
        return JsonResponse({"code": "identity.passkey_unknown", "message": sentence}, status=403)
    answer = JsonResponse({"next": reverse("member:card")})
    answer.delete_cookie(STATE, samesite="Strict")
    return access.keep_token(answer, entered.token)


def _asked(begun: Begun) -> HttpResponse:
    response = JsonResponse(dict(begun.options))
    access.set_cookie(response, STATE, begun.state, seconds=300)
    return response


def _site(request: HttpRequest) -> Site:
    brand = org.find_brand()
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return Site(host=host, name=brand.name if brand else "Tessera")


def _answer(request: HttpRequest) -> dict[str, Any]:
    """What the browser sent; empty for anything that is no answer."""
    try:
        told = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}
