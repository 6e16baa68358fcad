"""What the register keeps of a buyer, read as a sale reads it."""

from uuid import UUID

from tessera.platform import reads
from tessera.sales.queries.buyers import BuyerFacts, buyer_of, select_buyer


def get_buyer(member_id: UUID) -> BuyerFacts:
    """What one member bought so far."""
    found = reads.gather({"buyer": select_buyer(member_id)})
    return buyer_of(found["buyer"]) or BuyerFacts(member_id)
