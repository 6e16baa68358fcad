"""What one may do with members and levels."""

FIND = "members.find"
VIEW = "members.view"
REGISTER = "members.register"
CHANGE = "members.change"
SEE_PHONE = "members.see_phone"
SET_LEVELS = "members.set_levels"

ALL = frozenset({FIND, VIEW, REGISTER, CHANGE, SEE_PHONE, SET_LEVELS})
