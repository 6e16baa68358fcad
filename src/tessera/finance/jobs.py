"""What the worker does for the books: every hour the sums are kept."""

from datetime import datetime

from tessera.finance import permissions, usecases
from tessera.finance.queries import keeping
from tessera.finance.queries.ages import read_ages
from tessera.finance.queries.days import get_today, get_zone
from tessera.kernel import clock
from tessera.kernel.actor import system_actor

ACTOR = system_actor("bookkeeping", {permissions.KEEP})


def keep_sums(at: datetime | None = None) -> None:
    """Add up what was posted since the last time, and look how old what is owed is."""
    at = at or clock.utc_now()
    piece = keeping.read_piece(at)
    if piece is not None:
        usecases.keep_sums(actor=ACTOR, at=at, piece=piece)
    found = read_ages(at=at, today=get_today(ACTOR, at), zone=get_zone())
    usecases.keep_ages(actor=ACTOR, at=at, ages=found)
