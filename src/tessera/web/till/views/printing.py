"""Papers that the server prints for a till, and the drawer."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tessera.kernel import clock
from tessera.kernel.errors import Invalid, gettext_noop
from tessera.org import permissions as org_permissions
from tessera.papers import wire
from tessera.printing import permissions, reasons, usecases
from tessera.printing import queries as printing
from tessera.web.kit.access import PageRequest, page
from tessera.web.till.views import receipts

DOCUMENTS: dict[str, Callable[[PageRequest, UUID], receipts.Sheet]] = {
    "sales": receipts.sale_sheet,
    "returns": receipts.return_sheet,
    "shifts": receipts.shift_sheet,
    "redemptions": receipts.redemption_sheet,
}


@require_POST
@page(permissions.PRINT)
def hand_over(request: PageRequest) -> HttpResponse:
    """Have a document printed by the till's cloud printer: ``request``, ``till``, ``kind``, ``id``.

    Tells the ids of its parts, to ask about.
    """
    found = DOCUMENTS.get(request.POST.get("kind", ""))
    if found is None:
        raise _malformed()
    paper = receipts.paper_of(request, found(request, _uuid(request, "id")))
    queued = usecases.print_paper(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=_uuid(request, "request"),
        till_id=_uuid(request, "till"),
        paper=wire.told(paper),
    )
    return JsonResponse({"papers": [str(paper_id) for paper_id in queued.paper_ids]})


@never_cache
@require_GET
@page(permissions.PRINT)
def paper(request: PageRequest, paper_id: UUID) -> HttpResponse:
    """How a paper stands: its state, and, where it is not printed, why."""
    found = printing.get_paper(request.actor, paper_id)
    words = reasons.words(found.error)
    return JsonResponse({"state": found.state, "words": gettext(words) if words else ""})


@require_POST
@page(permissions.OPEN_DRAWER)
def drawer(request: PageRequest) -> HttpResponse:
    """Note that the drawer is opened: ``request``, ``till``, and a ``reason`` or a ``sale``."""
    usecases.open_drawer(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=_uuid(request, "request"),
        till_id=_uuid(request, "till"),
        reason=request.POST.get("reason", ""),
        sale=request.POST.get("sale", ""),
    )
    return HttpResponse(status=204)


@never_cache
@require_GET
@page(org_permissions.SIGN_IN_TILL)
def trial(request: PageRequest) -> HttpResponse:
    """A few lines to try a printer with."""
    return receipts.shown(request, receipts.Sheet("trial", None, {"at": clock.utc_now()}))


def _uuid(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise _malformed() from None


def _malformed() -> Invalid:
    return Invalid("till.malformed", gettext_noop("This page is out of date. Reload the till."))
