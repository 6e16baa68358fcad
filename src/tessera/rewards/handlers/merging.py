"""What rewards does when members become one, inside the same transaction."""

from tessera.members.events import MembersMerged
from tessera.platform.batch import Batch
from tessera.rewards import operations


def merge_standings(event: MembersMerged, _: Batch) -> None:
    """Let what counted for the duplicate count for the survivor (CASES 14)."""
    operations.merge_standings(keep=event.keep_id, gone=event.gone_id, at=event.at)
