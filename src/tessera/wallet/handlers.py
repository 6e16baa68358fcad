"""What the wallet does when members become one, inside the same transaction."""

from tessera.members.events import MembersMerging
from tessera.platform.batch import Batch
from tessera.wallet import operations
from tessera.wallet.operations import cards


def carry_over(event: MembersMerging, batch: Batch) -> None:
    """Give the survivor whatever the duplicate holds, its cards as well, is promised or owes (CASES
    14)."""
    operations.check_not_frozen(event.gone_id)
    operations.check_nothing_aside(event.gone_id)
    operations.move_acceptances(gone_id=event.gone_id, keep_id=event.keep_id)
    cards.hand_over(batch, gone_id=event.gone_id, keep_id=event.keep_id)
    operations.hand_over_parts(batch, gone_id=event.gone_id, keep_id=event.keep_id)
    operations.carry_over(
        batch,
        gone_id=event.gone_id,
        keep_id=event.keep_id,
        document_id=event.merge_id,
        store_id=event.store_id,
        at=event.at,
        business_on=event.on,
    )
