"""Members who are children."""

from uuid import UUID

from tessera.members.models import Profile


def guard(member_id: UUID) -> None:
    """Give a member a guardian."""
    Profile.objects.update_or_create(
        member_id=member_id, defaults={"guardian_phone": "+8613900000001"}
    )
