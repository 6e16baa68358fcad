"""Where a member belongs, and which business day it is there."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.members.models import Member
from tessera.org import queries as org


@dataclass(frozen=True, slots=True)
class Home:
    """The home store of a member, or the brand's first, and its business day."""

    store_id: UUID
    on: date


def home_of(row: Member, at: datetime) -> Home:
    """Where what a member does outside a store counts, and on which day."""
    store_id = home_store_of(row)
    return Home(store_id, today_of(store_id, at))


def home_store_of(row: Member) -> UUID:
    """The home store of a member, else the brand's first."""
    return row.home_store_id or org.first_store_id()


def today_of(store_id: UUID | None, at: datetime) -> date:
    """The business day of a store; without one, the day in UTC."""
    if store_id is None:
        return business_day(at, zone="UTC")
    store = org.get_store(store_id)
    return business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)


def own_today(actor: Actor, at: datetime) -> date:
    """The business day of who asks, a member: by the clock of where they belong."""
    return home_of(Member.objects.only("home_store").get(id=actor.own_id), at).on
