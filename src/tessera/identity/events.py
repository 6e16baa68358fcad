"""News from the members' door. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MemberEntered:
    """A member came in from a network ``address`` on a device with the mark ``device``."""

    member_id: UUID
    address: str
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A membership has ended: what follows the person anywhere is to be forgotten.

    ``phone`` is the one that the membership had, empty where there was none; who listens keeps
    nothing by which it could be read again.
    """

    member_id: UUID
    at: datetime
    phone: str = ""
