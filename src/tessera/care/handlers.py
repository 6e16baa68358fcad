"""What care does when members become one, leave or change hands, inside the same transaction."""

from datetime import datetime
from uuid import UUID

from tessera.care import rules
from tessera.care.models import Task
from tessera.identity.events import MemberLeft
from tessera.members.events import GuideChanged, MemberHandedOver, MembersMerged
from tessera.messaging import operations as messaging
from tessera.platform.batch import Batch
from tessera.rewards.events import ReferralTakenBack


def call_thanks_back(event: ReferralTakenBack, batch: Batch) -> None:
    """Nobody is thanked for what is theirs no more, if the words are not out yet."""
    del batch
    messaging.call_back(cause=rules.cause_of_reward(event.reward_id), at=event.at)


def merge_tasks(event: MembersMerged, batch: Batch) -> None:
    """Tasks go along with the member; of two of a kind the survivor's stays open."""
    del batch
    own = Task.objects.filter(member=event.keep_id, state=rules.OPEN).values("kind")
    double = Task.objects.filter(member=event.gone_id, kind__in=own)
    double.filter(state=rules.OPEN).update(state=rules.DISMISSED, closed_at=event.at)
    Task.objects.filter(member=event.gone_id).update(member=event.keep_id)
    Task.objects.filter(about=event.gone_id).update(about=event.keep_id)


def pass_tasks_on(event: GuideChanged, batch: Batch) -> None:
    """What is open for a member goes along to the new guide; a colleague who took it keeps it."""
    del batch
    open_ones = Task.objects.filter(member__in=event.member_ids, state=rules.OPEN)
    open_ones.filter(guide=event.before).update(guide=event.after)


def forget_tasks(event: MemberLeft, batch: Batch) -> None:
    """Nobody is called who has left, and what was written about them goes."""
    del batch
    _end(event.member_id, event.at)


def end_tasks(event: MemberHandedOver, batch: Batch) -> None:
    """What was to be said to one person is not said to another."""
    del batch
    _end(event.member_id, event.at)


def _end(member_id: UUID, at: datetime) -> None:
    own = Task.objects.filter(member=member_id)
    own.filter(state=rules.OPEN).update(state=rules.DISMISSED, closed_at=at)
    own.update(note="")
    Task.objects.filter(about=member_id).update(about=None)
