"""A store that closes: who is owed what there, by the lots that it issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from tessera.kernel.actor import Actor
from tessera.ledger.models import Lot, LotChange
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.wallet import permissions, places
from tessera.wallet.models import StoreClosing

_VALUE = (places.PRINCIPAL, places.BONUS)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a store's own top-ups have left with one member; ``frozen_minor`` is apart from them."""

    member_id: UUID
    name: str
    phone_masked: str
    principal_minor: int
    bonus_minor: int
    frozen_minor: int

    @property
    def whole_minor(self) -> int:
        """All of it."""
        return self.principal_minor + self.bonus_minor + self.frozen_minor


def list_owed(actor: Actor, store_id: UUID) -> list[Owed]:
    """Who is owed what by a store, the most first. Raises Forbidden.

    Frozen value counts for the lots that it was taken from.
    """
    actor.require(permissions.CLOSE_STORE, store_id)
    sums: dict[UUID, dict[str, int]] = {}
    lots = Lot.objects.filter(store_id=store_id, remaining__gt=0, account__kind__in=_VALUE)
    for owner, kind, left in lots.values_list("account__owner", "account__kind").annotate(
        left=Sum("remaining")
    ):
        sums.setdefault(owner, {})[kind] = left
    changes = LotChange.objects.filter(
        lot__store_id=store_id,
        lot__account__kind__in=_VALUE,
        entry__kind__in=("freeze", "unfreeze"),
    )
    for owner, net in changes.values_list("lot__account__owner").annotate(net=Sum("amount")):
        if net < 0:
            sums.setdefault(owner, {})["frozen"] = -net
    rows = Member.objects.in_bulk(list(sums))
    found = [_owed(rows[owner], held) for owner, held in sums.items() if owner in rows]
    return sorted(found, key=lambda one: (-one.whole_minor, one.name))


def _owed(row: Member, held: dict[str, int]) -> Owed:
    return Owed(
        member_id=row.id,
        name=row.name,
        phone_masked=members.mask_phone(row.phone),
        principal_minor=held.get(places.PRINCIPAL, 0),
        bonus_minor=held.get(places.BONUS, 0),
        frozen_minor=held.get("frozen", 0),
    )


def find_closing(store_id: UUID) -> StoreClosing | None:
    """The closing of a store that is under way or done."""
    rows = StoreClosing.objects.select_related("store")
    return rows.filter(store=store_id, cancelled_at=None).first()


def list_closings() -> Sequence[StoreClosing]:
    """Closings that are under way or done, the newest first."""
    rows = StoreClosing.objects.select_related("store").filter(cancelled_at=None)
    return list(rows.order_by("-begun_at"))
