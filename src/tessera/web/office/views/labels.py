"""Price labels: choose goods and how many, look at them, print them."""

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tessera.catalog import permissions
from tessera.catalog import queries as catalog
from tessera.catalog.queries import SkuView
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.papers import tspl
from tessera.papers.labels import SIZES, drawn
from tessera.printing import pairing
from tessera.printing import permissions as printing_permissions
from tessera.printing import queries as printing
from tessera.printing.rules import AGENT
from tessera.stock import permissions as stock_permissions
from tessera.stock import queries as stock
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import label_forms, label_pdf, rendering

FOUND = 8
"""Styles that a search shows; each brings all its SKUs."""


@csp_update({"connect-src": [SELF, pairing.AGENT_ADDRESS]})
@require_GET
@page(permissions.VIEW)
def labels(request: PageRequest) -> HttpResponse:
    """The goods that are asked for: of a style, of a receipt, or those that were searched."""
    actor = request.actor
    may_receipts = actor.may(stock_permissions.VIEW)
    context = {
        "rows": _rows(request),
        "sizes": SIZES,
        "receipts": stock.list_received(actor=actor) if may_receipts else [],
        "receipt": asked.uuid(request, "receipt"),
        "tills": _tills_with_agents(actor),
        "asked": bool(request.GET),
    }
    return rendering.page(request, "labels.html", context, section="products", part="rows")


def _rows(request: PageRequest) -> list[tuple[SkuView, int]]:
    actor = request.actor
    if (document_id := asked.uuid(request, "receipt")) and actor.may(stock_permissions.VIEW):
        pieces = stock.received(actor=actor, document_id=document_id)
        found = catalog.list_skus(actor=actor, sku_ids=list(pieces))
        return [(sku, pieces[sku.sku_id]) for sku in found]
    if product_id := asked.uuid(request, "product"):
        found = list(catalog.get_product(actor=actor, product_id=product_id).skus)
        return [(sku, 1) for sku in found if sku.kind == "goods"]
    text = asked.text(request)
    if not text:
        return []
    products = catalog.list_products(actor=actor, text=text, limit=FOUND)
    matrices = [
        catalog.get_product(actor=actor, product_id=product.product_id)
        for product in products
        if product.kind == "goods"
    ]
    return [(sku, 0) for matrix in matrices for sku in matrix.skus]


@require_POST
@page(permissions.VIEW)
def preview(request: PageRequest) -> HttpResponse:
    """One of each label, as it will be printed."""
    wanted = label_forms.wanted(request.actor, request.POST.dict())
    context = {
        "drawings": [(drawn(label, wanted.size), count) for label, count in wanted.labels],
        "total": sum(count for _, count in wanted.labels),
    }
    return rendering.page(request, "labels_preview.html", context, section="products", part="shown")


@require_POST
@page(permissions.VIEW)
def file(request: PageRequest) -> HttpResponse:
    """All labels as a PDF."""
    wanted = label_forms.wanted(request.actor, request.POST.dict())
    answer = HttpResponse(label_pdf.pdf(wanted), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="labels.pdf"'
    return answer


@never_cache
@require_POST
@page(printing_permissions.PRINT)
def raw(request: PageRequest) -> HttpResponse:
    """All labels in a label printer's language, and how to reach the agent of a ``till``.

    Raises NotFound for a till beyond the actor's stores.
    """
    wanted = label_forms.wanted(request.actor, request.POST.dict())
    till = org.get_till_view(request.actor, UUID(request.POST["till"]))
    request.actor.require(printing_permissions.PRINT, till.store_id)
    return JsonResponse(
        {
            "raw": tspl.written(wanted.labels, wanted.size),
            "address": pairing.AGENT_ADDRESS,
            "token": printing.of_till(till.id).token,
        }
    )


def _tills_with_agents(actor: Actor) -> list[org.TillFacts]:
    if not actor.may(printing_permissions.PRINT):
        return []
    return [till for till in org.list_tills(actor) if printing.of_till(till.id).way == AGENT]
