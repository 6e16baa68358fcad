"""Who bought prepaid value."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from tessera.sales.models import PrepaidBuyer, SaleLine
from tessera.wallet.models import HeldCard
from tessera.wallet.queries.retention import moved_cards, moved_gift_cards, value_moved


def list_forgettable_buyers(since: datetime, *, limit: int) -> Sequence[PrepaidBuyer]:
    """Who bought before ``since``, where nothing that the sale sold moved afterwards: no gift card
    and no card, and no stored value of its member if it brought any, which is one balance."""
    sold = {"sale_id": OuterRef("sale_id")}
    topups = SaleLine.objects.filter(**sold, kind="topup")
    loading = HeldCard.objects.filter(Q(loaded_minor__gt=0) | Q(loaded_bonus_minor__gt=0), **sold)
    brought = Q(Exists(topups)) | Q(Exists(loading))
    kept = Q(Exists(moved_gift_cards(since).filter(**sold)))
    kept |= Q(Exists(moved_cards(since).filter(**sold)))
    kept |= brought & value_moved(since, "sale__member", "sale__member__merged_into")
    rows = PrepaidBuyer.objects.filter(~kept, sale__at__lt=since)
    return list(rows.order_by("id")[:limit])
