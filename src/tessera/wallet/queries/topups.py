"""What put value on a card, and what is left of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from tessera.kernel.clock import business_day
from tessera.ledger.models import Entry, Lot, LotChange
from tessera.ledger.queries import list_kin, list_lots_of
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.wallet import places
from tessera.wallet.models import BonusPart, PartState
from tessera.wallet.queries.bearing import find_borne
from tessera.wallet.rules import TopUp
from tessera.wallet.rules.bearing import Key, Used, Uses

GIVEN = ("gift_given", "gift_back", "value_transfer")
"""The entries by which value goes to another member, or comes back unclaimed."""


@dataclass(frozen=True, slots=True)
class OnCard:
    """What put value on a member's card of which something is left, the oldest first, its lots, to
    which top-up each lot belongs, and what each was used for by others who had it before; negative
    where others got the use along with what was handed to them."""

    topups: tuple[TopUp, ...]
    lots: tuple[Lot, ...]
    keys: Mapping[UUID, Key]
    borne: Mapping[Key, Uses]


@dataclass(slots=True)
class _Promises:
    """The bonus of a member's top-ups that comes in parts: what is still to come by the age of the
    top-up, and of what was released where it belongs to."""

    waiting: dict[datetime, int] = field(default_factory=dict)
    entries: dict[UUID, set[UUID]] = field(default_factory=dict)
    by_lot: dict[UUID, Key] = field(default_factory=dict)
    by_age: dict[datetime, datetime] = field(default_factory=dict)

    def key_of(self, lot: Lot) -> Key:
        """A part belongs to its top-up, also after a merge, which keeps ages alone."""
        if lot.id in self.by_lot:
            return self.by_lot[lot.id]
        if lot.entry.kind == "merge":
            return lot.entry_id, self.by_age.get(lot.earned_at, lot.earned_at)
        return lot.entry_id, lot.earned_at


def list_topups(member_id: UUID, currency: str) -> OnCard:
    """What is on a member's card, by what put it there. What was handed to others is not theirs any
    more, and was used by who had it in the share that went on (``rules.bearing``)."""
    paid, given = places.principal(member_id, currency), places.bonus(member_id, currency)
    promises = _promises(member_id)
    lots = list_kin([paid, given])
    known = {lot.entry_id for lot in lots}
    kin = [entries for entries in promises.entries.values() if entries & known]
    if missing := set().union(*kin) - known:
        lots += list_lots_of([paid, given], entries=missing)
    keys = {lot.id: promises.key_of(lot) for lot in lots}
    topups: dict[Key, list[Lot]] = {}
    for lot in lots:
        topups.setdefault(keys[lot.id], []).append(lot)
    away, uses = _given_away(lots), _borne(lots, keys)
    found = [
        _with_uses(
            _topup(key, own, paid.id, promises.waiting.get(key[1], 0), away), uses.get(key, {})
        )
        for key, own in topups.items()
    ]
    ordered = tuple(sorted(found, key=lambda one: (one.on, one.entry_id)))
    return OnCard(ordered, tuple(lots), keys, uses)


def _borne(lots: Sequence[Lot], keys: Mapping[UUID, Key]) -> dict[Key, Uses]:
    """The uses that came or went with what was handed on, by the top-up."""
    groups = {(lot.entry_id, lot.earned_at): keys[lot.id] for lot in lots}
    found: dict[Key, Uses] = {}
    for group, uses in find_borne(lots).items():
        if group in groups:
            own = found.setdefault(groups[group], {})
            for entry_id, what in uses.items():
                own[entry_id] = own.get(entry_id, Used()).plus(what)
    return found


def _with_uses(topup: TopUp, uses: Uses) -> TopUp:
    paid = topup.paid_minor + sum(what.paid_minor for what in uses.values())
    given = topup.given_minor + sum(what.given_minor for what in uses.values())
    return replace(topup, paid_minor=paid, given_minor=given)


def ages_waiting(member_id: UUID) -> set[datetime]:
    """The ages of a member's top-ups of whose bonus parts are still to come."""
    return set(_promises(member_id).waiting)


def _promises(member_id: UUID) -> _Promises:
    own = BonusPart.objects.filter(member__in=members.list_ids_of(member_id))
    rows = list(own.exclude(state=PartState.CANCELLED))
    found = _Promises()
    if not rows:
        return found
    sales = Entry.objects.filter(kind="sale", document_id__in={row.sale_id for row in rows})
    by_sale = {entry.document_id: entry for entry in sales}
    lots = Lot.objects.in_bulk([row.lot_id for row in rows if row.lot_id])
    for row in rows:
        entry = by_sale[row.sale_id]
        if row.lot_id is None:
            found.waiting[entry.at] = found.waiting.get(entry.at, 0) + row.amount_minor
            continue
        lot = lots[row.lot_id]
        found.entries.setdefault(entry.id, {entry.id}).add(lot.entry_id)
        found.by_lot[lot.id] = entry.id, entry.at
        found.by_age[lot.earned_at] = entry.at
    return found


def _given_away(lots: Sequence[Lot]) -> dict[UUID, int]:
    """What of each lot went to others as a gift and has not come back."""
    gifts = LotChange.objects.filter(lot__in=lots, entry__kind__in=GIVEN).order_by()
    summed = gifts.values_list("lot").annotate(minor=Sum("amount"))
    return {lot: -minor for lot, minor in summed}


def _topup(
    key: Key, lots: Sequence[Lot], paid_id: UUID, promised_minor: int, away: Mapping[UUID, int]
) -> TopUp:
    paid = [lot for lot in lots if lot.account_id == paid_id]
    given = [lot for lot in lots if lot.account_id != paid_id]
    first = [lot for lot in lots if lot.earned_at == key[1]] or lots
    return TopUp(
        entry_id=key[0],
        since=key[1],
        on=max(_day_of(lot) for lot in first),
        paid_minor=sum(lot.amount - away.get(lot.id, 0) for lot in paid),
        given_minor=sum(lot.amount - away.get(lot.id, 0) for lot in given),
        paid_left_minor=sum(lot.remaining for lot in paid),
        given_left_minor=sum(lot.remaining for lot in given),
        promised_minor=promised_minor if paid else 0,
    )


def _day_of(lot: Lot) -> date:
    """The business day on which a lot's value was got; a merge carries lots over with their age."""
    if lot.earned_at == lot.entry.at or lot.store_id is None:
        return lot.entry.business_on
    store = org.get_store(lot.store_id)
    return business_day(lot.earned_at, zone=store.zone, cutover_hour=store.cutover_hour)


def bonus_given(sale_id: UUID) -> int:
    """The bonus that a sale's top-ups gave with it, in minor units; parts that come later are not in
    it, and what was taken back since is."""
    lots = Lot.objects.filter(
        entry__document_id=sale_id, entry__kind="sale", account__kind=places.BONUS
    )
    return lots.aggregate(minor=Sum("amount"))["minor"] or 0
