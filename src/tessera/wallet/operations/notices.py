"""Telling members once that points of theirs will end."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.wallet.events import PointsWillExpire
from tessera.wallet.models import PointsNotice
from tessera.wallet.queries import Ending


def announce(batch: Batch, due: Sequence[Ending], *, at: datetime) -> UUID:
    """Note in ``batch`` whom this run tells of what, for whoever writes to them; returns the run.

    The row's key is the member, the day and the stage, so a run that was killed, or comes twice,
    says nothing twice.
    """
    run_id = uuid7()
    for one in due:
        whose = {"member_id": one.member_id, "expires_on": one.expires_on, "days": one.days}
        row = {"id": uuid7(), "run_id": run_id, **whose, "points": one.points, "at": at}
        batch.insert(PointsNotice, row)
    if due:
        events.publish(PointsWillExpire(run_id, len(due), at), batch)
    return run_id
