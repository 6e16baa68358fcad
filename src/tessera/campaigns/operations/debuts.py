"""When each product was first sold."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Min

from tessera.campaigns.models import Debut, Watch
from tessera.catalog.models import Sku
from tessera.sales.models import SaleLine

_LATE = timedelta(days=1)


def note_debuts(watch: Watch, *, today: date) -> None:
    """Note the products that were sold for the first time since it was last done.

    The first time all sales are read. The day before is read once more, for stores whose day
    ends later.
    """
    lines = SaleLine.objects.filter(kind="goods")
    if watch.debuts_on is not None:
        lines = lines.filter(sale__business_on__gte=watch.debuts_on)
    sold = dict(lines.order_by().values_list("sku_id").annotate(Min("sale__business_on")))
    known = set(Debut.objects.values_list("product", flat=True))
    first_on: dict[UUID, date] = {}
    for sku_id, product_id in Sku.objects.filter(id__in=list(sold)).values_list("id", "product"):
        if product_id not in known:
            first_on[product_id] = min(sold[sku_id], first_on.get(product_id, date.max))
    Debut.objects.bulk_create(
        [Debut(product_id=product_id, first_on=on) for product_id, on in first_on.items()],
        ignore_conflicts=True,
        batch_size=2000,
    )
    watch.debuts_on = today - _LATE
    watch.save(update_fields=["debuts_on"])
