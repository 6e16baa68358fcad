"""Signing in and out, and where to go from the start."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.org import queries as org
from tessera.web.kit import access, signing, tills

AT_THE_TILL = frozenset({"cashier", "guide"})
"""The roles whose work starts at the till; the others' in the office."""


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and let in."""
    if request.method == "POST":
        return _let_in(request)
    if (actor := access.find_actor(request)) is not None:
        return redirect(_next(request, actor))
    return _form(request, status=200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and show the door. The till that this browser works at is signed out with it."""
    if (actor := access.find_actor(request)) is not None:
        tills.end(request, actor)
    auth.logout(request)
    return redirect(settings.LOGIN_URL)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send everybody to where their work is."""
    actor = access.find_actor(request)
    return redirect(settings.LOGIN_URL if actor is None else home_of(actor))


def home_of(actor: Actor) -> str:
    """The surface on which ``actor`` begins."""
    return "/till/" if actor.role in AT_THE_TILL else "/office/"


def _let_in(request: HttpRequest) -> HttpResponse:
    username = one_line(request.POST.get("username", ""))
    outcome = signing.sign_in(request, username=username, password=request.POST.get("password", ""))
    if outcome.actor is None:
        return _form(request, username=username, problem=outcome.problem, status=422)
    return redirect(_next(request, outcome.actor))


def _form(
    request: HttpRequest, *, username: str = "", problem: str = "", status: int
) -> HttpResponse:
    brand = org.find_brand()
    context = {
        "shop": brand.name if brand else "Tessera",
        "username": username,
        "problem": problem,
        "next": _asked(request),
    }
    return render(request, "kit/sign_in.html", context, status=status)


def _next(request: HttpRequest, actor: Actor) -> str:
    """Back to the page that was asked for, unless it leads out of the house."""
    asked = _asked(request)
    own = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if own and asked != "/" else home_of(actor)


def _asked(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")
