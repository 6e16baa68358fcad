"""Products: the list, and one product's matrix with what the stores have."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.catalog import permissions, usecases
from tessera.catalog import queries as catalog
from tessera.insights.queries import assortment
from tessera.kernel import clock
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.product_forms import CellsForm, CostForm, ProductForm
from tessera.web.office.sheets import Sheet

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
        "may_add": found.product.kind == "goods" and _may_change(request),
        "may_change": _may_change(request),
        "cost_minor": catalog.find_cost(actor=request.actor, product_id=product_id)
        if _may_price(request)
        else None,
        "may_price": _may_price(request),
        "tags": sorted({sku.tag_minor for sku in found.product.skus}),
    }
    return rendering.page(request, "product.html", context, section="products", part="matrix")


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def add_cells(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Add colours and sizes to goods."""
    request.actor.require_everywhere(permissions.CHANGE)
    facts = catalog.get_product(actor=request.actor, product_id=product_id)
    sheet = Sheet(
        title=_("Add colours and sizes"),
        button=_("Add"),
        done=_("Added. They can be sold as soon as a store has them."),
        back=reverse("office:product", args=[product_id]),
        section="products",
    )
    return sheets.answer(
        request,
        sheet,
        CellsForm(sheets.data_of(request), product=facts),
        lambda filled: usecases.add_skus(
            actor=request.actor, at=clock.utc_now(), product_id=product_id, skus=filled["skus"]
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def change(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Another name, category, season or brand."""
    request.actor.require_everywhere(permissions.CHANGE)
    facts = catalog.get_product(actor=request.actor, product_id=product_id)
    sheet = Sheet(
        title=_("Change the product"),
        button=_("Save"),
        done=_("Saved. Past sales keep their own names."),
        back=reverse("office:product", args=[product_id]),
        section="products",
    )
    return sheets.answer(
        request,
        sheet,
        ProductForm(sheets.data_of(request), product=facts),
        lambda filled: usecases.change_product(
            actor=request.actor, at=clock.utc_now(), product_id=product_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PRICE)
def cost(request: PageRequest, product_id: UUID) -> HttpResponse:
    """What a piece costs the brand."""
    known = catalog.find_cost(actor=request.actor, product_id=product_id)
    sheet = Sheet(
        title=_("Cost of a piece"),
        button=_("Save"),
        done=_("Saved. Tills set no price by hand below it unless somebody may."),
        back=reverse("office:product", args=[product_id]),
        text=_("For all colours and sizes. No till shows it."),
        section="products",
    )
    return sheets.answer(
        request,
        sheet,
        CostForm(sheets.data_of(request), cost_minor=known),
        lambda filled: usecases.set_cost(
            actor=request.actor,
            at=clock.utc_now(),
            product_id=product_id,
            cost_minor=filled["cost_minor"],
        ),
    )


def _may_change(request: PageRequest) -> bool:
    return request.actor.store_ids is None and request.actor.may(permissions.CHANGE)


def _may_price(request: PageRequest) -> bool:
    return request.actor.store_ids is None and request.actor.may(permissions.SET_PRICE)
