"""Where members are in their lifecycle, and whom a stage asks for.

"Today" is the business day of a member's home store; of who is at home nowhere, the day of the
brand's first store.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tessera.campaigns.models import LifecycleRule
from tessera.campaigns.rules import lifecycle
from tessera.campaigns.rules.lifecycle import Bounds
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import business_day
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales.models import Buyer

_WORLD = timedelta(days=3)
"""A business day has ended everywhere when its midnight in UTC is so long ago."""

_EVERYWHERE = system_actor("campaigns", frozenset())


def _load() -> Bounds:
    row = LifecycleRule.objects.order_by("-version").first()
    if row is None:
        return Bounds()
    return Bounds(row.active_months, row.marginal_months, row.dormant_months)


_bounds: versions.Cached[Bounds] = versions.Cached("campaigns", _load)


def get_bounds() -> Bounds:
    """The boundaries that count now, from memory."""
    return _bounds.get(versions.current())


def brand_day(at: datetime) -> date:
    """Today in the brand's first store; before there is one, in UTC."""
    return _days(at)[0]


def stages_of(members: Iterable[tuple[UUID, UUID | None]], *, at: datetime) -> dict[UUID, str]:
    """The stage of some members, given with their home stores."""
    homes = dict(members)
    first, days = _days(at)
    last = dict(Buyer.objects.filter(member__in=homes).values_list("member", "last_on"))
    bounds = get_bounds()
    return {
        member_id: lifecycle.stage(
            last.get(member_id), today=days.get(home, first) if home else first, bounds=bounds
        )
        for member_id, home in homes.items()
    }


def who_is(stage: str, *, at: datetime) -> Q:
    """Whom a question for members with the stage asks for, to be put to ``members``.

    Raises ValueError for what is no stage.
    """
    if stage == lifecycle.PROSPECT:
        return ~Q(Exists(Buyer.objects.filter(member=OuterRef("id"))))
    first, days = _days(at)
    stores = defaultdict(list)
    for store_id, day in days.items():
        if day != first:
            stores[day].append(store_id)
    bounds = get_bounds()
    elsewhere = [store_id for their in stores.values() for store_id in their]
    found = _who(stage, first, bounds)
    if elsewhere:
        found &= Q(home_store=None) | ~Q(home_store__in=elsewhere)
    for day, their in stores.items():
        found |= _who(stage, day, bounds) & Q(home_store__in=their)
    return found


def _who(stage: str, today: date, bounds: Bounds) -> Q:
    """Whose last purchase makes the stage. Nobody buys before joining, and who was merged joined
    when the older one did: so a list in the order of joining begins where the stage can begin."""
    first, last = lifecycle.days_of(stage, today=today, bounds=bounds)
    bought = Buyer.objects.filter(member=OuterRef("id"))
    if first is not None:
        bought = bought.filter(last_on__gte=first)
    if last is None:
        return Q(Exists(bought))
    joined_before = datetime(last.year, last.month, last.day, tzinfo=UTC) + _WORLD
    return Q(Exists(bought.filter(last_on__lte=last)), joined_at__lt=joined_before)


def _days(at: datetime) -> tuple[date, dict[UUID, date]]:
    """The day of the first store, and of each."""
    days = {
        store.id: business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        for store in org.list_stores(_EVERYWHERE)
    }
    return next(iter(days.values()), business_day(at, zone="UTC")), days
