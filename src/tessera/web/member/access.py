"""The way into a member's page: which device it is, and who is signed in on it."""

import functools
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tessera.identity import queries as identity
from tessera.identity import usecases as identity_usecases
from tessera.identity.queries import MemberSession
from tessera.identity.rules import SESSION_AGE, new_token
from tessera.kernel import clock
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.platform import versions
from tessera.platform.addresses import address_of
from tessera.web.kit import currency, refusals, zones

COOKIE = "tessera-member"
"""Holds the session's token; scripts cannot read it, other sites cannot send it."""

DEVICE = "tessera-device"
"""A random mark of the device, by which failed tries are counted before anybody is known."""

SIGN_IN = "/m/sign-in"


class MemberRequest(HttpRequest):
    """A request of a member who is signed in."""

    actor: Actor
    session_of: MemberSession
    htmx: HtmxDetails


class View(Protocol):
    """A page's function."""

    def __call__(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer ``request``."""


def member_page(view: View) -> Callable[..., HttpResponseBase]:
    """Let only members in; a stranger signs in and comes back. Never kept by shared caches."""

    @never_cache
    @functools.wraps(view)
    def run(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = clock.utc_now()
        found = find_session(request)
        if found is None:
            return _to_sign_in(request)
        if found.stale:
            identity_usecases.touch(
                actor=found.actor,
                at=at,
                session_id=found.id,
                language=translation.get_language() or "",
            )
        request.actor, request.session_of = found.actor, found
        current = versions.current()
        with (
            timezone.override(zones.zone_of(found.actor, current)),
            currency.looked_up_once(current),
        ):
            try:
                return view(request, *args, **kwargs)
            except DomainError as refusal:
                return refusals.answer(request, refusal)

    run.for_members = True  # type: ignore[attr-defined]  # read by the permission table
    return run


def find_session(request: HttpRequest) -> MemberSession | None:
    """The member's session on this device, if there is one."""
    token = request.COOKIES.get(COOKIE, "")
    return identity.find_session(token, clock.utc_now()) if token else None


def device_of(request: HttpRequest) -> identity_usecases.Device:
    """Where the request comes from."""
    return identity_usecases.Device(
        address=address_of(request),
        agent=request.headers.get("User-Agent", ""),
        mark=request.COOKIES.get(DEVICE, "")[:64],
        language=translation.get_language() or "",
    )


def keep_token(response: HttpResponse, token: str) -> HttpResponse:
    """Give the device its token. It is new at every sign-in, so no session can be fixed."""
    set_cookie(response, COOKIE, token)
    return response


def mark_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a device that has none its mark."""
    if not request.COOKIES.get(DEVICE):
        set_cookie(response, DEVICE, new_token())
    return response


def forget_token(response: HttpResponse) -> HttpResponse:
    """Take the token away."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def set_cookie(
    response: HttpResponse, name: str, value: str, seconds: int = int(SESSION_AGE.total_seconds())
) -> None:
    """A cookie that scripts cannot read and other sites cannot make the browser send in a form."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _to_sign_in(request: MemberRequest) -> HttpResponse:
    asked = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    address = f"{SIGN_IN}?{urlencode({'next': asked or '/m/'})}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
