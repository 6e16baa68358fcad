"""What the worker does with messages: hand over, ask what became of them, forget codes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tessera.kernel import clock
from tessera.kernel.actor import Actor, system_actor
from tessera.messaging import permissions, usecases
from tessera.messaging.channels import sms
from tessera.messaging.models import Message, MessageState
from tessera.messaging.operations import outbox
from tessera.platform import jobs

LEFT_OVER = timedelta(minutes=5)
"""A queued message older than this was forgotten by its own job."""

QUIET = timedelta(minutes=2)
"""So long nobody is asked about a message: its own job may still be at it."""

NOT_TAKEN = timedelta(hours=1)
"""A provider that has no record of a message after this has never had it."""

NO_RECEIPT = timedelta(days=3)
"""No phone reports a message later than this."""

AT_ONCE = 20
"""Messages of one job: even if each waits for its time-out, a job ends in time."""

ROUND = "tessera.messaging.jobs.drive"


def deliver(message_id: str) -> None:
    """Hand one message over. Twice does no harm: only one claims it, and it is claimed once."""
    with transaction.atomic():
        parcel = outbox.claim(message_id=UUID(message_id), at=clock.utc_now())
    if parcel is not None:
        answer = sms.carrier().send(parcel)  # outside of any transaction: it may take seconds
        _settle(parcel.message_id, answer)


def drive(after: str = "") -> None:
    """Hourly: hand over what was left behind, and drive to an end what is under way.

    A message is never handed over again unless it surely was not taken (decision 12).
    """
    at = clock.utc_now()
    found = _open(at, UUID(after) if after else None)
    for row in found:
        if row.state == MessageState.QUEUED:
            deliver(str(row.id))
        else:
            _ask(row, at)
    if len(found) == AT_ONCE:
        jobs.enqueue(ROUND, str(found[-1].id))


def forget() -> None:
    """Hourly: take codes that expired out of messages, and drop those of days ago."""
    at = clock.utc_now()
    while usecases.outbox.is_forgetting_due(at):
        usecases.forget(actor=_courier(), at=at)


def _open(at: datetime, after: UUID | None) -> list[Message]:
    waiting = Message.objects.filter(
        Q(not_before=None) | Q(not_before__lte=at),
        state=MessageState.QUEUED,
        created_at__lt=at - LEFT_OVER,
    )
    under_way = Message.objects.filter(
        state__in=(MessageState.SENT, MessageState.UNKNOWN), sent_at__lt=at - QUIET
    )
    found = (waiting | under_way).filter(done_at__isnull=True)
    if after is not None:
        found = found.filter(id__gt=after)
    return list(found.order_by("id")[:AT_ONCE])


def _ask(row: Message, at: datetime) -> None:
    assert row.sent_at is not None
    carrier = sms.carrier()
    sent = sms.Sent(row.id, row.phone, row.provider_reference, row.sent_at)
    answer = carrier.ask(sent) if row.provider == carrier.name else None
    if answer is None or answer.state in {MessageState.SENT, MessageState.UNKNOWN}:
        answer = _given_up(row, answer, age=at - row.sent_at)
    if answer is not None and (answer.state, answer.error) != (row.state, row.error):
        _settle(row.id, answer)


def _given_up(row: Message, answer: sms.Answer | None, *, age: timedelta) -> sms.Answer | None:
    """The end for what has none: no record in an hour, or no receipt in three days."""
    if answer is not None and answer.state == MessageState.UNKNOWN and age >= NOT_TAKEN:
        return sms.Answer(MessageState.FAILED, error="own.not_taken")
    if age >= NO_RECEIPT:
        return sms.Answer(MessageState.FAILED, error="own.no_receipt")
    if answer is not None and answer.state == MessageState.SENT:
        return answer
    return None


def _settle(message_id: UUID, answer: sms.Answer) -> None:
    usecases.settle(
        actor=_courier(),
        at=clock.utc_now(),
        message_id=message_id,
        state=answer.state,
        reference=answer.reference,
        error=answer.error,
    )


def _courier() -> Actor:
    return system_actor("courier", {permissions.SEND})
