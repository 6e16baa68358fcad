"""What one may do with members and levels."""

FIND = "members.find"
VIEW = "members.view"
REGISTER = "members.register"
CHANGE = "members.change"
SEE_PHONE = "members.see_phone"
SET_LEVELS = "members.set_levels"
TAG = "members.tag"
WRITE_NOTES = "members.write_notes"
SEE_MANAGERS_NOTES = "members.see_managers_notes"
DEFINE = "members.define"
INVITE = "members.invite"
MERGE = "members.merge"
TRANSFER_CARD = "members.transfer_card"
EXPORT = "members.export"
ASSIGN_GUIDE = "members.assign_guide"
BLOCK_CARD = "members.block_card"
SET_EARNING = "members.set_earning"

GROW_UP = "members.grow_up"
"""What the machinery does to children when they are 14."""

HAND_OVER = "members.hand_over"
"""What the machinery does when a guide's members go to another."""

OWN = "members.own"
"""What members may do about themselves; no role of staff has it."""

ALL = frozenset(
    {
        FIND,
        VIEW,
        REGISTER,
        CHANGE,
        SEE_PHONE,
        SET_LEVELS,
        TAG,
        WRITE_NOTES,
        SEE_MANAGERS_NOTES,
        DEFINE,
        INVITE,
        MERGE,
        TRANSFER_CARD,
        EXPORT,
        ASSIGN_GUIDE,
        BLOCK_CARD,
        SET_EARNING,
    }
)
