"""What happens to coupons when members become one, inside the same transaction."""

from tessera.members.events import MembersMerging
from tessera.offers import operations
from tessera.platform.batch import Batch


def hand_over(event: MembersMerging, batch: Batch) -> None:
    """Give the survivor the duplicate's coupons, used and unused (CASES 14)."""
    operations.hand_over(batch, gone_id=event.gone_id, keep_id=event.keep_id)
