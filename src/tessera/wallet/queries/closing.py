"""A store that closes: who is owed what there, by what it issued and sold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery, Sum

from tessera.kernel.actor import Actor
from tessera.ledger.models import Account, Lot, LotChange
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.wallet import permissions, places
from tessera.wallet.models import BonusPart, HeldCard, PartState, StoreClosing
from tessera.wallet.models.gifts import GiftCard
from tessera.wallet.models.giving import ValueGift

_VALUE = (places.PRINCIPAL, places.BONUS)
_GIVEN = {places.GIVEN_PRINCIPAL: places.PRINCIPAL, places.GIVEN_BONUS: places.BONUS}


@dataclass(frozen=True, slots=True)
class Owed:
    """What a store owes one member: what its own top-ups have left, what of them is frozen apart,
    the parts of bonuses that are still to come, and what was paid for its cards and is not used."""

    member_id: UUID
    name: str
    phone_masked: str
    principal_minor: int
    bonus_minor: int
    frozen_minor: int
    coming_minor: int = 0
    cards_minor: int = 0

    @property
    def whole_minor(self) -> int:
        """All of it."""
        held = self.principal_minor + self.bonus_minor + self.frozen_minor
        return held + self.coming_minor + self.cards_minor


@dataclass(frozen=True, slots=True)
class OwedGift:
    """What is left on a gift card that a store sold; whose it is nobody knows."""

    number: str
    left_minor: int
    expires_on: date | None


def list_owed(actor: Actor, store_id: UUID) -> list[Owed]:
    """Who is owed what by a store, the most first. Raises Forbidden.

    What is frozen or set aside counts for the lots that it was taken from.
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
        entry__kind__in=("freeze", "unfreeze", "set_aside", "set_aside_back"),
    )
    for owner, net in changes.values_list("lot__account__owner").annotate(net=Sum("amount")):
        if net < 0:
            sums.setdefault(owner, {})["frozen"] = -net
    _add_given(sums, store_id)
    _add(sums, "coming", _coming(store_id))
    _add(sums, "cards", _cards(store_id))
    rows = Member.objects.in_bulk(list(sums))
    found = [_owed(rows[owner], held) for owner, held in sums.items() if owner in rows]
    return sorted(found, key=lambda one: (-one.whole_minor, one.name))


def list_owed_gifts(actor: Actor, store_id: UUID) -> list[OwedGift]:
    """The gift cards that a store sold and on which something is left, the most first.

    Raises Forbidden.
    """
    actor.require(permissions.CLOSE_STORE, store_id)
    left = Account.objects.filter(kind=places.GIFT_VALUE, owner=OuterRef("id"), balance__gt=0)
    sold = GiftCard.objects.filter(store_id=store_id, sale_id__isnull=False)
    owed = sold.annotate(left=Subquery(left.values("balance")[:1])).filter(left__gt=0)
    found = [OwedGift(*row) for row in owed.values_list("number", "left", "expires_on")]
    return sorted(found, key=lambda one: (-one.left_minor, one.number))


def _add_given(sums: dict[UUID, dict[str, int]], store_id: UUID) -> None:
    """What was given away and nobody has claimed yet: it is still owed to who gave it."""
    lots = Lot.objects.filter(store_id=store_id, remaining__gt=0, account__kind__in=_GIVEN)
    rows = list(lots.values_list("account__owner", "account__kind").annotate(left=Sum("remaining")))
    gifts = ValueGift.objects.filter(id__in=[gift_id for gift_id, _, _ in rows])
    givers = dict(gifts.values_list("id", "giver_id"))
    merged = Member.objects.filter(id__in=givers.values(), merged_into__isnull=False)
    now = dict(merged.values_list("id", "merged_into"))
    for gift_id, kind, left in rows:
        giver = givers[gift_id]
        held = sums.setdefault(now.get(giver) or giver, {})
        held[_GIVEN[kind]] = held.get(_GIVEN[kind], 0) + left


def _coming(store_id: UUID) -> Mapping[UUID, int]:
    """What of bonuses is still to come, by member."""
    waiting = BonusPart.objects.filter(store_id=store_id, state=PartState.WAITING)
    return dict(waiting.values_list("member").annotate(left=Sum("amount_minor")))


def _cards(store_id: UUID) -> Mapping[UUID, int]:
    """What was paid for cards that the store sold and has not been earned, by member."""
    left = Account.objects.filter(kind=places.CARD_DEFERRED, owner=OuterRef("id"), balance__gt=0)
    cards = HeldCard.objects.filter(store_id=store_id, ended_on=None)
    owed = cards.annotate(left=Subquery(left.values("balance")[:1])).filter(left__gt=0)
    found: dict[UUID, int] = {}
    for member_id, minor in owed.values_list("member", "left"):
        found[member_id] = found.get(member_id, 0) + minor
    return found


def _add(sums: dict[UUID, dict[str, int]], name: str, more: Mapping[UUID, int]) -> None:
    for owner, minor in more.items():
        sums.setdefault(owner, {})[name] = minor


def _owed(row: Member, held: dict[str, int]) -> Owed:
    return Owed(
        member_id=row.id,
        name=row.name,
        phone_masked=members.mask_phone(row.phone),
        principal_minor=held.get(places.PRINCIPAL, 0),
        bonus_minor=held.get(places.BONUS, 0),
        frozen_minor=held.get("frozen", 0),
        coming_minor=held.get("coming", 0),
        cards_minor=held.get("cards", 0),
    )


def find_closing(store_id: UUID) -> StoreClosing | None:
    """The closing of a store that is under way or done."""
    rows = StoreClosing.objects.select_related("store")
    return rows.filter(store=store_id, cancelled_at=None).first()


def list_closings() -> Sequence[StoreClosing]:
    """Closings that are under way or done, the newest first."""
    rows = StoreClosing.objects.select_related("store").filter(cancelled_at=None)
    return list(rows.order_by("-begun_at"))
