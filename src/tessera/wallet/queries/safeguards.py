"""What a member has set up for spending stored value."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.wallet.models import Safeguard


@dataclass(frozen=True, slots=True)
class SafeguardFacts:
    """Whether there is a PIN, until when the card is locked, and the member's own mark."""

    has_pin: bool = False
    locked_until: datetime | None = None
    low_mark_minor: int | None = None


def proved_at(member_id: UUID) -> datetime | None:
    """When the member's PIN or code was right the last time."""
    return Safeguard.objects.filter(member=member_id).values_list("proved_at", flat=True).first()


def get_safeguard(member_id: UUID, at: datetime) -> SafeguardFacts:
    """What a member has set up; nothing yet for most."""
    row = Safeguard.objects.filter(member=member_id).first()
    if row is None:
        return SafeguardFacts()
    locked = row.locked_until if row.locked_until and row.locked_until > at else None
    return SafeguardFacts(bool(row.pin_digest), locked, row.low_mark_minor)
