"""Who was registered, and the digits that came to a phone."""

from dataclasses import dataclass
from uuid import UUID

from tessera.members.models import Member, Profile
from tessera.messaging.models import Message, OneTimeCode

AGREED = [
    {"purpose": "membership", "given": True, "version": 1},
    {"purpose": "sms_marketing", "given": False, "version": 1},
]
"""What somebody answers at a till."""


@dataclass(frozen=True)
class Registered:
    """A member as the row has it."""

    id: UUID
    phone: str | None
    came_by: str
    guardian_phone: str


def digits_sent_to(phone: str) -> str:
    """The newest code, as the customer reads it out."""
    newest = Message.objects.filter(phone__endswith=phone).latest("created_at", "id")
    return str(dict(newest.params)["code"])


def codes_sent() -> int:
    """How many codes were ever sent."""
    return OneTimeCode.objects.count()


def find_registered(text: str) -> Registered | None:
    """Who has this id, name, or end of a phone; None for nobody."""
    rows = Member.objects.select_related("invitation")
    found = [
        row for row in rows if text in {str(row.id), row.name} or (row.phone or "").endswith(text)
    ]
    if not found:
        return None
    (row,) = found
    profile = Profile.objects.filter(member=row).first()
    return Registered(
        id=row.id,
        phone=row.phone,
        came_by=row.invitation.code if row.invitation else "",
        guardian_phone=profile.guardian_phone if profile else "",
    )


def registered(text: str) -> Registered:
    """The same of somebody who must be there."""
    found = find_registered(text)
    assert found is not None, text
    return found
