"""What providers push to us without being asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.crypto import constant_time_compare

from tessera.kernel.actor import Actor
from tessera.messaging import errors, queries
from tessera.messaging.channels.sms import pushed
from tessera.messaging.channels.sms.pushed import Receipt
from tessera.messaging.usecases import consents, outbox


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider is told, in its own words, and whether the push could be read."""

    is_read: bool
    body: Mapping[str, object]


def take_pushed(
    *, actor: Actor, at: datetime, token: str, provider: str, what: str, body: bytes
) -> Answer:
    """Take ``receipts`` or ``replies`` that ``provider`` pushes; each is a story of its own.

    A receipt ends the message that it names; one that names no message that still waits changes
    nothing, so that a push may come any number of times. Raises Forbidden; NotFound
    ``messaging.not_expected`` unless the token is this installation's and the provider its own.
    Rule: domain handbook, 4.1 and 4.2; decision 12.
    """
    account = settings.SMS
    known = bool(account.push_token) and constant_time_compare(token, account.push_token)
    if not known or provider != account.provider or provider not in pushed.LANGUAGES:
        raise errors.not_expected()
    if what not in {pushed.RECEIPTS, pushed.REPLIES}:
        raise errors.not_expected()
    spoken = pushed.LANGUAGES[provider]
    try:
        news = list(pushed.read(provider, what, json.loads(body)))
    except (ValueError, RecursionError):
        return Answer(is_read=False, body=spoken.not_taken)
    for one in news:
        if isinstance(one, Receipt):
            _settle(actor, at, provider, one)
        else:
            consents.note_reply(actor=actor, at=at, phone=one.phone, text=one.text, said_at=one.at)
    return Answer(is_read=True, body=spoken.taken)


def _settle(actor: Actor, at: datetime, provider: str, receipt: Receipt) -> None:
    message_id = queries.find_awaited(
        provider=provider,
        phone=receipt.phone,
        message_id=receipt.message_id,
        reference=receipt.reference,
    )
    if message_id is not None:
        outbox.settle(
            actor=actor,
            at=at,
            message_id=message_id,
            state=receipt.state,
            reference=receipt.reference,
            error=receipt.error,
        )
