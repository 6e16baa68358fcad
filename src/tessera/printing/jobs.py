"""What the worker does with papers: hand over, ask what became of them, give up what is too late."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from tessera.kernel import clock
from tessera.kernel.actor import Actor, system_actor
from tessera.printing import cloud, operations, permissions, usecases
from tessera.printing.feie import Answer
from tessera.printing.models import CloudPaper, PaperState
from tessera.printing.rules import KEPT_FOR

LEFT_OVER = timedelta(minutes=1)
"""What waits longer than this was left by its own job."""

AT_ONCE = 20


def deliver(*paper_ids: str) -> None:
    """Hand papers over in their order. Twice does no harm: each is claimed once.

    Where a part cannot be handed over the ones behind it wait.
    """
    for paper_id in paper_ids:
        with transaction.atomic():
            row = operations.claim(paper_id=UUID(paper_id), at=clock.utc_now())
        if row is not None and _settle(row, _send(row)) != PaperState.SENT:
            return


def drive() -> None:
    """Every minute: hand over what was left behind, and ask what became of the rest."""
    at = clock.utc_now()
    rows = CloudPaper.objects.filter(done_at=None, created_at__lt=at - LEFT_OVER)
    for row in rows.order_by("id")[:AT_ONCE]:
        if at - row.created_at >= KEPT_FOR + LEFT_OVER:
            _settle(row, _ended(row))
        elif row.state == PaperState.QUEUED:
            deliver(str(row.id))
        elif row.state == PaperState.SENT and _is_printed(row):
            _settle(row, Answer(PaperState.PRINTED))


def _ended(row: CloudPaper) -> Answer:
    """How a paper ended whose time is up: Feie has dropped what was not printed by now."""
    if row.state == PaperState.SENT and _is_printed(row):
        return Answer(PaperState.PRINTED)
    if row.state == PaperState.UNKNOWN:
        return Answer(PaperState.UNKNOWN, error="own.no_answer")
    return Answer(PaperState.FAILED, error="own.too_late")


def _send(row: CloudPaper) -> Answer:
    feie = cloud.find_feie()
    if feie is None:
        return Answer(PaperState.FAILED, error="own.no_account")
    return feie.send(number=row.number, content=row.content, at=clock.utc_now())


def _is_printed(row: CloudPaper) -> bool:
    feie = cloud.find_feie()
    told = feie and feie.is_printed(reference=row.reference, at=clock.utc_now())
    return told is True


def _settle(row: CloudPaper, answer: Answer) -> str:
    return usecases.settle(
        actor=_courier(),
        at=clock.utc_now(),
        paper_id=row.id,
        state=answer.state,
        reference=answer.reference,
        error=answer.error,
    )


def _courier() -> Actor:
    return system_actor("courier", {permissions.SEND})
