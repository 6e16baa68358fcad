"""Looking at what is sealed of who bought prepaid value, with a trace."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.platform import audit, sealing
from tessera.platform.usecases import usecase
from tessera.sales import errors
from tessera.sales.models import PrepaidBuyer
from tessera.sales.prepaying import PURPOSE
from tessera.wallet import permissions


@dataclass(frozen=True, slots=True)
class Revealed:
    """A document's number, and the account that paid; empty what was not noted."""

    number: str
    account_name: str
    account: str


@usecase(permission=permissions.SEE_NUMBER, audit="sales.buyer_seen")
def reveal_buyer(*, actor: Actor, at: datetime, sale_id: UUID) -> Revealed:
    """Unseal what was noted of who bought the prepaid value of a sale in the actor's stores.

    Raises Forbidden; NotFound ``sales.not_found``.
    """
    row = PrepaidBuyer.objects.select_related("sale").filter(sale=sale_id).first()
    if row is None or not actor.reaches(row.sale.store_id):
        raise errors.sale_not_found()
    store_id = row.sale.store_id
    audit.record(actor=actor, at=at, action="sales.buyer_seen", subject=sale_id, store_id=store_id)
    sealed = (row.sealed_number, row.sealed_account_name, row.sealed_account)
    return Revealed(*(sealing.unseal(one, purpose=PURPOSE) for one in sealed))
