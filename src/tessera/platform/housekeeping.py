"""Forgetting what nobody can ask for any more."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.platform import attempts, audit
from tessera.platform.models import Counter, RequestRecord
from tessera.platform.usecases import usecase

PRUNE = "platform.prune"

KEPT = timedelta(days=60)
"""How long the first answer to a request is kept: longer than any till stays out of reach."""

AT_ONCE = 2000
"""Rows deleted in one transaction, so that no till waits long."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went."""

    requests: int
    failures: int


def is_due(at: datetime) -> bool:
    """Whether anything is old enough to be forgotten at ``at``."""
    return _requests(at).exists() or _failures(at).exists()


@usecase(permission=PRUNE, audit="platform.pruned")
def prune(*, actor: Actor, at: datetime) -> Pruned:
    """Delete request records older than ``KEPT``, and counts of failed attempts that have
    stopped to count; ``AT_ONCE`` of each at most."""
    requests = list(_requests(at).values_list("request_id", flat=True)[:AT_ONCE])
    failures = list(_failures(at).values_list("id", flat=True)[:AT_ONCE])
    RequestRecord.objects.filter(request_id__in=requests).delete()
    Counter.objects.filter(id__in=failures).delete()
    pruned = Pruned(len(requests), len(failures))
    audit.record(
        actor=actor,
        at=at,
        action="platform.pruned",
        subject="platform",
        data={"requests": pruned.requests, "failures": pruned.failures},
    )
    return pruned


def _requests(at: datetime) -> QuerySet[RequestRecord]:
    return RequestRecord.objects.filter(at__lt=at - KEPT)


def _failures(at: datetime) -> QuerySet[Counter]:
    yesterday = (at.astimezone(UTC) - timedelta(days=1)).date()
    return Counter.objects.filter(series__startswith=attempts.PREFIX, day__lt=yesterday)
