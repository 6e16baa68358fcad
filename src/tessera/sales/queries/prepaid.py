"""Who bought prepaid value."""

from collections.abc import Sequence
from datetime import datetime

from tessera.sales.models import PrepaidBuyer
from tessera.wallet.models.gifts import GiftCard
from tessera.wallet.queries.retention import moved_gift_cards


def list_forgettable_buyers(since: datetime, *, limit: int) -> Sequence[PrepaidBuyer]:
    """Who bought before ``since``, where no gift card of the sale moved afterwards."""
    rows = list(PrepaidBuyer.objects.filter(sale__at__lt=since).order_by("id")[:limit])
    cards = GiftCard.objects.filter(sale_id__in=[row.sale_id for row in rows])
    sold = dict(cards.values_list("id", "sale_id"))
    late = {sold[card_id] for card_id in moved_gift_cards(sold, since)}
    return [row for row in rows if row.sale_id not in late]
