"""What is in the outbox, for tests that ask for codes or look at messages."""

from datetime import datetime
from uuid import UUID

from tessera.messaging import operations, rules
from tessera.messaging.models import Message
from tests.support.shop import NOON

NOTICE = rules.Template("notice", "Hello %(name)s", ("name",))


def newest_code(phone: str) -> str:
    """The code that was sent last to ``phone``, in E.164."""
    sent = Message.objects.filter(phone=phone, purpose="code").order_by("-created_at", "-id")
    return str(dict(sent[0].params)["code"])


def sent_count() -> int:
    """How many messages there are in all."""
    return Message.objects.count()


def notify(member_id: UUID | None, phone: str, name: str = "王芳") -> UUID:
    """Queue a notice at noon."""
    return operations.queue(
        purpose="notice",
        phone=phone,
        template=NOTICE,
        params={"name": name},
        at=NOON,
        member_id=member_id,
    )


def fail(message_id: UUID, error: str) -> None:
    """Let a message have failed."""
    Message.objects.filter(id=message_id).update(state="failed", error=error)


def in_order() -> list[UUID]:
    """All messages, the newest first."""
    rows = Message.objects.order_by("-created_at", "-id")
    return list(rows.values_list("id", flat=True))


def show(member_id: UUID, name: str = "王芳") -> UUID:
    """Let a notice stand in a member's app at noon, and go nowhere."""
    return operations.queue(
        purpose="notice",
        channel="app",
        phone="",
        template=NOTICE,
        params={"name": name},
        at=NOON,
        member_id=member_id,
    )


def call_back(member_id: UUID) -> None:
    """Call back what waits to go out to a member."""
    waiting = Message.objects.filter(member=member_id, state="queued")
    for message in waiting:
        cause = f"test:{message.id}"
        waiting.filter(id=message.id).update(cause=cause)
        operations.call_back(cause=cause, at=NOON)


def seen_at(member_id: UUID) -> list[datetime | None]:
    """When a member saw what was written to them, the codes apart."""
    found = Message.objects.filter(member=member_id).exclude(purpose="code")
    return list(found.values_list("read_at", flat=True))
