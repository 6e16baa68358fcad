"""Writes of referral for other stories; the caller owns the transaction."""

import hashlib
from datetime import datetime
from uuid import UUID

from tessera.rewards.models import Trace

KINDS = frozenset({"address", "device", "card", "staff"})
"""What a trace may be: of a sign-in or a payment, or that the member works here."""


def note_trace(*, member_id: UUID, kind: str, value: str, at: datetime) -> None:
    """Keep, as a digest, something that a member left behind; two who left the same within a
    day may be one. ``staff`` says that the member works here, whatever the value.

    Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"a trace of kind {kind}")
    digest = hashlib.sha256(value.strip().lower().encode()).hexdigest()
    Trace.objects.create(member_id=member_id, kind=kind, digest=digest, at=at)
