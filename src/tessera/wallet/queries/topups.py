"""What put value on a card, and what is left of it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.clock import business_day
from tessera.ledger.models import Lot
from tessera.ledger.queries import (
    list_kin,
)
from tessera.org import queries as org
from tessera.wallet import places
from tessera.wallet.rules import TopUp


def list_topups(member_id: UUID, currency: str) -> tuple[list[TopUp], list[Lot]]:
    """What put value on the member's card of which something is left, the oldest first, and its
    lots. Of what came by a merge, only what came counts."""
    paid, given = places.principal(member_id, currency), places.bonus(member_id, currency)
    lots = list_kin([paid, given])
    topups: dict[tuple[UUID, datetime], list[Lot]] = {}
    for lot in lots:
        topups.setdefault((lot.entry_id, lot.earned_at), []).append(lot)
    found = [_topup(own, paid.id) for own in topups.values()]
    return sorted(found, key=lambda one: (one.on, one.entry_id)), lots


def _topup(lots: Sequence[Lot], paid_id: UUID) -> TopUp:
    paid = [lot for lot in lots if lot.account_id == paid_id]
    given = [lot for lot in lots if lot.account_id != paid_id]
    return TopUp(
        entry_id=lots[0].entry_id,
        since=lots[0].earned_at,
        on=max(_day_of(lot) for lot in lots),
        paid_minor=sum(lot.amount for lot in paid),
        given_minor=sum(lot.amount for lot in given),
        paid_left_minor=sum(lot.remaining for lot in paid),
        given_left_minor=sum(lot.remaining for lot in given),
    )


def _day_of(lot: Lot) -> date:
    """The business day on which a lot's value was got; a merge carries lots over with their age."""
    if lot.earned_at == lot.entry.at or lot.store_id is None:
        return lot.entry.business_on
    store = org.get_store(lot.store_id)
    return business_day(lot.earned_at, zone=store.zone, cutover_hour=store.cutover_hour)
