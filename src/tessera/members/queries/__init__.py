"""Reads of members: facts for other rooms, searches and lists within the actor's scope."""

from tessera.members.queries.browse import (
    Profile,
    card_qr_svg,
    get_member,
    get_profile,
    list_members,
)
from tessera.members.queries.facts import (
    LevelFacts,
    MemberFacts,
    MemberView,
    get_level,
    list_levels,
    member_of,
    select_member,
)
from tessera.members.queries.invitations import (
    InvitationFacts,
    facts_of_invitation,
    find_invitation,
    survivor_of,
)
from tessera.members.queries.search import find_by_card, find_by_phone_or_card, search
from tessera.members.rules import mask_card, mask_phone

__all__ = [
    "InvitationFacts",
    "LevelFacts",
    "MemberFacts",
    "MemberView",
    "Profile",
    "card_qr_svg",
    "facts_of_invitation",
    "find_by_card",
    "find_by_phone_or_card",
    "find_invitation",
    "get_level",
    "get_member",
    "get_profile",
    "list_levels",
    "list_members",
    "mask_card",
    "mask_phone",
    "member_of",
    "search",
    "select_member",
    "survivor_of",
]
