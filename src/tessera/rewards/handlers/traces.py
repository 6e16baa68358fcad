"""What members leave behind when they come in: two who are one person show by it."""

from tessera.identity.events import MemberEntered, MemberLeft
from tessera.platform.batch import Batch
from tessera.rewards import operations
from tessera.rewards.models import Trace


def note_traces(event: MemberEntered, batch: Batch) -> None:
    """Keep where and on what a member came in, as digests (domain handbook 5.12)."""
    del batch
    for kind, value in (("address", event.address), ("device", event.device)):
        if value:
            operations.note_trace(member_id=event.member_id, kind=kind, value=value, at=event.at)


def forget_traces(event: MemberLeft, batch: Batch) -> None:
    """Whoever left is not recognised any more."""
    del batch
    Trace.objects.filter(member=event.member_id).delete()


def remember_leaving(event: MemberLeft, batch: Batch) -> None:
    """Whoever leaves and joins again is not brought anew."""
    del batch
    if event.phone:
        operations.remember_leaving(member_id=event.member_id, phone=event.phone, at=event.at)
