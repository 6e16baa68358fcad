"""The desk: which till, the page that hosts the island, and leaving it again."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.insights import permissions as insights
from tessera.kernel.clock import utc_now
from tessera.kernel.errors import NotFound
from tessera.ops.demo import marks
from tessera.org import permissions, usecases
from tessera.org import queries as org
from tessera.printing import pairing
from tessera.printing import queries as printing
from tessera.printing.rules import AGENT
from tessera.web.kit import tills
from tessera.web.kit.access import PageRequest, page
from tessera.web.till import catalogue

CHOSEN = "till"
"""Where a session keeps which till this browser is."""


@never_cache
@require_GET
@page(permissions.SIGN_IN_TILL)
def desk(request: PageRequest) -> HttpResponse:
    """The island, with a fresh token of the chosen till; without a choice, the choice.

    A browser has one token: the page that it opened before can sell no longer.
    """
    till = _chosen(request)
    if till is None:
        return redirect("till:choose")
    tills.end(request, request.actor)
    token = usecases.issue_till_token(actor=request.actor, at=utc_now(), till_id=till.id)
    tills.keep(request, token)
    context = {"config": _config(request, till, token), "catalogue": catalogue.texts(_language())}
    answer = render(request, "till/desk.html", context)
    # the agent is no part of the shop: the page may speak to it because it is named here
    csp_update({"connect-src": [SELF, pairing.AGENT_ADDRESS]})(lambda _request: answer)(request)
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@page(permissions.SIGN_IN_TILL)
def choose(request: PageRequest) -> HttpResponse:
    """Which till this browser is; remembered until somebody leaves it or signs out."""
    if request.method == "POST":
        till = _by_id(request, request.POST.get("till", ""))
        if till is not None:
            request.session[CHOSEN] = str(till.id)
            return redirect("till:desk")
    stores = [
        (store, org.list_tills(request.actor, store.id)) for store in org.list_stores(request.actor)
    ]
    context = {
        "stores": [(store, tills) for store, tills in stores if tills],
        "may_office": request.actor.may(insights.VIEW),
    }
    return render(request, "till/choose.html", context)


@require_POST
@page(permissions.SIGN_IN_TILL)
def leave(request: PageRequest) -> HttpResponse:
    """End the token in ``X-Till-Token`` and forget the choice; a token that has ended already is fine."""
    request.session.pop(CHOSEN, None)
    token = request.headers.get("X-Till-Token", "")
    try:
        usecases.revoke_till_token(actor=request.actor, at=utc_now(), token=token)
    except NotFound:
        return HttpResponse(status=204)
    return HttpResponse(status=204)


def _chosen(request: PageRequest) -> org.TillFacts | None:
    """The till that was chosen, or the only one there is."""
    there = org.list_tills(request.actor)
    if len(there) == 1:
        return there[0]
    return _by_id(request, request.session.get(CHOSEN, ""))


def _by_id(request: PageRequest, text: str) -> org.TillFacts | None:
    return {str(till.id): till for till in org.list_tills(request.actor)}.get(text)


def _config(request: HttpRequest, till: org.TillFacts, token: str) -> dict[str, Any]:
    return {
        "apiBase": "/api/v1",
        "tillId": str(till.id),
        "token": token,
        "language": _language(),
        "zone": org.get_store(till.store_id).zone,
        "csrf": get_token(request),
        "leaveUrl": reverse("till:leave"),
        "exitUrl": reverse("till:choose"),
        "demo": marks.is_demo(),
        "printing": _printing(printing.of_till(till.id)),
    }


def _printing(setting: printing.Setting) -> dict[str, Any]:
    """How this till prints; the agent's token only where there is an agent."""
    return {
        "way": setting.way,
        "hasDrawer": setting.has_drawer,
        "printsItself": setting.prints_itself,
        "agent": pairing.AGENT_ADDRESS,
        "token": setting.token if setting.way == AGENT else "",
    }


def _language() -> str:
    return get_language() or "en"
