"""What was redeemed is handed out by a sale; it follows members who are merged, and ends with
those who leave."""

from tessera.identity.events import MemberLeft
from tessera.members import errors as member_errors
from tessera.members.events import MembersMerged
from tessera.platform.batch import Batch
from tessera.rewards import operations
from tessera.rewards.models import Redemption, RedemptionState
from tessera.rewards.queries.taking import check_there
from tessera.sales.events import SaleCompleted


def hand_out(event: SaleCompleted, batch: Batch) -> None:
    """Mark what the exchange coupons of a sale fetched as handed out. A sale without one reads
    nothing here.

    Raises Conflict ``rewards.elsewhere`` in a store that does not have the reward, and
    ``members.card_blocked`` for a lost card: whoever has it may have its codes as well.
    """
    used = [coupon.id for coupon in event.coupons if coupon.exchange is not None]
    if not used:
        return
    if event.member is not None and event.member.is_blocked:
        raise member_errors.card_blocked()
    rows = Redemption.objects.filter(coupon__in=used).prefetch_related("reward__stores")
    for row in rows:
        check_there(row.reward, event.store_id)
        put = {
            "state": RedemptionState.HANDED_OUT,
            "ended_at": event.at,
            "sale_id": event.sale_id,
        }
        batch.change(Redemption, row.id, put=put, expect={"state": RedemptionState.RESERVED})


def merge_redemptions(event: MembersMerged, _: Batch) -> None:
    """Let the survivor pick up what the duplicate redeemed (CASES 14)."""
    operations.hand_over(keep=event.keep_id, gone=event.gone_id)


def end_redemptions(event: MemberLeft, batch: Batch) -> None:
    """What waits for somebody who leaves is there for others again."""
    operations.end_all(batch, event.member_id, event.at)
