"""SKUs and their barcodes, for settings that name articles."""

from collections.abc import Iterable
from uuid import UUID

from tessera.catalog.models import Sku


def find_by_barcodes(barcodes: Iterable[str]) -> dict[str, UUID]:
    """The SKUs by their barcodes; those that nobody knows are missing."""
    found = Sku.objects.filter(barcode__in=list(barcodes))
    return dict(found.values_list("barcode", "id"))


def list_barcodes(sku_ids: Iterable[UUID]) -> list[str]:
    """The barcodes of these SKUs."""
    found = Sku.objects.filter(id__in=list(sku_ids)).order_by("barcode")
    return list(found.values_list("barcode", flat=True))
