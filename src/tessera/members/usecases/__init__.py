"""Stories about members: joining, being known, tags, cards and levels."""

from tessera.members.usecases.blocking import (
    block_card,
    block_own_card,
    unblock_card,
    unblock_own_card,
)
from tessera.members.usecases.changing import (
    change,
    replace_card,
    reveal_phone,
    set_earning,
    show_card,
    transfer_card,
)
from tessera.members.usecases.children import come_of_age
from tessera.members.usecases.definitions import (
    change_field,
    change_tag,
    define_age_band,
    define_field,
    define_tag,
    remove_age_band,
)
from tessera.members.usecases.guiding import (
    assign_guide,
    begin_hand_over,
    go_on_handing_over,
    set_guide_policy,
)
from tessera.members.usecases.inviting import invite
from tessera.members.usecases.levels import define_level, redefine_level
from tessera.members.usecases.lists import drop_filter, export_members, keep_filter
from tessera.members.usecases.merging import merge, settle_merges
from tessera.members.usecases.own import own_invitation
from tessera.members.usecases.profiles import (
    answer_fields,
    change_profile,
    set_birthday,
    set_photo,
)
from tessera.members.usecases.registering import register
from tessera.members.usecases.relations import link_family, unlink_family, write_note
from tessera.members.usecases.staffing import name_own_card
from tessera.members.usecases.tagging import remove_tag, set_tag

__all__ = [
    "answer_fields",
    "assign_guide",
    "begin_hand_over",
    "block_card",
    "block_own_card",
    "change",
    "change_field",
    "change_profile",
    "change_tag",
    "come_of_age",
    "define_age_band",
    "define_field",
    "define_level",
    "define_tag",
    "drop_filter",
    "export_members",
    "go_on_handing_over",
    "invite",
    "keep_filter",
    "link_family",
    "merge",
    "name_own_card",
    "own_invitation",
    "redefine_level",
    "register",
    "remove_age_band",
    "remove_tag",
    "replace_card",
    "reveal_phone",
    "set_birthday",
    "set_earning",
    "set_guide_policy",
    "set_photo",
    "set_tag",
    "settle_merges",
    "show_card",
    "transfer_card",
    "unblock_card",
    "unblock_own_card",
    "unlink_family",
    "write_note",
]
