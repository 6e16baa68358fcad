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


@dataclass(frozen=True, slots=True)
class MembersMerging:
    """``gone_id`` is about to become part of ``keep_id``: what comes before members in the lock
    order, coupons and accounts, is put into the batch now.

    ``merge_id`` names the merge as a document. ``on`` is the business day of ``store_id``, the
    survivor's home store if any.
    """

    merge_id: UUID
    keep_id: UUID
    gone_id: UUID
    at: datetime
    on: date
    store_id: UUID | None


@dataclass(frozen=True, slots=True)
class MembersMerged:
    """``gone_id`` is ``keep_id`` now: rows about it that later work reads go to the survivor.

    Told once more within the hours after, for what was under way: listeners are idempotent.
    """

    keep_id: UUID
    gone_id: UUID
    at: datetime

    def job_arguments(self) -> tuple[str, str]:
        """What a handler after the commit gets: who stays, and who is gone."""
        return str(self.keep_id), str(self.gone_id)


@dataclass(frozen=True, slots=True)
class MemberHandedOver:
    """The membership is another person's from now on: sign-ins end, consents are asked anew."""

    member_id: UUID
    at: datetime

    def job_arguments(self) -> tuple[str, str]:
        """What a handler after the commit gets: the member's id and the instant (ISO 8601)."""
        return str(self.member_id), self.at.isoformat()


@dataclass(frozen=True, slots=True)
class GuideChanged:
    """These members were ``before``'s and are ``after``'s now; None is nobody."""

    member_ids: tuple[UUID, ...]
    before: UUID | None
    after: UUID | None
    at: datetime
