"""Make two members one. It cannot be undone."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, queries, rules
from tessera.members.events import MembersMerged, MembersMerging
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.members.queries.facts import view_of
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase


@usecase(permission=permissions.MERGE, audit="member.merged")
def merge(*, actor: Actor, at: datetime, keep_id: UUID, gone_id: UUID, reason: str) -> MemberView:
    """Make ``gone_id``, a duplicate, part of ``keep_id``, for good (CASES 14).

    Every card, phone, number and invitation of the duplicate finds who stays. Balances and
    lots move in one entry, coupons with them; documents stay as they were written. Nothing
    undoes it.

    Raises Forbidden beyond the actor's stores, of either; NotFound ``members.not_found``;
    Conflict ``members.merge_same``, ``members.merged_already``, ``members.own_card`` for one's own; Invalid
    ``members.reason_needed``.
    """
    why = rules.reason(reason)
    if keep_id == gone_id:
        raise errors.merge_same()
    if queries.is_own_of(actor, {keep_id, gone_id}):
        raise errors.own_card()
    keep, gone = (
        operations.member_at_home(actor, member_id, permissions.MERGE)
        for member_id in (keep_id, gone_id)
    )
    if keep.merged_into_id or gone.merged_into_id:
        raise errors.merged_already()
    _publish(_merging(keep, gone, at))
    operations.mark_merged(keep=keep, gone=gone, at=at)
    operations.fill_gaps(keep=keep, gone=gone)
    operations.carry_guide_over(keep=keep, gone=gone, actor=actor, at=at)
    operations.move_relations(keep=keep, gone=gone)
    _publish(MembersMerged(keep_id=keep.id, gone_id=gone.id, at=at))
    operations.record(actor, at, "member.merged", keep, gone=str(gone.id), reason=why)
    return view_of(Member.objects.select_related("level").get(id=keep.id), actor)


@usecase(permission=permissions.MERGE, audit="member.merges_settled")
def settle_merges(*, actor: Actor, at: datetime) -> int:
    """Tell once more of merges in the last hours; how many.

    A sale that had read the duplicate before and was written after has left rows with it.
    Raises Forbidden to whoever may not do so in every store.
    """
    actor.require_everywhere(permissions.MERGE)
    late = queries.list_merged(since=at - queries.UNDER_WAY)
    for keep_id, gone_id in late:
        _publish(MembersMerged(keep_id=keep_id, gone_id=gone_id, at=at))
    data = {"members": len(late)}
    audit.record(actor=actor, at=at, action="member.merges_settled", subject="merges", data=data)
    return len(late)


def _merging(keep: Member, gone: Member, at: datetime) -> MembersMerging:
    store_id = keep.home_store_id or gone.home_store_id
    return MembersMerging(
        merge_id=uuid7(),
        keep_id=keep.id,
        gone_id=gone.id,
        at=at,
        on=operations.today_of(store_id, at),
        store_id=store_id,
    )


def _publish(event: MembersMerging | MembersMerged) -> None:
    """Each in a batch of its own: coupons, accounts and lots are locked before members."""
    batch = Batch()
    events.publish(event, batch)
    batch.flush()
