"""What the worker does for tags and coupons by itself."""

import time
from datetime import timedelta
from uuid import UUID

from tessera.campaigns import permissions, queries, usecases
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import NotFound
from tessera.platform import jobs

ACTOR = system_actor("tags", {permissions.RECOMPUTE})
GIVER = system_actor("coupons", {permissions.GIVE_COUPONS})

SECONDS = 20
"""For so long one job goes on; the next one waits behind what was queued meanwhile, as codes are."""

STALLED = timedelta(minutes=6)
"""A run that did not move for longer than any job takes has lost its worker."""


def begin_recompute() -> None:
    """Nightly: begin to look at all members."""
    if queries.current_rules():
        usecases.begin_recompute(actor=ACTOR, at=clock.utc_now())


def recompute() -> None:
    """Go on with what has begun, piece by piece; what is done stays done if this is killed."""
    begun = time.monotonic()
    while (run_id := queries.find_running()) is not None:
        if time.monotonic() - begun > SECONDS:
            jobs.enqueue("tessera.campaigns.jobs.recompute")
            return
        try:
            usecases.go_on(actor=ACTOR, at=clock.utc_now(), run_id=run_id)
        except NotFound:  # another run has just taken its place
            continue


def watch() -> None:
    """Every minute: look again at who has just bought, and take up a run that was left lying."""
    at = clock.utc_now()
    if any(one.is_active for one in queries.current_rules()) and queries.list_buyers(at=at):
        usecases.look_at_buyers(actor=ACTOR, at=at)
    if queries.find_running(moved_before=at - STALLED) is not None:
        jobs.enqueue("tessera.campaigns.jobs.recompute")
    if queries.find_running_coupons(moved_before=at - STALLED):
        jobs.enqueue("tessera.campaigns.jobs.give_to_many")


def give_for_joining(member_id: str) -> None:
    """Give a new member what is given for joining."""
    usecases.give_for_joining(actor=GIVER, at=clock.utc_now(), member_id=UUID(member_id))


def give_for_level(member_id: str, level_id: str) -> None:
    """Give a member what is given for a level."""
    usecases.give_for_level(
        actor=GIVER, at=clock.utc_now(), member_id=UUID(member_id), level_id=UUID(level_id)
    )


def give_for_sale(sale_id: str) -> None:
    """Give a buyer what is given for the next purchase."""
    usecases.give_for_sale(actor=GIVER, at=clock.utc_now(), sale_id=UUID(sale_id))


def give_to_many() -> None:
    """Go on with coupons for many, piece by piece; what is given stays given if this is killed."""
    begun = time.monotonic()
    while running := queries.find_running_coupons():
        if time.monotonic() - begun > SECONDS:
            jobs.enqueue("tessera.campaigns.jobs.give_to_many")
            return
        try:
            usecases.give_to_next(actor=GIVER, at=clock.utc_now(), run_id=running[0])
        except NotFound:  # another worker has just finished it
            continue
