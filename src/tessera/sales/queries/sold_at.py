"""What a store sold goods for lately."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import BigIntegerField, F, Min

from tessera.sales.models import SaleLine


def lowest_prices(store_id: UUID, sku_ids: Sequence[UUID], on: date, days: int) -> dict[UUID, int]:
    """The lowest price of one piece, in minor units rounded down, at which a store sold each SKU within
    ``days`` business days up to ``on``; those that it did not sell are missing.

    After promotions and coupons; points are a tender and no reduction. What was given for nothing
    has no price.
    """
    lines = SaleLine.objects.filter(
        sku_id__in=set(sku_ids),
        net_minor__gt=0,
        sale__store=store_id,
        sale__business_on__gt=on - timedelta(days=days),
        sale__business_on__lte=on,
    )
    # Whole numbers divide to whole numbers on both databases.
    each = lines.values("sku_id").annotate(
        lowest=Min(F("net_minor") / F("quantity"), output_field=BigIntegerField())
    )
    return {row["sku_id"]: row["lowest"] for row in each}
