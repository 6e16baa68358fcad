"""Which day it is, and by which clock."""

from datetime import date, datetime

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import business_day
from tessera.org import queries as org


def get_today(actor: Actor, at: datetime) -> date:
    """The latest business day among the actor's stores; the day by UTC where there is none."""
    days = [
        business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        for store in org.list_stores(actor)
    ]
    return max(days, default=at.date())


def get_zone() -> str:
    """The clock by which days are counted that belong to no store: that of the brand's first store."""
    first = next(iter(org.list_stores(system_actor("books", set()))), None)
    return first.zone if first else "UTC"
