"""Writes that several stories about members share; the caller owns the transaction."""

from tessera.members.operations.access import give_numbers, locked, member_at_home, referrer
from tessera.members.operations.guiding import (
    active_guide,
    carry_guide_over,
    change_guide,
    hand_over_piece,
    works_here,
)
from tessera.members.operations.invitations import invitation_of
from tessera.members.operations.joining import birthday_of, join, tell_handed_over
from tessera.members.operations.leaving import leave, still_member, turn_card
from tessera.members.operations.levels import lowest_level, save_level
from tessera.members.operations.merging import fill_gaps, mark_merged, move_relations
from tessera.members.operations.phones import move_phone
from tessera.members.operations.profiles import (
    NOBODY,
    forget_other_birthday,
    forget_person,
    keep_answers,
    keep_facts,
    set_birthday,
    set_photo,
)
from tessera.members.operations.records import record, record_level
from tessera.members.operations.tagging import TagMoves, Wanted, replace_rule_tags
from tessera.members.operations.telling import keep_told
from tessera.members.queries import today_of

__all__ = [
    "NOBODY",
    "TagMoves",
    "Wanted",
    "active_guide",
    "birthday_of",
    "carry_guide_over",
    "change_guide",
    "fill_gaps",
    "forget_other_birthday",
    "forget_person",
    "give_numbers",
    "hand_over_piece",
    "invitation_of",
    "join",
    "keep_answers",
    "keep_facts",
    "keep_told",
    "leave",
    "locked",
    "lowest_level",
    "mark_merged",
    "member_at_home",
    "move_phone",
    "move_relations",
    "record",
    "record_level",
    "referrer",
    "replace_rule_tags",
    "save_level",
    "set_birthday",
    "set_photo",
    "still_member",
    "tell_handed_over",
    "today_of",
    "turn_card",
    "works_here",
]
