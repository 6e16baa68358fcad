"""What the worker does for applications by itself; every job may run twice."""

from datetime import datetime
from uuid import UUID

from tessera.charters import permissions, queries, usecases
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.wallet.queries import business_days

AT_ONCE = 200

ACTOR = system_actor("applications", {permissions.DRIVE})


def grant(application_id: str, at: datetime | None = None) -> None:
    """Give the level that was just paid."""
    if queries.is_paid(UUID(application_id)):
        usecases.grant(actor=ACTOR, at=at or clock.utc_now(), application_id=UUID(application_id))


def take_level_back(application_id: str, at: datetime | None = None) -> None:
    """Take the level back whose fee came back."""
    if queries.rests_on_fee(UUID(application_id)):
        usecases.take_level_back(
            actor=ACTOR, at=at or clock.utc_now(), application_id=UUID(application_id)
        )


def lapse(at: datetime | None = None) -> None:
    """Nightly: end what was not paid in time, each in a transaction of its own."""
    at = at or clock.utc_now()
    days = business_days(ACTOR, at)
    while ids := queries.list_overdue(days, limit=AT_ONCE):
        for application_id in ids:
            usecases.lapse(actor=ACTOR, at=at, application_id=application_id)
