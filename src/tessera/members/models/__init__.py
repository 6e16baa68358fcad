"""The tables of this room."""

from tessera.members.models.invitation import Invitation, InvitationKind
from tessera.members.models.member import Level, Member
from tessera.members.models.profile import Profile

__all__ = ["Invitation", "InvitationKind", "Level", "Member", "Profile"]
