"""What top-ups were used for by others who had them before, from the books."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from tessera.ledger.models import Lot, LotChange
from tessera.wallet import places
from tessera.wallet.rules.bearing import Filled, Key, Taken, Used, Uses, borne

CARRIED = ("merge", "gift_given", "gift_claimed", "gift_back", "value_transfer")
"""The kinds of entry that hand lots on as they are."""

_PAID = (places.PRINCIPAL, places.GIVEN_PRINCIPAL)
_VALUE = (*_PAID, places.BONUS, places.GIVEN_BONUS)


def find_borne(lots: Collection[Lot]) -> dict[Key, Uses]:
    """By how much more or less the top-ups of ``lots`` were used than what was taken of themselves,
    by the entry and age of the lots (``rules.bearing``)."""
    groups = _family(lots)
    changes = _changes([lot for own in groups.values() for lot in own])
    return borne({key: _filled(key, own, changes) for key, own in groups.items()})


def _family(lots: Collection[Lot]) -> dict[Key, list[Lot]]:
    """The lots of each entry and age, and those that they were handed on from, however often."""
    found = _grouped(lots)
    newest = set(found)
    while newest:
        entries = {entry for entry, _ in newest}
        taken = LotChange.objects.filter(
            entry__in=entries,
            entry__kind__in=CARRIED,
            lot__account__kind__in=_VALUE,
            amount__lt=0,
        )
        before = {
            _key(change.lot)
            for change in taken.select_related("lot")
            if (change.entry_id, change.lot.earned_at) in newest
        }
        newest = before - found.keys()
        known = Lot.objects.filter(
            entry__in={entry for entry, _ in newest}, account__kind__in=_VALUE
        )
        grouped = _grouped(known.select_related("account").order_by("id"))
        found |= {key: own for key, own in grouped.items() if key in newest}
    return found


def _changes(lots: Sequence[Lot]) -> dict[UUID, list[LotChange]]:
    """What was taken from each lot and given back, in that order; what is only frozen, or set aside for a
    till, is there."""
    rows = LotChange.objects.filter(lot__in=[lot.id for lot in lots]).select_related("entry")
    kept = ("freeze", "set_aside")
    thawed = rows.exclude(entry__kind__in=kept).exclude(entry__reverses__kind__in=kept)
    found = defaultdict(list)
    for change in thawed.order_by("id"):
        found[change.lot_id].append(change)
    return found


def _filled(key: Key, lots: Sequence[Lot], changes: dict[UUID, list[LotChange]]) -> Filled:
    """A top-up with what is gone of it, that apart which came back."""
    sums, kinds = dict[UUID, Used](), dict[UUID, str]()
    paid = {lot.id for lot in lots if lot.account.kind in _PAID}
    own = sorted((one for lot in lots for one in changes.get(lot.id, ())), key=lambda one: one.id)
    for one in own:
        entry = one.entry
        first = entry.reverses_id if entry.reverses_id not in {None, key[0]} else entry.id
        assert first is not None
        what = Used(-one.amount, 0) if one.lot_id in paid else Used(0, -one.amount)
        sums[first] = sums.get(first, Used()).plus(what)
        kinds.setdefault(first, entry.kind)
    taken = [
        Taken(first, what, (first, key[1]) if kinds[first] in CARRIED else None)
        for first, what in sums.items()
        if what.minor
    ]
    return Filled(sum(lot.amount for lot in lots), taken)


def _grouped(lots: Collection[Lot]) -> dict[Key, list[Lot]]:
    found: dict[Key, list[Lot]] = {}
    for lot in lots:
        found.setdefault(_key(lot), []).append(lot)
    return found


def _key(lot: Lot) -> Key:
    return lot.entry_id, lot.earned_at
