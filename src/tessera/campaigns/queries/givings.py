"""Coupons that are given by themselves, and to many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from tessera.campaigns.models import CouponGiving, CouponRun, Occasion, RunState
from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.offers import permissions as offers
from tessera.platform import versions
from tessera.sales.models import ReturnLine, SaleLine


@dataclass(frozen=True, slots=True)
class GivingView:
    """A coupon that is given by itself."""

    id: UUID
    occasion: str
    level_name: str
    from_minor: int
    takes_back: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class CouponRunView:
    """A coupon for many: whose, how far it is, how many got one."""

    id: UUID
    name: str
    tag_name: str
    level_name: str
    state: str
    begun_at: datetime
    starts_on: date
    ends_on: date
    total_count: int
    done_count: int
    given_count: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What the process remembers of givings, so that a sale asks nothing: the least that a sale has
    to come to, None where none gives, and those whose coupons may be taken back."""

    from_minor: int | None
    sale_ids: tuple[UUID, ...]


def _load() -> _Known:
    rows = list(CouponGiving.objects.filter(occasion=Occasion.SALE).order_by("id"))
    active = [row.from_minor for row in rows if row.is_active]
    back = tuple(row.id for row in rows if row.takes_back)
    return _Known(min(active, default=None), back)


known: versions.Cached[_Known] = versions.Cached("campaigns", _load)


def list_givings(*, actor: Actor, kind_id: UUID) -> list[GivingView]:
    """When a kind of coupon is given by itself. Raises Forbidden."""
    actor.require(offers.VIEW)
    rows = CouponGiving.objects.filter(kind=kind_id, is_active=True).select_related("level")
    return [
        GivingView(
            id=row.id,
            occasion=row.occasion,
            level_name=row.level.name if row.level else "",
            from_minor=row.from_minor,
            takes_back=row.takes_back,
            is_active=row.is_active,
        )
        for row in rows.order_by("id")
    ]


def list_runs(*, actor: Actor, kind_id: UUID) -> list[CouponRunView]:
    """To whom a kind of coupon was given at once, the newest first. Raises Forbidden."""
    actor.require(offers.VIEW)
    rows = CouponRun.objects.filter(kind=kind_id).select_related("tag", "level")
    return [
        CouponRunView(
            id=row.id,
            name=row.name,
            tag_name=row.tag.name if row.tag else "",
            level_name=row.level.name if row.level else "",
            state=row.state,
            begun_at=row.begun_at,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            total_count=row.total_count,
            done_count=row.done_count,
            given_count=row.given_count,
        )
        for row in rows.order_by("-id")[:50]
    ]


def active_givings(occasion: str, level_id: UUID | None = None) -> list[CouponGiving]:
    """What is given on an occasion, by id."""
    rows = CouponGiving.objects.filter(occasion=occasion, is_active=True, level=level_id)
    return list(rows.select_related("kind").order_by("id"))


def receivers(*, tag_id: UUID | None, level_id: UUID | None) -> "QuerySet[Member]":
    """Who is a member still, and has the tag and the level where one is asked."""
    rows = Member.objects.filter(merged_into=None, left_at=None)
    if tag_id is not None:
        rows = rows.filter(tags__tag=tag_id).distinct()
    return rows.filter(level=level_id) if level_id is not None else rows


def count_receivers(*, actor: Actor, tag_id: UUID | None, level_id: UUID | None) -> int:
    """How many that would be. Raises Forbidden."""
    actor.require(offers.ISSUE_COUPONS)
    return receivers(tag_id=tag_id, level_id=level_id).count()


def find_running_coupons(moved_before: datetime | None = None) -> list[UUID]:
    """Runs that are not finished, the oldest first."""
    rows = CouponRun.objects.filter(state=RunState.RUNNING)
    if moved_before is not None:
        rows = rows.filter(moved_at__lt=moved_before)
    return list(rows.order_by("id").values_list("id", flat=True))


def kept_minor(sale_id: UUID, *, returning_minor: int = 0) -> int:
    """What of a sale's goods the tenders paid, points apart, and has not come back."""
    paid = F("net_minor") - F("points_share_minor")
    lines: Sequence[QuerySet[SaleLine] | QuerySet[ReturnLine]] = (
        SaleLine.objects.filter(sale=sale_id, kind__in=("goods", "service")),
        ReturnLine.objects.filter(document__sale=sale_id, kind__in=("goods", "service")),
    )
    sold, back = (rows.aggregate(minor=Sum(paid))["minor"] or 0 for rows in lines)
    return int(sold - back - returning_minor)


def cause_of_sale(sale_id: UUID, giving_id: UUID) -> str:
    """For what a coupon of a sale was given."""
    return f"sale:{sale_id}:{giving_id}"


def floors_of(giving_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What a sale has to come to for each of these."""
    return dict(CouponGiving.objects.filter(id__in=giving_ids).values_list("id", "from_minor"))
