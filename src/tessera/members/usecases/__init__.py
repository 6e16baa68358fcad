"""Register members, change what is known of them, and define levels."""

from tessera.members.usecases.changing import change, replace_card, reveal_phone, show_card
from tessera.members.usecases.levels import change_level, define_level, redefine_level
from tessera.members.usecases.registering import register

__all__ = [
    "change",
    "change_level",
    "define_level",
    "redefine_level",
    "register",
    "replace_card",
    "reveal_phone",
    "show_card",
]
