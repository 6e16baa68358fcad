"""Which day it is."""

from datetime import date, datetime

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.org import queries as org


def get_today(actor: Actor, at: datetime) -> date:
    """The latest business day among the actor's stores; the day by UTC where there is none."""
    days = [
        business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        for store in org.list_stores(actor)
    ]
    return max(days, default=at.date())
