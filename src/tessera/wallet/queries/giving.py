"""Gifts of stored value: by their code, those that have come due, and a member's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from tessera.kernel.actor import Actor
from tessera.kernel.ids import keyed_code
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import attempts
from tessera.wallet import permissions
from tessera.wallet.errors import gifts as gift_errors
from tessera.wallet.errors import giving as errors
from tessera.wallet.models.giving import GivenState, ValueGift
from tessera.wallet.models.transfers import ValueTransfer
from tessera.wallet.queries.gifts import tidy
from tessera.wallet.rules.giving import DAYS

_KEY = "tessera.wallet.giving"
PREFIX, LETTERS = "V", 14

MOST_MISSES = 10
"""So many unknown codes a member may send in a quarter of an hour (CASES 20)."""


def code_of(gift_id: UUID) -> str:
    """The code of a gift, for its giver: made of its id by our key, so that nothing keeps it and the
    giver can send it again. It cannot be guessed: 69 bits."""
    made = salted_hmac(_KEY, str(gift_id), algorithm="sha256").digest()
    return keyed_code(PREFIX, made, LETTERS)


def digest(code: str) -> str:
    """What is kept of a code; nobody who reads it can claim the gift."""
    return salted_hmac(_KEY, tidy(code), algorithm="sha256").hexdigest()


def find_given(code: str) -> ValueGift:
    """The gift with this code. Raises NotFound ``wallet.gift_not_found``."""
    row = ValueGift.objects.filter(digest=digest(code)).first()
    if row is None:
        raise errors.gift_not_found()
    return row


def seek_given(*, actor: Actor, at: datetime, code: str) -> ValueGift:
    """The gift with this code, for a member who was sent it; an unknown code is counted and logged.

    Raises Forbidden; NotFound ``wallet.gift_not_found``; Conflict ``gifts.lookups_limited`` after too
    many unknown codes of one member (CASES 20).
    """
    actor.require(permissions.OWN)
    door = attempts.Door(
        name=f"value-gift:{actor.own_id}",
        thing="gift",
        most=MOST_MISSES,
        refusal=gift_errors.lookups_limited,
        told={"member": str(actor.own_id)},
        missed=frozenset({"wallet.gift_not_found"}),
    )
    with attempts.seeking(door, at=at):
        return find_given(code)


@dataclass(frozen=True, slots=True)
class OwnGift:
    """What a member gave; ``code`` is empty once it is settled."""

    amount_minor: int
    state: str
    good_through: date
    code: str


def list_own_given(member_id: UUID) -> list[OwnGift]:
    """What a member gave, the newest first."""
    own = ValueGift.objects.filter(giver_id__in=members.list_ids_of(member_id))
    rows = own.order_by("-given_at", "-id")[:50]
    return [
        OwnGift(
            amount_minor=row.principal_minor + row.bonus_minor,
            state=row.state,
            good_through=row.good_through,
            code=code_of(row.id) if row.state == GivenState.UNDER_WAY else "",
        )
        for row in rows
    ]


def under_way_minor(member_id: UUID, *, but: UUID | None = None) -> int:
    """What a member paid in and gave, and nobody has claimed yet; ``but`` one gift. It comes back to
    the card, so what the card may hold is judged with it."""
    own = ValueGift.objects.filter(
        giver_id__in=members.list_ids_of(member_id), state=GivenState.UNDER_WAY
    )
    others = own.exclude(id=but) if but else own
    found = others.aggregate(minor=Sum("principal_minor"))
    return found["minor"] or 0


def given_away_minor(member_id: UUID, on: date) -> int:
    """How much stored value a member has given away on a business day, by links and to members;
    what came back later as well."""
    ids = members.list_ids_of(member_id)
    both = Sum(F("principal_minor") + F("bonus_minor"))
    gifts = ValueGift.objects.filter(giver_id__in=ids, good_through=on + timedelta(days=DAYS))
    handed = ValueTransfer.objects.filter(giver__in=ids, business_on=on)
    return sum(rows.aggregate(s=both)["s"] or 0 for rows in (gifts, handed))


def list_due_back(days: Mapping[UUID, date], *, limit: int) -> list[ValueGift]:
    """Gifts that nobody claimed in time, by the business days of their stores, the oldest first."""
    due = org.due_by(days, "good_through")
    rows = ValueGift.objects.filter(due, state=GivenState.UNDER_WAY)
    return list(rows.order_by("good_through", "id")[:limit])
