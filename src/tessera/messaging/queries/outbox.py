"""What was sent to whom, for people to look at."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.messaging import permissions, reasons, rules
from tessera.messaging.models import Message, MessageState

MAX_LIMIT = 100
CALLED_BACK = "own.called_back"
"""What happened to a message whose cause was gone before it went out."""

STATES = tuple(MessageState.values)


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as staff see it: the phone masked, a code as dots unless nothing leaves.

    ``why`` is an English source text that says why it failed, for the surface to translate;
    ``error`` the provider's own code for that.
    """

    id: UUID
    at: datetime
    sent_at: datetime | None
    done_at: datetime | None
    channel: str
    purpose: str
    phone_masked: str
    member_id: UUID | None
    member_name: str
    text: str
    parts: int
    state: str
    provider: str
    why: str
    error: str


def is_told(cause: str) -> bool:
    """Whether a message about ``cause`` was written."""
    return Message.objects.filter(cause=cause).exists()


def list_shown(member_id: UUID) -> "QuerySet[Message]":
    """What a member reads of what was written to them: neither codes nor what was called back."""
    found = Message.objects.filter(member=member_id).exclude(purpose="code")
    return found.exclude(error=CALLED_BACK).exclude(text="")


def is_demo() -> bool:
    """Whether messages are only shown, and nothing leaves the house."""
    return bool(settings.SMS.provider == "show")


def list_messages(
    *,
    actor: Actor,
    state: str = "",
    digits: str = "",
    after: UUID | None = None,
    limit: int = 50,
) -> list[MessageView]:
    """Messages, the newest first; those of members at home in the actor's stores.

    What belongs to no member, such as codes, is for who sees every store. ``digits`` are the
    last four or more of the phone; ``after`` is the last message of the page before. Raises
    Forbidden.
    """
    actor.require(permissions.VIEW)
    found = _within(actor).filter(_wanted(state, digits))
    last = after and Message.objects.filter(id=after).only("created_at").first()
    if last:
        before = Q(created_at__lt=last.created_at) | Q(id__lt=last.id)
        found = found.filter(before, created_at__lte=last.created_at)
    rows = found.select_related("member").order_by("-created_at", "-id")
    return [_view(row) for row in rows[: max(1, min(limit, MAX_LIMIT))]]


def _within(actor: Actor) -> QuerySet[Message]:
    if actor.store_ids is None:
        return Message.objects.all()
    return Message.objects.filter(member__home_store__in=actor.store_ids)


def _wanted(state: str, digits: str) -> Q:
    wanted = Q(state=state) if state in STATES else Q()
    figures = "".join(letter for letter in digits if letter.isdecimal())
    if len(figures) >= 4:
        wanted &= Q(phone_tail=figures[-4:], phone__endswith=figures)
    return wanted


def _view(row: Message) -> MessageView:
    return MessageView(
        id=row.id,
        at=row.created_at,
        sent_at=row.sent_at,
        done_at=row.done_at,
        channel=row.channel,
        purpose=row.purpose,
        phone_masked=members.mask_phone(row.phone),
        member_id=row.member_id,
        member_name=row.member.name if row.member else "",
        text=_text(row),
        parts=row.parts,
        state=row.state,
        provider=row.provider,
        why=reasons.of(row.error),
        error="" if row.error.startswith(reasons.OWN) else row.error,
    )


def _text(row: Message) -> str:
    if row.provider == settings.SMS.provider == "show":
        return row.text
    return rules.hidden(row.text, dict(row.params).get(row.secret, ""))


def find_awaited(
    *, provider: str, phone: str, message_id: UUID | None, reference: str
) -> UUID | None:
    """The message under way by ``provider`` to ``phone`` that a receipt means: by our own id
    where it tells one, else by the provider's reference. None if there is none (any more)."""
    under_way = Message.objects.filter(
        provider=provider, phone=phone, sent_at__isnull=False, done_at__isnull=True
    )
    if message_id is not None:
        found = under_way.filter(id=message_id)
    elif reference:
        found = under_way.filter(provider_reference=reference)
    else:
        return None
    return found.values_list("id", flat=True).first()
