"""Who bought prepaid value."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef

from tessera.sales.models import PrepaidBuyer
from tessera.wallet.queries.retention import moved_gift_cards


def list_forgettable_buyers(since: datetime, *, limit: int) -> Sequence[PrepaidBuyer]:
    """Who bought before ``since``, where no gift card of the sale moved afterwards."""
    moved = moved_gift_cards(since).filter(sale_id=OuterRef("sale_id"))
    rows = PrepaidBuyer.objects.filter(~Exists(moved), sale__at__lt=since)
    return list(rows.order_by("id")[:limit])
