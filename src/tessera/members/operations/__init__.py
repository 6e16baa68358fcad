"""Writes that several stories about members share; the caller owns the transaction."""

from tessera.members.operations.access import give_numbers, locked, member_at_home, referrer
from tessera.members.operations.invitations import invitation_of
from tessera.members.operations.joining import birthday_of, join, today_of
from tessera.members.operations.levels import lowest_level, save_level
from tessera.members.operations.profiles import (
    forget_other_birthday,
    keep_answers,
    keep_facts,
    set_birthday,
    set_photo,
)
from tessera.members.operations.records import record, record_level
from tessera.members.operations.tagging import TagMoves, Wanted, replace_rule_tags

__all__ = [
    "TagMoves",
    "Wanted",
    "birthday_of",
    "forget_other_birthday",
    "give_numbers",
    "invitation_of",
    "join",
    "keep_answers",
    "keep_facts",
    "locked",
    "lowest_level",
    "member_at_home",
    "record",
    "record_level",
    "referrer",
    "replace_rule_tags",
    "save_level",
    "set_birthday",
    "set_photo",
    "today_of",
]
