"""What the worker does for coupons by itself."""

import time
from datetime import datetime
from uuid import UUID

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.offers import permissions, usecases
from tessera.offers.queries import endings
from tessera.platform import jobs

ACTOR = system_actor("coupons", {permissions.ISSUE_COUPONS})

SECONDS = 20
"""For so long one job goes on; the next one waits behind what was queued meanwhile."""


def make_codes(batch_id: str) -> None:
    """Make a batch's codes, piece by piece; what is made stays made if this is killed."""
    begun = time.monotonic()
    while usecases.make_codes(actor=ACTOR, at=clock.utc_now(), batch_id=UUID(batch_id)):
        if time.monotonic() - begun > SECONDS:
            jobs.enqueue("tessera.offers.jobs.make_codes", batch_id)
            return


def announce_endings(at: datetime | None = None) -> None:
    """Daily: say whose coupons will end soon, some hundreds in each transaction. One that was told is
    not found again, so that a killed run goes on when it comes again."""
    at = at or clock.utc_now()
    while endings.list_to_remind(endings.brand_day(at), limit=1):  # a quiet day leaves no audit row
        usecases.announce_endings(actor=ACTOR, at=at)
