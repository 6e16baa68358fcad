"""What becomes of messages, and what is forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.messaging import permissions, queries
from tessera.messaging.models import CodeTurn, Message, OneTimeCode, SolvedChallenge
from tessera.messaging.operations import outbox
from tessera.platform import audit
from tessera.platform.usecases import usecase

KEPT = timedelta(days=2)
"""How long a code's row is kept: the limit of a day must still be counted."""

AT_ONCE = 1000

CHANGED = ("params", "text", "readable_until", "state", "error", "done_at")
"""What expiring changes of a message."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many messages lost their secret, and how many codes went."""

    messages: int
    codes: int


@usecase(permission=permissions.SEND, audit="message.settled")
def settle(
    *,
    actor: Actor,
    at: datetime,
    message_id: UUID,
    state: str,
    reference: str = "",
    error: str = "",
) -> str:
    """Note a provider's answer about a message; returns the state that it is in now.

    One that reached its end before stays there. Raises Forbidden.
    """
    now = outbox.settle(message_id=message_id, at=at, state=state, reference=reference, error=error)
    data = {"state": now, "error": error, "reference": reference}
    audit.record(actor=actor, at=at, action="message.settled", subject=message_id, data=data)
    return now


@usecase(permission=permissions.READ_OWN, audit="message.read")
def mark_read(*, actor: Actor, at: datetime) -> int:
    """Note that a member has seen what was written to them; returns how much was new.

    Raises Forbidden.
    """
    new = queries.list_shown(actor.own_id).filter(read_at=None, created_at__lte=at)
    count = new.update(read_at=at)
    audit.record(
        actor=actor, at=at, action="message.read", subject=actor.own_id, data={"messages": count}
    )
    return count


def is_forgetting_due(at: datetime) -> bool:
    """Whether anything is old enough to be forgotten."""
    return any(found(at).exists() for found in (_readable, _codes, _turns, _solved))


@usecase(permission=permissions.SEND, audit="messaging.forgot")
def forget(*, actor: Actor, at: datetime) -> Forgotten:
    """Take codes that expired out of messages, and delete codes of days ago; a thousand at most."""
    rows = list(_readable(at).select_for_update()[:AT_ONCE])
    for row in rows:
        outbox.expire(row, at=at)
    Message.objects.bulk_update(rows, CHANGED, batch_size=100)
    codes = list(_codes(at).values_list("id", flat=True)[:AT_ONCE])
    turns = list(_turns(at).values_list("key", flat=True)[:AT_ONCE])
    OneTimeCode.objects.filter(id__in=codes).delete()
    CodeTurn.objects.filter(key__in=turns, at__lt=at - KEPT).delete()
    solved = list(_solved(at).values_list("signature", flat=True)[:AT_ONCE])
    SolvedChallenge.objects.filter(signature__in=solved).delete()
    done = Forgotten(len(rows), len(codes))
    data = {"messages": done.messages, "codes": done.codes}
    audit.record(actor=actor, at=at, action="messaging.forgot", subject="messaging", data=data)
    return done


def _readable(at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(readable_until__lte=at)


def _codes(at: datetime) -> QuerySet[OneTimeCode]:
    return OneTimeCode.objects.filter(created_at__lt=at - KEPT)


def _turns(at: datetime) -> QuerySet[CodeTurn]:
    return CodeTurn.objects.filter(at__lt=at - KEPT)


def _solved(at: datetime) -> QuerySet[SolvedChallenge]:
    return SolvedChallenge.objects.filter(at__lt=at - KEPT)
