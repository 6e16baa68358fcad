"""Which labels are wanted, and how large."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.catalog.queries import SkuView
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, gettext_noop
from tessera.papers.labels import MM_40_30, MOST, SIZES, Label, Size
from tessera.web.kit import currency, formats

_COUNT = "count-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Labels with how many of each."""

    size: Size
    labels: tuple[tuple[Label, int], ...]


def wanted(actor: Actor, given: Mapping[str, str]) -> Wanted:
    """What a form asks for: ``size``, and ``count-SKU`` for each. Raises Invalid."""
    counts = {
        sku_id: count
        for name, text in given.items()
        if (sku_id := _sku_id(name)) and (count := _count(text))
    }
    if not counts:
        raise Invalid("labels.none", gettext_noop("Say how many labels of each you want."))
    if sum(counts.values()) > MOST:
        raise Invalid(
            "labels.too_many",
            gettext_noop("Print %(most)s labels at once at most; a roll has about as many."),
            most=MOST,
        )
    skus = catalog.list_skus(actor=actor, sku_ids=list(counts))
    size = SIZES.get(given.get("size", ""), SIZES[MM_40_30])
    return Wanted(size, tuple((label_of(sku), counts[sku.sku_id]) for sku in skus))


def label_of(sku: SkuView) -> Label:
    """What stands on a SKU's label; without a barcode its style is scanned."""
    price = formats.money(sku.tag_minor, currency.code())
    variant = f"{sku.colour} {sku.size}".strip()
    return Label(sku.name, variant, sku.style, price, sku.barcode or sku.style)


def _sku_id(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(_COUNT)) if name.startswith(_COUNT) else None
    except ValueError:
        return None


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
