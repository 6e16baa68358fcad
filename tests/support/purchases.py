"""What the books know of a member's purchases, for rooms beside sales."""

from uuid import UUID

from tessera.sales.models import Sale


def purchases_of(member_id: UUID) -> int:
    """How many sales name the member."""
    return Sale.objects.filter(member=member_id).count()
