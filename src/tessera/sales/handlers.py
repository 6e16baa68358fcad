"""What sales does when members become one, inside the same transaction."""

from tessera.members.events import MembersMerged
from tessera.platform.batch import Batch
from tessera.sales import operations


def merge_buyers(event: MembersMerged, _: Batch) -> None:
    """Count the duplicate's purchases for the survivor (CASES 14)."""
    operations.merge_buyers(keep=event.keep_id, gone=event.gone_id)
