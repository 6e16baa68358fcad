"""What people look for: a SKU by barcode or name, a style's matrix, the office's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When

from tessera.catalog import errors, permissions, rules
from tessera.catalog.models import Price, Product, ProductKind, Sku
from tessera.kernel.actor import Actor

_GOODS_FIRST = Case(When(kind=ProductKind.GOODS, then=Value(0)), default=Value(1))


@dataclass(frozen=True, slots=True)
class SkuView:
    """One SKU for a person to look at. What is on hand is known to the room of the stock."""

    sku_id: UUID
    product_id: UUID
    barcode: str
    style: str
    name: str
    kind: str
    category: str
    colour: str
    size: str
    tag_minor: int
    picture: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A style with its SKUs; colours as they were put, sizes from small to large."""

    product_id: UUID
    style: str
    name: str
    kind: str
    category: str
    season: str
    brand: str
    picture: str
    is_active: bool
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    skus: tuple[SkuView, ...]

    def cell(self, colour: str, size: str) -> SkuView | None:
        """The SKU of a colour and a size, if the style has it."""
        return next((s for s in self.skus if (s.colour, s.size) == (colour, size)), None)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in the office's list."""

    product_id: UUID
    style: str
    name: str
    kind: str
    category: str
    season: str
    picture: str
    is_active: bool
    sku_count: int


@dataclass(frozen=True, slots=True)
class PriceView:
    """Another price of a SKU; None means every store, or whoever buys."""

    sku_id: UUID
    store_id: UUID | None
    level_id: UUID | None
    amount_minor: int


def search(
    *, actor: Actor, text: str, store_id: UUID | None = None, limit: int = 20
) -> list[SkuView]:
    """SKUs on sale that ``text`` may mean, the likeliest first.

    A whole barcode means that one SKU and nothing else; else those whose style begins with
    the text, then those whose name contains it or whose category it is. Raises Forbidden.
    """
    actor.require(permissions.VIEW, store_id)
    code = rules.tidy(text)
    if not code:
        return []
    on_sale = _skus().filter(product__is_active=True)
    scanned = on_sale.filter(barcode=code).first()
    if scanned is not None:
        return [_view(scanned)]
    styled = list(on_sale.filter(product__style__istartswith=code)[:limit])
    named = on_sale.filter(_name_contains(text)).exclude(product__style__istartswith=code)
    more = named[: limit - len(styled)] if len(styled) < limit else []
    return [_view(sku) for sku in (*styled, *more)]


def find_of_kind(kind: str, tag_minor: int) -> UUID | None:
    """The SKU on sale of that kind of product at that price, the oldest; None where there is none."""
    rows = Sku.objects.filter(product__kind=kind, product__is_active=True, tag_minor=tag_minor)
    return rows.order_by("id").values_list("id", flat=True).first()


def list_newest(*, actor: Actor, store_id: UUID | None = None, limit: int = 20) -> list[SkuView]:
    """The first SKU of each of the newest styles on sale, the newest style first. Raises Forbidden.

    What a till shows before anything is typed.
    """
    actor.require(permissions.VIEW, store_id)
    newest = Product.objects.filter(is_active=True).order_by("-id").values_list("id", flat=True)
    places = {product_id: place for place, product_id in enumerate(newest[:limit])}
    first = Sku.objects.filter(product=OuterRef("product")).order_by("position", "id")
    found = _skus().filter(product__in=places, id=Subquery(first.values("id")[:1]))
    return sorted(map(_view, found), key=lambda sku: places[sku.product_id])


def list_skus(*, actor: Actor, sku_ids: Sequence[UUID]) -> list[SkuView]:
    """These SKUs, by style and in their style's order. Raises Forbidden."""
    actor.require(permissions.VIEW)
    return [_view(sku) for sku in _skus().filter(id__in=sku_ids)]


def list_among(
    sku_ids: Sequence[str], categories: Sequence[str], *, limit: int = 20
) -> list[SkuView]:
    """Goods and services on sale among these SKUs or categories, by style; for what stands by
    itself, like what a card is good for."""
    if not sku_ids and not categories:
        return []
    one_of = Q(id__in=sku_ids) | Q(product__category__in=categories)
    found = _skus().filter(one_of, product__is_active=True, product__kind__in=("goods", "service"))
    return [_view(sku) for sku in found[:limit]]


def list_of(
    *, actor: Actor, sku_ids: Sequence[UUID], store_id: UUID | None = None
) -> list[SkuView]:
    """Those of ``sku_ids`` that are on sale, by style. Raises Forbidden."""
    actor.require(permissions.VIEW, store_id)
    return [_view(sku) for sku in _skus().filter(id__in=sku_ids, product__is_active=True)]


def get_matrix(*, actor: Actor, style: str, store_id: UUID | None = None) -> Matrix:
    """The matrix of a style on sale. Raises NotFound ``products.not_found``; Forbidden."""
    actor.require(permissions.VIEW, store_id)
    product = Product.objects.filter(style=rules.tidy(style), is_active=True).first()
    if product is None:
        raise errors.not_found(style=style)
    return _matrix(product)


def get_product(*, actor: Actor, product_id: UUID) -> Matrix:
    """Any product, on sale or not. Raises NotFound ``products.not_found``; Forbidden."""
    actor.require(permissions.VIEW)
    product = Product.objects.filter(id=product_id).first()
    if product is None:
        raise errors.not_found(product_id=str(product_id))
    return _matrix(product)


def list_products(
    *,
    actor: Actor,
    text: str = "",
    category: str = "",
    is_active: bool | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[ProductRow]:
    """Products by style, goods before the rest, filtered by what is given. Raises Forbidden."""
    found = _products(actor, text, category, is_active=is_active).annotate(sku_count=Count("skus"))
    return [
        ProductRow(
            product_id=product.id,
            style=product.style,
            name=product.name,
            kind=product.kind,
            category=product.category,
            season=product.season,
            picture=product.picture,
            is_active=product.is_active,
            sku_count=product.sku_count,
        )
        for product in found.order_by(_GOODS_FIRST, "style")[offset : offset + limit]
    ]


def list_categories(*, actor: Actor) -> list[str]:
    """The categories in use, sorted. Raises Forbidden."""
    actor.require(permissions.VIEW)
    used = Product.objects.exclude(category="").values_list("category", flat=True)
    return sorted(used.distinct())


def list_prices(*, actor: Actor, product_id: UUID) -> list[PriceView]:
    """The other prices of a product's SKUs, in the stores the actor sees. Raises Forbidden."""
    actor.require(permissions.VIEW)
    prices = Price.objects.filter(sku__product_id=product_id).order_by("sku__position", "id")
    if actor.store_ids is not None:
        prices = prices.filter(Q(store_id=None) | Q(store_id__in=actor.store_ids))
    return [PriceView(p.sku_id, p.store_id, p.level_id, p.amount_minor) for p in prices]


def find_barcode(sku_id: UUID) -> str:
    """The barcode of a SKU; empty for none."""
    return Sku.objects.filter(id=sku_id).values_list("barcode", flat=True).first() or ""


def find_sku_name(sku_id: UUID) -> str:
    """What the product of a SKU is called; empty for none."""
    names = Sku.objects.filter(id=sku_id).values_list("product__name", flat=True)
    return names.first() or ""


def _skus() -> "QuerySet[Sku]":
    return Sku.objects.select_related("product").order_by("product__style", "position", "id")


def _products(
    actor: Actor, text: str, category: str, *, is_active: bool | None
) -> "QuerySet[Product]":
    actor.require(permissions.VIEW)
    found = Product.objects.all()
    if text.strip():
        code = rules.tidy(text)
        typed = text.strip()
        means = Q(style__istartswith=code) | Q(name__icontains=typed) | Q(category=typed)
        scanned = Sku.objects.filter(barcode=code).values("product_id")
        found = found.filter(means | Q(id__in=scanned))
    if category:
        found = found.filter(category=category)
    return found if is_active is None else found.filter(is_active=is_active)


def _name_contains(text: str) -> Q:
    """As typed, and with full-width forms narrowed; names keep their own punctuation.

    Or the name of the category: who types "dresses" wants to see them.
    """
    typed = text.strip()
    named = Q(product__name__icontains=typed) | Q(product__name__icontains=rules.tidy(text))
    return named | Q(product__category=typed)


def _matrix(product: Product) -> Matrix:
    skus = tuple(_view(sku) for sku in _skus().filter(product=product))
    return Matrix(
        product_id=product.id,
        style=product.style,
        name=product.name,
        kind=product.kind,
        category=product.category,
        season=product.season,
        brand=product.brand,
        picture=product.picture,
        is_active=product.is_active,
        colours=tuple(dict.fromkeys(sku.colour for sku in skus)),
        sizes=tuple(rules.in_size_order(dict.fromkeys(sku.size for sku in skus))),
        skus=skus,
    )


def _view(sku: Sku) -> SkuView:
    product = sku.product
    return SkuView(
        sku_id=sku.id,
        product_id=product.id,
        barcode=sku.barcode,
        style=product.style,
        name=product.name,
        kind=product.kind,
        category=product.category,
        colour=sku.colour,
        size=sku.size,
        tag_minor=sku.tag_minor,
        picture=product.picture,
    )


def find_cost(*, actor: Actor, product_id: UUID) -> int | None:
    """What a piece of a product costs the brand, in minor units, as far as it is known; for who sets
    prices. Raises Forbidden."""
    actor.require_everywhere(permissions.SET_PRICE)
    costs = Sku.objects.filter(product=product_id, cost_minor__isnull=False)
    return costs.values_list("cost_minor", flat=True).first()
