"""Who bought prepaid value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tessera.kernel.actor import Actor
from tessera.sales.models import PrepaidBuyer, SaleLine
from tessera.wallet import permissions
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


@dataclass(frozen=True, slots=True)
class BuyerView:
    """Who bought the prepaid value of a sale, without what is sealed; ``has_sealed`` says that there
    is something to unseal."""

    firm: str
    name: str
    contact: str
    has_sealed: bool


def find_noted_buyer(actor: Actor, sale_id: UUID) -> BuyerView | None:
    """Who bought the prepaid value of a sale; None where nobody is noted, and to whoever may neither
    note names nor see numbers in its store."""
    row = PrepaidBuyer.objects.select_related("sale").filter(sale=sale_id).first()
    if row is None or not actor.reaches(row.sale.store_id):
        return None
    if not (actor.may(permissions.RECORD_NAME) or actor.may(permissions.SEE_NUMBER)):
        return None
    sealed = (row.sealed_number, row.sealed_account_name, row.sealed_account)
    return BuyerView(row.firm, row.name, row.contact, any(sealed))
