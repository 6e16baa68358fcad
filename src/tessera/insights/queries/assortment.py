"""Products beside what the stores have of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min, Sum

from tessera.catalog import queries as catalog
from tessera.catalog.models import Sku
from tessera.catalog.queries import Matrix, SkuView
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.org.queries import StoreFacts
from tessera.stock import queries as stock
from tessera.stock.models import Stock


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a product costs, from and to in minor units, and how many pieces there are."""

    low_minor: int = 0
    high_minor: int = 0
    on_hand: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A colour in a size: the SKU, if there is one, and its pieces."""

    sku: SkuView | None
    on_hand: int


@dataclass(frozen=True, slots=True)
class OtherPrice:
    """Another price of a SKU, in one store or for one level; empty names mean all of them."""

    sku_id: UUID
    amount_minor: int
    store_name: str
    level_name: str


@dataclass(frozen=True, slots=True)
class Assortment:
    """A product's matrix with pieces, in one store or all that the actor sees."""

    product: Matrix
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    stores: tuple[tuple[StoreFacts, int], ...]
    prices: tuple[OtherPrice, ...]

    @property
    def on_hand(self) -> int:
        """Pieces in all these stores."""
        return sum(pieces for _, pieces in self.stores)


def list_shelves(*, actor: Actor, product_ids: Sequence[UUID]) -> dict[UUID, Shelf]:
    """Prices and pieces by product, in the actor's stores. The caller may see the products."""
    skus = Sku.objects.filter(product__in=product_ids).order_by()
    tags = skus.values_list("product").annotate(low=Min("tag_minor"), high=Max("tag_minor"))
    held = Stock.objects.filter(sku__product__in=product_ids).order_by()
    if actor.store_ids is not None:
        held = held.filter(store__in=actor.store_ids)
    pieces = dict(held.values_list("sku__product").annotate(pieces=Sum("on_hand")))
    return {row[0]: Shelf(row[1], row[2], pieces.get(row[0], 0)) for row in tags}


def get_assortment(*, actor: Actor, product_id: UUID, store_id: UUID | None = None) -> Assortment:
    """A product with its pieces; the matrix counts ``store_id`` or all of the actor's stores.

    Raises Forbidden; NotFound ``products.not_found``, ``org.store_not_found``.
    """
    product = catalog.get_product(actor=actor, product_id=product_id)
    found = stock.list_on_hand(actor=actor, sku_ids=[sku.sku_id for sku in product.skus])
    counted = {store.id for store in org.choose_stores(actor, store_id)}
    stores = org.choose_stores(actor)
    return Assortment(
        product=product,
        rows=_rows(product, {store: held for store, held in found.items() if store in counted}),
        stores=tuple((store, sum(found.get(store.id, {}).values())) for store in stores),
        prices=tuple(_prices(actor, product_id, stores)),
    )


def _prices(actor: Actor, product_id: UUID, stores: Sequence[StoreFacts]) -> Iterator[OtherPrice]:
    names = {store.id: store.name for store in stores}
    levels = {level.id: level.name for level in members.list_levels()}
    for price in catalog.list_prices(actor=actor, product_id=product_id):
        yield OtherPrice(
            sku_id=price.sku_id,
            amount_minor=price.amount_minor,
            store_name=names.get(price.store_id, "") if price.store_id else "",
            level_name=levels.get(price.level_id, "") if price.level_id else "",
        )


def _rows(
    product: Matrix, found: Mapping[UUID, Mapping[UUID, int]]
) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    return tuple(
        (colour, tuple(_cell(product.cell(colour, size), found) for size in product.sizes))
        for colour in product.colours
    )


def _cell(sku: SkuView | None, found: Mapping[UUID, Mapping[UUID, int]]) -> Cell:
    if sku is None:
        return Cell(None, 0)
    return Cell(sku, sum(held.get(sku.sku_id, 0) for held in found.values()))
