"""News from members. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody became a member, and who brought them: bound now, for good.

    ``joined_on`` is the business day of the home store; ``store_id`` is None without one.
    """

    member_id: UUID
    at: datetime
    joined_on: date
    store_id: UUID | None
    invitation_id: UUID | None
    referred_by: UUID | None

    def job_arguments(self) -> tuple[str, str]:
        """What a handler after the commit gets: the member's id and the instant (ISO 8601)."""
        return str(self.member_id), self.at.isoformat()
