"""What the worker does for the books: every hour the sums are kept."""

from datetime import datetime

from tessera.finance import permissions, usecases
from tessera.finance.queries import keeping
from tessera.kernel import clock
from tessera.kernel.actor import system_actor

ACTOR = system_actor("bookkeeping", {permissions.KEEP})


def keep_sums(at: datetime | None = None) -> None:
    """Add up what was posted since the last time."""
    at = at or clock.utc_now()
    piece = keeping.read_piece(at)
    if piece is not None:
        usecases.keep_sums(actor=ACTOR, at=at, piece=piece)
