"""What is set aside for tills: by whom it is held, until when, and the brand's amounts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from tessera.ledger.models import Account
from tessera.platform import versions
from tessera.sales.models import Allowance, AllowancePolicy
from tessera.sales.rules.allowances import signed_text
from tessera.wallet import places
from tessera.wallet.queries import Balances, get_balances
from tessera.wallet.queries.aside import get_aside

_KEY = "tessera.sales.allowance"
_KINDS = (places.HELD_POINTS, places.PRINCIPAL, places.BONUS)


@dataclass(frozen=True, slots=True)
class AllowanceTerms:
    """The most that a till may take of one member, and for how long; nothing where the brand has set
    nothing."""

    points: int = 0
    wallet_minor: int = 0
    coupons: bool = False
    hours: int = 12
    grace_hours: int = 48
    is_held: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is handed out at all."""
        return bool(self.points or self.wallet_minor or self.coupons)

    @property
    def may_be_held(self) -> bool:
        """Whether a till may hold something; it may still when the brand hands out no more."""
        return self.is_on or self.is_held


FIELDS = ("points", "wallet_minor", "coupons", "hours", "grace_hours")
"""What the brand sets."""


def _load() -> AllowanceTerms:
    row = AllowancePolicy.objects.first()
    if row is None:
        return AllowanceTerms()
    kept = {name: getattr(row, name) for name in FIELDS}
    return AllowanceTerms(**kept, is_held=Allowance.objects.filter(ended_at=None).exists())


allowance_terms: versions.Cached[AllowanceTerms] = versions.Cached("allowances", _load)
"""The brand's amounts, kept in the process by the version ``allowances``."""


@dataclass(frozen=True, slots=True)
class AllowanceFacts:
    """A limit as a till holds it, with what sales that came have taken of it; signed."""

    id: UUID
    member_id: UUID
    points: int
    wallet_minor: int
    coupon_codes: tuple[str, ...]
    points_used: int
    wallet_used_minor: int
    until: datetime
    signature: str


def facts_of(row: Allowance) -> AllowanceFacts:
    """A limit for its till."""
    return AllowanceFacts(
        id=row.id,
        member_id=row.member_id,
        points=row.points,
        wallet_minor=row.wallet_minor,
        coupon_codes=tuple(row.coupon_codes),
        points_used=row.points_used,
        wallet_used_minor=row.wallet_used_minor,
        until=row.until,
        signature=signature_of(row),
    )


def signature_of(row: Allowance) -> str:
    """By which the brand knows a limit again that it handed out: under the installation's own key."""
    text = signed_text(
        allowance_id=row.id,
        till_id=row.till_id,
        member_id=row.member_id,
        points=row.points,
        wallet_minor=row.wallet_minor,
        coupon_codes=tuple(row.coupon_codes),
        until=row.until,
    )
    return salted_hmac(_KEY, text, algorithm="sha256").hexdigest()


def is_signed(row: Allowance, signature: str) -> bool:
    """Whether ``signature`` is the one that went with a limit."""
    return constant_time_compare(signature_of(row), signature)


def list_open_allowances(
    till_id: UUID, member_ids: Collection[UUID] | None = None
) -> Sequence[AllowanceFacts]:
    """The limits that a till holds, of all members or of some, the newest first."""
    rows = Allowance.objects.filter(till=till_id, ended_at=None)
    if member_ids is not None:
        rows = rows.filter(member__in=member_ids)
    return [facts_of(row) for row in rows.order_by("-granted_at", "-id")]


@dataclass(frozen=True, slots=True)
class AsideFacts:
    """What is set aside of a member, for people: where, how much is left of it, and until when it may
    be taken; by ``ends_at`` it is back."""

    id: UUID
    store_id: UUID
    store: str
    till: str
    points: int
    wallet_minor: int
    coupon_codes: tuple[str, ...]
    until: datetime
    ends_at: datetime


def list_aside(member_id: UUID) -> Sequence[AsideFacts]:
    """What is set aside of a member now, the newest first."""
    rows = Allowance.objects.filter(member=member_id, ended_at=None)
    return [
        AsideFacts(
            id=row.id,
            store_id=row.store_id,
            store=row.store.name,
            till=row.till.name or row.till.code,
            points=row.points - row.points_used,
            wallet_minor=row.wallet_minor - row.wallet_used_minor,
            coupon_codes=tuple(row.coupon_codes),
            until=row.until,
            ends_at=row.ends_at,
        )
        for row in rows.select_related("store", "till").order_by("-granted_at", "-id")
    ]


def list_over(at: datetime, *, limit: int) -> Sequence[UUID]:
    """Limits whose time to send is over, the oldest first."""
    rows = Allowance.objects.filter(ended_at=None, ends_at__lte=at)
    return list(rows.order_by("ends_at", "id").values_list("id", flat=True)[:limit])


def _held_here(
    till_id: UUID | None, member_id: UUID, current: Mapping[str, str]
) -> QuerySet[Allowance]:
    if till_id is None or not allowance_terms.get(current).may_be_held:
        return Allowance.objects.none()
    return Allowance.objects.filter(till=till_id, member=member_id, ended_at=None)


def home_points(till_id: UUID | None, member_id: UUID, current: Mapping[str, str]) -> int:
    """Points of a member that are set aside for this very till, and come home when it sells. Costs
    nothing where the brand hands out nothing."""
    rows = _held_here(till_id, member_id, current)
    return sum(row.points - row.points_used for row in rows)


def balances_at_till(till_id: UUID | None, member_id: UUID) -> Balances:
    """The balances of a member as a till may spend them: what is set aside for it counts as free."""
    kept = get_balances(member_id)
    for row in _held_here(till_id, member_id, versions.current()):
        away = get_aside(row.id)
        principal = sum(lot.remaining for lot in away.principal)
        bonus = sum(lot.remaining for lot in away.bonus)
        kept = replace(
            kept,
            points=kept.points + away.points_left,
            aside_points=kept.aside_points - away.points_left,
            principal_minor=kept.principal_minor + principal,
            aside_principal_minor=kept.aside_principal_minor - principal,
            bonus_minor=kept.bonus_minor + bonus,
            aside_bonus_minor=kept.aside_bonus_minor - bonus,
        )
    return kept


def list_without(till_id: UUID, member_ids: Collection[UUID]) -> list[UUID]:
    """Those of ``member_ids`` who hold something to set aside and of whom the till holds nothing;
    nobody where the brand hands out nothing."""
    if not allowance_terms.get(versions.current()).is_on:
        return []
    held = Account.objects.filter(owner__in=member_ids, kind__in=_KINDS, balance__gt=0)
    there = Allowance.objects.filter(till=till_id, member__in=member_ids, ended_at=None)
    return sorted(
        set(held.values_list("owner", flat=True)) - set(there.values_list("member", flat=True))
    )
