"""Putting a message into the outbox, and moving it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils import translation

from tessera.kernel import ids
from tessera.kernel.errors import fill
from tessera.members import queries as members
from tessera.messaging import queries, rules
from tessera.messaging.models import Message, MessageState
from tessera.org import queries as org
from tessera.platform import jobs

PATH = "tessera.messaging.jobs.deliver"
MAX_ATTEMPTS = 3
TOO_LATE = "own.too_late"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way to a provider. ``params`` are pairs in the template's order."""

    message_id: UUID
    phone: str
    signature: str
    template: str
    params: tuple[tuple[str, str], ...]
    text: str


def queue(
    *,
    purpose: str,
    channel: str = "sms",
    phone: str,
    template: rules.Template,
    params: Mapping[str, object],
    at: datetime,
    member_id: UUID | None = None,
    language: str = "",
    readable_until: datetime | None = None,
    cause: str | None = None,
    not_before: datetime | None = None,
) -> UUID:
    """Write a message and have it sent after the commit; returns its id.

    ``phone`` is E.164. The text is in ``language``, else in the language of this installation.
    Whether the person wants it is the caller's question (``queries.may_send``). On the channel
    ``app`` nothing is sent: it stands in the member's app. ``cause`` names what it tells of:
    where that was told before, nothing is written, and the answer is the message that did. What
    must wait for ``not_before`` is taken by the hourly round from then on. What is said to a child
    goes to the guardian's phone.
    """
    phone = _heard_by(member_id, phone, at) if member_id and channel != "app" else phone
    values = [(name, rules.plain(str(params[name]))) for name in template.params]
    row = Message(
        id=ids.uuid7(),
        channel=channel,
        purpose=purpose,
        phone=phone,
        phone_tail=phone[-4:],
        member_id=member_id,
        template=template.name,
        cause=cause,
        params=values,
        secret=template.hides,
        readable_until=readable_until,
        created_at=at,
        not_before=not_before,
    )
    _address(row, _text(template, dict(values), language, rules.opt_out(purpose, channel)))
    Message.objects.bulk_create([row], ignore_conflicts=cause is not None)
    first = Message.objects.filter(cause=cause).values_list("id", flat=True)
    told = first.get() if cause else row.id
    due = not_before is None or not_before <= at
    if told == row.id and row.state == MessageState.QUEUED and due:
        jobs.enqueue(PATH, str(row.id))
    return told


def _address(row: Message, text: str) -> None:
    """Give ``row`` its words and who carries them."""
    if row.channel == rules.APP:
        row.text, row.parts, row.provider = text, 0, rules.APP
        row.state, row.done_at = MessageState.DELIVERED, row.created_at
        return
    row.signature = settings.SMS.signature or org.get_brand().name
    row.text = rules.signed(text, signature=row.signature)
    row.parts, row.provider = rules.parts(row.text), settings.SMS.provider


def _heard_by(member_id: UUID, phone: str, at: datetime) -> str:
    reach = members.reach_of(member_id, at=at)
    return reach.phone if reach.is_child else phone


def _text(template: rules.Template, values: Mapping[str, str], language: str, end: str) -> str:
    with translation.override(language or settings.LANGUAGE_CODE):
        said = fill(translation.gettext(template.source), values)
        return f"{said} {translation.gettext(end)}" if end else said


def call_back(*, cause: str, at: datetime) -> bool:
    """Keep a message from going out whose ``cause`` is no more; False if it went already."""
    waiting = Message.objects.filter(cause=cause, state=MessageState.QUEUED)
    return bool(waiting.update(state=MessageState.FAILED, error=queries.CALLED_BACK, done_at=at))


def claim(*, message_id: UUID, at: datetime) -> Parcel | None:
    """Take a queued message for handing over now; None if it is nobody's to send any more.

    It is ``unknown`` from here on until its provider answered: whoever dies in between leaves a
    message of which nobody knows whether it went out, and which is not sent again (decision 12).
    """
    due = Q(not_before=None) | Q(not_before__lte=at)
    taken = Message.objects.filter(due, id=message_id, state=MessageState.QUEUED).update(
        state=MessageState.UNKNOWN, attempts=F("attempts") + 1, sent_at=at
    )
    if not taken:
        return None
    row = Message.objects.get(id=message_id)
    if row.readable_until is not None and row.readable_until <= at:
        settle(message_id=message_id, at=at, state=MessageState.FAILED, error=TOO_LATE)
        return None
    params = tuple((name, value) for name, value in row.params)
    return Parcel(row.id, row.phone, row.signature, row.template, params, row.text)


def settle(
    *, message_id: UUID, at: datetime, state: str, reference: str = "", error: str = ""
) -> str:
    """Note what a provider said of a message; returns the state that it is in.

    A message that reached its end stays as it is. One that surely was not taken is queued again,
    a few times. A message that went to a provider needs its secret no more.
    """
    row = Message.objects.select_for_update().get(id=message_id)
    if row.done_at is not None:
        return row.state
    if state == MessageState.QUEUED and row.attempts >= MAX_ATTEMPTS:
        state = MessageState.FAILED
    row.state, row.error = state, error
    row.provider_reference = reference or row.provider_reference
    if state in {MessageState.DELIVERED, MessageState.FAILED}:
        row.done_at = at
    if state != MessageState.QUEUED and row.provider != "show":
        blank(row)
    row.save()
    return row.state


def expire(row: Message, *, at: datetime) -> None:
    """Take the secret out of ``row``, which the caller saves; unsent, it is of no use any more."""
    if row.state == MessageState.QUEUED:
        row.state, row.error, row.done_at = MessageState.FAILED, TOO_LATE, at
    blank(row)


def blank(row: Message) -> None:
    """Take the secret out of ``row``, which the caller saves."""
    secret = dict(row.params).get(row.secret, "")
    row.params = [(name, rules.hidden(value, secret)) for name, value in row.params]
    row.text = rules.hidden(row.text, secret)
    row.readable_until = None


def forget_member(member_id: UUID, phone: str = "") -> None:
    """Take out of a member's messages to whom they went and what they said; that they went stays. Codes name nobody but the ``phone``."""
    whose = Q(member=member_id) | Q(phone=phone) if phone else Q(member=member_id)
    own = Message.objects.filter(whose)
    own.filter(state=MessageState.QUEUED).update(state=MessageState.FAILED, error="left")
    own.update(phone="", phone_tail="", params=[], text="", readable_until=None)
