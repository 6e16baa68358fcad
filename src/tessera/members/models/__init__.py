"""The tables of this room."""

from tessera.members.models.filters import SavedFilter
from tessera.members.models.guides import GuideCause, GuideChange, GuidePolicy, HandOver
from tessera.members.models.invitation import Invitation, InvitationKind
from tessera.members.models.member import Level, Member
from tessera.members.models.past import MemberPhone
from tessera.members.models.profile import (
    AgeBand,
    Audience,
    CustomField,
    FamilyLink,
    FieldKind,
    FieldValue,
    Gender,
    Note,
    Profile,
    Relation,
)
from tessera.members.models.tags import MemberTag, Tag, TagPast, TagSource

__all__ = [
    "AgeBand",
    "Audience",
    "CustomField",
    "FamilyLink",
    "FieldKind",
    "FieldValue",
    "Gender",
    "GuideCause",
    "GuideChange",
    "GuidePolicy",
    "HandOver",
    "Invitation",
    "InvitationKind",
    "Level",
    "Member",
    "MemberPhone",
    "MemberTag",
    "Note",
    "Profile",
    "Relation",
    "SavedFilter",
    "Tag",
    "TagPast",
    "TagSource",
]
