"""Writing to the catalog within the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from tessera.catalog import errors, rules
from tessera.catalog.models import Price, Product, Sku
from tessera.catalog.rules import NewSku
from tessera.platform import versions


def insert_skus(*, product: Product, skus: Sequence[NewSku]) -> list[Sku]:
    """Make the SKUs of ``product``; those without a barcode get one of our own.

    A few statements, however many SKUs. Raises Conflict ``products.barcode_taken``.
    """
    given = [sku.barcode for sku in skus if sku.barcode]
    for barcode in sorted(_taken(given)):
        raise errors.barcode_taken(barcode=barcode)
    labelled = _labelled(product.style, skus, frozenset(given))
    return Sku.objects.bulk_create(
        Sku(
            product=product,
            colour=sku.colour,
            size=sku.size,
            barcode=sku.barcode,
            tag_minor=sku.tag_minor,
            position=sku.position or 0,
        )
        for sku in labelled
    )


def insert_product(
    *, style: str, name: str, kind: str, category: str, skus: Sequence[NewSku]
) -> list[Sku]:
    """Make a product that goes with something else, as a card does; its SKUs.

    Raises Conflict ``products.style_taken``, ``products.barcode_taken``.
    """
    if Product.objects.filter(style=style).exists():
        raise errors.style_taken(style=style)
    product = Product.objects.create(style=style, name=name, kind=kind, category=category)
    versions.bump("catalog")
    return insert_skus(product=product, skus=rules.check_matrix(kind=kind, skus=skus))


def require_product(product_id: UUID) -> Product:
    """The product, locked until the transaction ends. Raises NotFound ``products.not_found``."""
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None:
        raise errors.not_found(product_id=str(product_id))
    return product


def require_sku(sku_id: UUID) -> Sku:
    """The SKU, locked until the transaction ends. Raises NotFound ``products.not_found``."""
    sku = Sku.objects.select_for_update().filter(id=sku_id).first()
    if sku is None:
        raise errors.not_found(sku_id=str(sku_id))
    return sku


def set_tag(*, sku: Sku, tag_minor: int) -> int:
    """Give ``sku`` another tag price; the one before. The caller holds its lock.

    Raises Invalid ``products.price_invalid``.
    """
    before, sku.tag_minor = sku.tag_minor, rules.check_price(tag_minor)
    sku.save(update_fields=["tag_minor"])
    versions.bump("catalog")
    return before


def replace_price(
    *, sku: Sku, store_id: UUID | None, level_id: UUID | None, amount_minor: int | None
) -> int | None:
    """Put ``amount_minor`` in the place of the price that is there, or take it away.

    Returns the amount before. The caller holds the SKU's lock.
    """
    old = sku.prices.filter(Q(store_id=store_id), Q(level_id=level_id))
    before = old.values_list("amount_minor", flat=True).first()
    old.delete()
    if amount_minor is not None:
        Price.objects.create(
            sku=sku, store_id=store_id, level_id=level_id, amount_minor=amount_minor
        )
    return before


def _labelled(style: str, skus: Sequence[NewSku], given: frozenset[str]) -> list[NewSku]:
    """All SKUs with barcodes: looks which of our own numbers are free, and tries on."""
    done: dict[int, str] = {index: sku.barcode for index, sku in enumerate(skus) if sku.barcode}
    attempt = 0
    while len(done) < len(skus):
        wanted = {
            index: rules.own_barcode(style=style, colour=sku.colour, size=sku.size, attempt=attempt)
            for index, sku in enumerate(skus)
            if index not in done
        }
        used = _taken(wanted.values()) | given | set(done.values())
        for index, barcode in wanted.items():
            if barcode not in used:
                done[index] = barcode
                used.add(barcode)
        attempt += 1
    return [replace(sku, barcode=done[index]) for index, sku in enumerate(skus)]


def _taken(barcodes: Iterable[str]) -> set[str]:
    return set(Sku.objects.filter(barcode__in=list(barcodes)).values_list("barcode", flat=True))
