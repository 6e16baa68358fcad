"""How points are spent, handed on and announced in this brand."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.catalog.models import Sku
from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions
from tessera.wallet.models import PointsPolicy

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class SpendingTerms:
    """Points as money: so many for one major unit, in steps, within these bounds.

    ``minimum_points`` at once at least, on goods and services for ``minimum_order_minor``; at most
    ``cap_bp`` of what may be paid with points, and ``cap_minor``.
    """

    points_per_major: int = 100
    points_step: int = 1
    is_spendable: bool = True
    minimum_points: int = 0
    minimum_order_minor: int = 0
    cap_bp: int = 10_000
    cap_minor: int | None = None
    excluded_categories: tuple[str, ...] = ()
    excluded_sku_ids: tuple[UUID, ...] = ()
    excludes_promotions: bool = False


@usecase(permission=permissions.SET_POLICY, audit="wallet.points_spending_set")
def set_spending(*, actor: Actor, at: datetime, terms: SpendingTerms) -> None:
    """Set how points pay at the till; it holds from the next quote on (domain handbook 5.3).

    Raises Forbidden; Invalid ``wallet.points_terms_invalid``; NotFound ``wallet.points_sku_unknown``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    _check(terms)
    rate = operations.policy_to_change()
    rate.points_per_major, rate.points_step = terms.points_per_major, terms.points_step
    rate.save()
    told = asdict(terms)
    told["excluded_sku_ids"] = sorted(str(one) for one in terms.excluded_sku_ids)
    told["excluded_categories"] = sorted(terms.excluded_categories)
    _set(actor, at, "wallet.points_spending_set", told)


@usecase(permission=permissions.SET_POLICY, audit="wallet.points_notices_set")
def set_notices(*, actor: Actor, at: datetime, days: tuple[int, ...]) -> None:
    """Set how many days before points end their members hear of it; none for never.

    Raises Forbidden; Invalid ``wallet.points_terms_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    wanted = sorted(set(days), reverse=True)
    if len(wanted) > 5 or any(not 1 <= day <= MOST_DAYS for day in wanted):
        raise errors.points_terms_invalid()
    _set(actor, at, "wallet.points_notices_set", {"notice_days": wanted})


@usecase(permission=permissions.SET_POLICY, audit="wallet.points_transfers_set")
def set_transfers(
    *,
    actor: Actor,
    at: datetime,
    may_transfer: bool,
    transfer_min_points: int = 100,
    transfer_day_max: int = 5000,
    transfer_fee_points: int = 0,
) -> None:
    """Set whether members give points to each other, how few and how many, and what it costs.

    Raises Forbidden; Invalid ``wallet.points_terms_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    if not 1 <= transfer_min_points <= transfer_day_max or transfer_fee_points < 0:
        raise errors.points_terms_invalid()
    told = {
        "may_transfer": may_transfer,
        "transfer_min_points": transfer_min_points,
        "transfer_day_max": transfer_day_max,
        "transfer_fee_points": transfer_fee_points,
    }
    _set(actor, at, "wallet.points_transfers_set", told)


@usecase(permission=permissions.SET_POLICY, audit="wallet.adjustment_limits_set")
def set_adjustment_limits(*, actor: Actor, at: datetime, limits: dict[str, dict[str, int]]) -> None:
    """Set what one person of each role may adjust alone: ``points`` and ``bonus_minor``.

    Raises Forbidden; Invalid ``wallet.points_terms_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    if any(amount < 0 for own in limits.values() for amount in own.values()):
        raise errors.points_terms_invalid()
    _set(actor, at, "wallet.adjustment_limits_set", {"adjustment_limits": limits})


def _check(terms: SpendingTerms) -> None:
    """Whether ``terms`` can work."""
    amounts = (terms.minimum_points, terms.minimum_order_minor, terms.cap_minor or 0)
    if min(terms.points_per_major, terms.points_step) < 1 or min(amounts) < 0:
        raise errors.points_terms_invalid()
    if not 0 <= terms.cap_bp <= 10_000:
        raise errors.points_terms_invalid()
    wanted = set(terms.excluded_sku_ids)
    if wanted and Sku.objects.filter(id__in=wanted).count() != len(wanted):
        raise errors.points_sku_unknown()


def _set(actor: Actor, at: datetime, action: str, told: dict[str, Any]) -> None:
    row = operations.points_policy_to_change()
    for name in told.keys() & {field.attname for field in PointsPolicy._meta.local_fields}:
        setattr(row, name, told[name])
    row.version += 1
    row.save()
    versions.bump("wallet")
    audit.record(actor=actor, at=at, action=action, subject=row.id, data=told)
