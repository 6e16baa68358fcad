"""Refusals of joining: invitations and who referred whom."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def referrer_not_found() -> NotFound:
    """Nobody has the card or phone of the person who is said to have referred."""
    return NotFound(
        "members.referrer_not_found",
        gettext_noop("Nobody has the card or phone of who referred. Check it, or leave it out."),
    )


def self_referral() -> Conflict:
    """People do not refer themselves."""
    return Conflict(
        "members.self_referral", gettext_noop("Nobody refers themselves. Leave the referrer out.")
    )


def invitation_not_found() -> NotFound:
    """No invitation has this code."""
    return NotFound(
        "members.invitation_not_found",
        gettext_noop("There is no such invitation. Check the code, or leave it out."),
    )


def invitation_invalid() -> Invalid:
    """An invitation without who invites."""
    return Invalid(
        "members.invitation_invalid",
        gettext_noop("Choose the store, till, guide, member or campaign that invites."),
    )
