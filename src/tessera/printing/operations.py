"""Putting papers into the outbox and moving them on, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from tessera.kernel.ids import uuid7
from tessera.platform import jobs
from tessera.printing.models import CloudPaper, PaperState

PATH = "tessera.printing.jobs.deliver"
MAX_ATTEMPTS = 3
ENDS = frozenset({PaperState.PRINTED, PaperState.FAILED, PaperState.UNKNOWN})


def queue(
    *, store_id: UUID, number: str, title: str, contents: Sequence[str], at: datetime
) -> list[UUID]:
    """Write a paper, in as many parts as it takes, and have them sent after the commit."""
    rows = [
        CloudPaper(
            id=uuid7(),
            store_id=store_id,
            number=number,
            title=title[:80],
            content=content,
            created_at=at,
        )
        for content in contents
    ]
    CloudPaper.objects.bulk_create(rows)
    # one job for all parts: they come out in their order
    jobs.enqueue(PATH, *(str(row.id) for row in rows))
    return [row.id for row in rows]


def claim(*, paper_id: UUID, at: datetime) -> CloudPaper | None:
    """Take a paper for handing over; None if it is nobody's to send any more.

    From here on it is ``unknown`` until Feie answers: whoever dies in between leaves a paper of
    which nobody knows, and which is not sent again.
    """
    taken = CloudPaper.objects.filter(id=paper_id, state=PaperState.QUEUED).update(
        state=PaperState.UNKNOWN, attempts=F("attempts") + 1, sent_at=at
    )
    return CloudPaper.objects.get(id=paper_id) if taken else None


def settle(*, paper_id: UUID, at: datetime, state: str, reference: str, error: str) -> str:
    """Note what is known of a paper; one that reached its end stays there. Returns its state."""
    row = CloudPaper.objects.select_for_update().get(id=paper_id)
    if row.done_at is not None:
        return row.state
    if state == PaperState.QUEUED and row.attempts >= MAX_ATTEMPTS:
        state = PaperState.FAILED
    row.state, row.error = state, error
    row.reference = reference or row.reference
    if state in ENDS:
        row.done_at, row.content = at, ""
    row.save()
    return row.state
