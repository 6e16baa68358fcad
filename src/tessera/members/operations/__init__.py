"""Writes that several stories about members share; the caller owns the transaction."""

from tessera.members.operations.access import give_numbers, locked, member_at_home, referrer
from tessera.members.operations.invitations import invitation_of
from tessera.members.operations.joining import birthday_of, join, today_of
from tessera.members.operations.levels import lowest_level, save_level
from tessera.members.operations.records import record, record_level

__all__ = [
    "birthday_of",
    "give_numbers",
    "invitation_of",
    "join",
    "locked",
    "lowest_level",
    "member_at_home",
    "record",
    "record_level",
    "referrer",
    "save_level",
    "today_of",
]
