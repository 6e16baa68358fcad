"""Refusals of levels."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def level_not_found() -> NotFound:
    """No such level."""
    return NotFound(
        "members.level_not_found", gettext_noop("There is no such level. Choose another.")
    )


def level_missing() -> Conflict:
    """Nobody has defined a level."""
    return Conflict("members.level_missing", gettext_noop("Define a level first."))


def level_taken() -> Conflict:
    """Two levels may not share a name or a rank."""
    return Conflict(
        "members.level_taken",
        gettext_noop("Another level has this name or rank. Choose another."),
    )


def level_same() -> Conflict:
    """A move to where the member is."""
    return Conflict("members.level_same", gettext_noop("The member has this level already."))


def discount_invalid() -> Invalid:
    """Not a share."""
    return Invalid(
        "members.discount_invalid", gettext_noop("A discount lies between 0 and 100 per cent.")
    )


def rank_invalid() -> Invalid:
    """Not a rank."""
    return Invalid("members.rank_invalid", gettext_noop("A rank lies between 1 and 99."))
