"""What every carrier of short messages does, and what all share in speaking to a provider."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import httpx

from tessera.messaging.operations.outbox import Parcel

TIMEOUT = httpx.Timeout(10, connect=5)

QUEUED, SENT, DELIVERED, FAILED, UNKNOWN = "queued", "sent", "delivered", "failed", "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a message now.

    ``queued``: surely not taken, may be handed over again. ``sent``: taken, no receipt yet.
    ``unknown``: nobody knows whether it was taken, or the provider has no record of it.
    """

    state: str
    reference: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was handed over, to be asked about."""

    message_id: UUID
    phone: str
    reference: str
    sent_at: datetime


class Carrier(Protocol):
    """Somebody who carries short messages. Neither call may be made in a transaction."""

    name: str

    def send(self, parcel: Parcel) -> Answer:
        """Hand a message over, once."""

    def ask(self, sent: Sent) -> Answer | None:
        """What became of it; None where the provider could not be asked."""


def send_safely(call: Callable[[], httpx.Response], read: Callable[[Any], Answer]) -> Answer:
    """Hand over by ``call`` and understand the answer by ``read``, whatever the line does.

    Only a line that never stood shows that nothing was taken. A provider that does not answer,
    or in no way that can be read, may have taken the message.
    """
    try:
        response = call()
        return read(response.json())
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        return Answer(QUEUED, error="own.unreachable")
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Answer(UNKNOWN, error="own.no_answer")


def ask_safely(
    call: Callable[[], httpx.Response], read: Callable[[Any], Answer | None]
) -> Answer | None:
    """Ask by ``call``; None where no answer can be had."""
    try:
        return read(call().json())
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def no_record(sent: Sent) -> Answer:
    """Nothing is told of the message: it waits for its receipt if it was taken for certain."""
    return Answer(SENT) if sent.reference else Answer(UNKNOWN, error="own.not_taken")
