"""Posters, and what became of who came by them."""

from uuid import UUID

from tessera.members import operations
from tessera.members.models import Member
from tessera.members.queries import InvitationFacts
from tests.support.shop import Shop


def poster_of(shop: Shop) -> InvitationFacts:
    """The store's poster."""
    return operations.invitation_of(kind="store", store_id=shop.store_id)


def home_and_invitation(phone: str) -> tuple[UUID | None, UUID | None]:
    """Where the member with this phone, in E.164, is at home, and by which invitation they came."""
    row = Member.objects.get(phone=phone)
    return row.home_store_id, row.invitation_id
