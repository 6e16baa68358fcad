"""Products: the list, and one product's matrix with what the stores have."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.catalog import permissions
from tessera.catalog import queries as catalog
from tessera.insights.queries import assortment
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering

SIZE = 40


@require_GET
@page(permissions.VIEW)
def products(request: PageRequest) -> HttpResponse:
    """Products by style, narrowed by text and category; more on demand."""
    start = asked.number(request, "start")
    category = asked.text(request, "category")
    found = catalog.list_products(
        actor=request.actor,
        text=asked.text(request),
        category=category,
        limit=SIZE + 1,
        offset=start,
    )
    shown = found[:SIZE]
    ids = [product.product_id for product in shown]
    shelves = assortment.list_shelves(actor=request.actor, product_ids=ids)
    context = {
        "products": [(p, shelves.get(p.product_id, assortment.Shelf())) for p in shown],
        "following": start + SIZE if len(found) > SIZE else None,
        "categories": catalog.list_categories(actor=request.actor),
        "category": category,
        "filtered": bool(category or asked.text(request)),
    }
    part = "more" if start else "rows"
    return rendering.page(request, "products.html", context, section="products", part=part)


@require_GET
@page(permissions.VIEW)
def product(request: PageRequest, product_id: UUID) -> HttpResponse:
    """One product: colours by sizes, pieces and prices; one price for all is told once."""
    store_id = asked.uuid(request, "store")
    found = assortment.get_assortment(actor=request.actor, product_id=product_id, store_id=store_id)
    context = {
        "found": found,
        "product": found.product,
        "store_id": store_id,
        "tags": sorted({sku.tag_minor for sku in found.product.skus}),
    }
    return rendering.page(request, "product.html", context, section="products", part="matrix")
