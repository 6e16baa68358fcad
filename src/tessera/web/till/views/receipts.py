"""What is printed on 80 mm paper: sales, returns, shifts, slips of rewards. Handbook 8.

Each is one page, for the browser to print. Who asks for JSON gets the same words as a neutral paper, for
a printer that takes no pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import segno
from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from tessera.org import queries as org
from tessera.papers import wire
from tessera.papers.document import Paper
from tessera.rewards import permissions as rewards_permissions
from tessera.rewards import queries as rewards
from tessera.rewards.queries import redeemed
from tessera.sales import permissions
from tessera.sales import queries as sales
from tessera.wallet import queries as wallet
from tessera.wallet.queries.topups import bonus_given
from tessera.web.kit.access import PageRequest, page
from tessera.web.till import reading

Receipt = Callable[..., HttpResponseBase]


def _receipt(view: Receipt) -> Receipt:
    """Let the till print the page through a frame of its own, and nobody else frame it."""
    framed = csp_replace({"frame-ancestors": [SELF]})(xframe_options_sameorigin(view))
    return never_cache(require_GET(framed))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: the template's name, the store whose head it carries, and what it is told."""

    name: str
    store_id: UUID | None
    context: dict[str, Any]


@_receipt
@page(permissions.VIEW)
def sale(request: PageRequest, sale_id: UUID) -> HttpResponse:
    """A sale's receipt. What the member holds is as of now, and says so."""
    return shown(request, sale_sheet(request, sale_id))


@_receipt
@page(permissions.VIEW)
def goods_back(request: PageRequest, return_id: UUID) -> HttpResponse:
    """A return's receipt."""
    return shown(request, return_sheet(request, return_id))


@_receipt
@page(permissions.VIEW)
def shift(request: PageRequest, shift_id: UUID) -> HttpResponse:
    """A shift's report; while the shift is open it tells nothing of what the drawer should hold."""
    return shown(request, shift_sheet(request, shift_id))


@_receipt
@page(rewards_permissions.VIEW)
def redemption(request: PageRequest, redemption_id: UUID) -> HttpResponse:
    """The slip of a reward, with the code that fetches it while it waits."""
    return shown(request, redemption_sheet(request, redemption_id))


def sale_sheet(request: PageRequest, sale_id: UUID) -> Sheet:
    """A sale's receipt. Raises Forbidden, NotFound."""
    request.actor.require(permissions.VIEW)
    found = sales.get_sale(actor=request.actor, sale_id=sale_id)
    held = wallet.get_balances(found.member_id) if found.member_id else None
    context = {
        "sale": found,
        "earning": rewards.find_earning(sale_id),
        "balances": held,
        "bonus_minor": bonus_given(sale_id) if held else 0,
        "stored_minor": held.principal_minor + held.bonus_minor if held else 0,
    }
    return Sheet("sale", found.store_id, context)


def return_sheet(request: PageRequest, return_id: UUID) -> Sheet:
    """A return's receipt. Raises Forbidden, NotFound."""
    request.actor.require(permissions.VIEW)
    found = sales.get_return(actor=request.actor, return_id=return_id)
    return Sheet("return", found.store_id, {"back": found})


def shift_sheet(request: PageRequest, shift_id: UUID) -> Sheet:
    """A shift's report. Raises Forbidden, NotFound."""
    request.actor.require(permissions.VIEW)
    found = sales.get_shift(actor=request.actor, shift_id=shift_id)
    difference = (found.counted_minor or 0) - (found.expected_minor or 0)
    return Sheet("shift", found.store_id, {"shift": found, "variance_minor": difference})


def redemption_sheet(request: PageRequest, redemption_id: UUID) -> Sheet:
    """The slip of a reward. Raises Forbidden, NotFound."""
    request.actor.require(rewards_permissions.VIEW)
    found = redeemed.get_redemption(request.actor, redemption_id)
    code = segno.make(found.code, error="m").svg_inline(scale=5, border=1)
    return Sheet("redemption", found.store_id, {"one": found, "code": code})


def shown(request: PageRequest, sheet: Sheet) -> HttpResponse:
    """A page for the browser to print, or, for who asks for JSON, the same as a neutral paper."""
    answer: HttpResponse
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        answer = JsonResponse(wire.told(paper_of(request, sheet)))
    else:
        answer = HttpResponse(_page(request, sheet))
    patch_vary_headers(answer, ["Accept"])
    return answer


def paper_of(request: PageRequest, sheet: Sheet) -> Paper:
    """A sheet as a neutral paper."""
    return reading.paper_of(_page(request, sheet))


def _page(request: PageRequest, sheet: Sheet) -> str:
    template = f"till/receipts/{sheet.name}.html"
    if sheet.store_id is None:
        return render_to_string(template, sheet.context, request)
    place = org.get_store_view(request.actor, sheet.store_id)
    with timezone.override(ZoneInfo(place.facts.zone)):
        return render_to_string(template, {**sheet.context, "place": place}, request)
