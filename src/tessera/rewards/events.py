"""News from rewards. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LevelMoved:
    """A member came to another level, up or down, for ``cause``; the move ``move_id`` says more."""

    move_id: UUID
    member_id: UUID
    before_id: UUID
    after_id: UUID
    cause: str
    at: datetime

    def job_arguments(self) -> tuple[str]:
        """What a handler after the commit gets."""
        return (str(self.move_id),)


@dataclass(frozen=True, slots=True)
class LevelWillDrop:
    """A member will drop to the level ``to`` on the day ``on``, unless ``missing`` more of
    ``measure`` counts before: minor units paid, points earned, or growth value."""

    member_id: UUID
    to: UUID
    on: date
    measure: str
    missing: int

    def job_arguments(self) -> tuple[str, str, str, str, int]:
        """What a handler after the commit gets."""
        return str(self.member_id), str(self.to), self.on.isoformat(), self.measure, self.missing


@dataclass(frozen=True, slots=True)
class ReferralRewarded:
    """Somebody who brought a member, or the member, was given something: time to say thanks.

    ``unit`` is ``points`` or ``bonus`` (minor units). By ``follow_up_by`` a colleague should
    have spoken to the one who brought.
    """

    reward_id: UUID
    member_id: UUID
    referee_id: UUID
    role: str
    unit: str
    amount: int
    follow_up_by: date

    def job_arguments(self) -> tuple[str, str]:
        """What a handler after the commit gets: the reward, and the day of the follow-up."""
        return str(self.reward_id), self.follow_up_by.isoformat()


@dataclass(frozen=True, slots=True)
class ReferralTakenBack:
    """Nothing is left of a reward: what was bought came back."""

    reward_id: UUID
    at: datetime
