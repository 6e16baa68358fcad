"""The way into a page: who looks, whether they may, and how a refusal is shown."""

import functools
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.org import queries as org
from tessera.platform import versions
from tessera.web.kit import currency, refusals, zones


class PageRequest(HttpRequest):
    """A request of somebody who is signed in."""

    actor: Actor
    htmx: HtmxDetails


class View(Protocol):
    """A page's function."""

    def __call__(self, request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer ``request``."""


def page(permission: str | None = None) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Let only staff in who hold ``permission``; hand the actor over as ``request.actor``.

    A stranger goes to the sign-in page and comes back afterwards. A refusal raised by the view
    is shown in the reader's language with its own status: as a page, or as a note where HTMX asked.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def run(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = find_actor(request)
            if actor is None:
                return _to_sign_in(request)
            request.actor = actor
            try:
                if permission:
                    actor.require(permission)
                current = versions.current()
                with (
                    timezone.override(zones.zone_of(actor, current)),
                    currency.looked_up_once(current),
                ):
                    return view(request, *args, **kwargs)
            except DomainError as refusal:
                return refusals.answer(request, refusal)

        run.permission = permission  # type: ignore[attr-defined]  # read by the permission table
        return run

    return decorate


def find_actor(request: HttpRequest) -> Actor | None:
    """The member of staff who is signed in; None for a stranger, or who no longer works here."""
    user = request.user
    return org.find_staff_actor(user_id=user.pk) if user.is_authenticated else None


def _to_sign_in(request: PageRequest) -> HttpResponse:
    if request.user.is_authenticated:
        auth.logout(request)
    asked = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    address = f"{settings.LOGIN_URL}?{urlencode({'next': asked or '/'})}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
