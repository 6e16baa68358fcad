"""Reads of members: facts for other rooms, searches and lists within the actor's scope."""

from tessera.members.queries.browse import (
    Profile,
    card_qr_svg,
    get_member,
    get_profile,
    list_members,
)
from tessera.members.queries.definitions import (
    BandFacts,
    FieldFacts,
    TagFacts,
    age_band_of,
    get_field,
    get_tag,
    list_age_bands,
    list_fields,
    list_tags,
)
from tessera.members.queries.duplicates import Duplicates, list_duplicates
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
)
from tessera.members.queries.own import OwnView, find_own_invitation, get_own, get_own_phone
from tessera.members.queries.profiles import (
    Answer,
    NoteFacts,
    ProfileFacts,
    Relative,
    TagOnMember,
    birthdays_of,
    get_profile_facts,
    is_guarded,
    tags_of,
)
from tessera.members.queries.search import find_by_card, find_by_phone_or_card, search
from tessera.members.queries.survivors import UNDER_WAY, list_ids_of, list_merged, survivor_of
from tessera.members.rules import mask_card, mask_phone

__all__ = [
    "UNDER_WAY",
    "Answer",
    "BandFacts",
    "Duplicates",
    "FieldFacts",
    "InvitationFacts",
    "LevelFacts",
    "MemberFacts",
    "MemberView",
    "NoteFacts",
    "OwnView",
    "Profile",
    "ProfileFacts",
    "Relative",
    "TagFacts",
    "TagOnMember",
    "age_band_of",
    "birthdays_of",
    "card_qr_svg",
    "facts_of_invitation",
    "find_by_card",
    "find_by_phone_or_card",
    "find_invitation",
    "find_own_invitation",
    "get_field",
    "get_level",
    "get_member",
    "get_own",
    "get_own_phone",
    "get_profile",
    "get_profile_facts",
    "get_tag",
    "is_guarded",
    "list_age_bands",
    "list_duplicates",
    "list_fields",
    "list_ids_of",
    "list_levels",
    "list_members",
    "list_merged",
    "list_tags",
    "mask_card",
    "mask_phone",
    "member_of",
    "search",
    "select_member",
    "survivor_of",
    "tags_of",
]
