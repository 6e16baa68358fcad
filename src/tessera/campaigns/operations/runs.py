"""Beginning to look at everybody."""

from datetime import datetime
from uuid import UUID

from tessera.campaigns.models import RunState, TagRun
from tessera.campaigns.operations.watching import lock_watch
from tessera.campaigns.queries.lifecycle import brand_day
from tessera.kernel.ids import uuid7
from tessera.members.models import Member
from tessera.platform import jobs


def begin_run(*, at: datetime, tag_id: UUID | None = None) -> UUID:
    """Begin to look at all members, for one tag or for all; the worker goes on from here.

    It takes the place of those that run for the same tag, and one for all of any: a run that
    somebody killed long ago does not stand in the way.
    """
    watch = lock_watch()
    others = TagRun.objects.filter(state=RunState.RUNNING)
    if tag_id is not None:
        others = others.filter(tag=tag_id)
    others.update(state=RunState.REPLACED, moved_at=at)
    run = TagRun.objects.create(
        id=uuid7(),
        tag_id=tag_id,
        business_on=brand_day(at),
        begun_at=at,
        moved_at=at,
        total_count=Member.objects.filter(merged_into=None, left_at=None).count(),
    )
    if watch.seen_at is None or (tag_id is None and watch.seen_at < at):
        watch.seen_at = at
        watch.save(update_fields=["seen_at"])
    jobs.enqueue("tessera.campaigns.jobs.recompute")
    return run.id
