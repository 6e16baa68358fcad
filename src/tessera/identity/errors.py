"""Refusals at the members' door."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def too_many_tries() -> Conflict:
    """This phone, device or network address failed too often lately."""
    return Conflict(
        "identity.too_many_tries",
        gettext_noop("Too many attempts. Wait half an hour, or sign in by a code."),
    )


def session_ended() -> Forbidden:
    """The device is not signed in (any more)."""
    return Forbidden("identity.session_ended", gettext_noop("Sign in to go on."))


def proof_needed() -> Forbidden:
    """What opens the door is changed only right after proving who one is."""
    return Forbidden(
        "identity.proof_needed",
        gettext_noop("To change this, first confirm by a code that it is you."),
    )


def password_weak(*, advice: str) -> Invalid:
    """The password does not meet the validators of the settings."""
    return Invalid(
        "identity.password_weak",
        gettext_noop("Choose a stronger password. %(advice)s"),
        advice=advice,
    )


def consent_needed() -> Invalid:
    """Nobody becomes a member without agreeing to be one."""
    return Invalid(
        "identity.consent_needed",
        gettext_noop("Agree to “Membership” to get your card."),
    )


def code_needed() -> Forbidden:
    """The brand has every phone confirmed before it becomes a member's."""
    return Forbidden(
        "identity.code_needed",
        gettext_noop(
            "Confirm the phone first: send it a code, and type what the customer reads out. Or let them scan the till's code and join by themselves."
        ),
    )


def order_differs(*, order: str) -> Conflict:
    """One order is one customer's."""
    return Conflict(
        "identity.order_differs",
        gettext_noop(
            "Order %(order)s came with another phone before. Send each order with its own reference."
        ),
        order=order,
    )


def order_needed() -> Invalid:
    """An order without a reference could not be told from another."""
    return Invalid("identity.order_needed", gettext_noop("Send the reference of the order."))


def guardian_unneeded() -> Conflict:
    """From 14 on one speaks for oneself (domain handbook, section 2)."""
    return Conflict(
        "identity.guardian_unneeded",
        gettext_noop(
            "A guardian speaks for children under 14 only. Check the birthday, or leave the guardian out."
        ),
    )


def membership_stays() -> Conflict:
    """Membership is not withdrawn by a switch: points and money hang on it."""
    return Conflict(
        "identity.membership_stays",
        gettext_noop(
            "To end your membership, choose “End my membership” under Me: what you hold is settled first."
        ),
    )


def passkey_unproved() -> Forbidden:
    """The device's answer did not fit what it was asked."""
    return Forbidden(
        "identity.passkey_unproved",
        gettext_noop("The device did not make a passkey. Try again, or sign in by a code."),
    )


def passkey_taken() -> Conflict:
    """A passkey that is kept already."""
    return Conflict(
        "identity.passkey_taken", gettext_noop("This device has a passkey for the card already.")
    )


def money_left(*, amount_minor: int) -> Conflict:
    """There is stored value that was paid in."""
    return Conflict(
        "identity.money_left",
        gettext_noop(
            "There is still stored value on your card. Have it paid out in a store first, or say that you give it up."
        ),
        amount_minor=amount_minor,
    )


def outside_unknown() -> NotFound:
    """No such provider here, or not for this browser."""
    return NotFound(
        "identity.outside_unknown", gettext_noop("Signing in this way is not offered here.")
    )


def outside_elsewhere() -> Forbidden:
    """What came back was not begun in this browser, or more than ten minutes ago, or is used."""
    return Forbidden(
        "identity.outside_elsewhere",
        gettext_noop("This sign-in was not begun on this device, or too long ago. Begin it again."),
    )


def outside_declined() -> Forbidden:
    """Somebody said no there."""
    return Forbidden(
        "identity.outside_declined",
        gettext_noop("You did not agree there, so nothing was done. Try again, or use a code."),
    )


def outside_unproved() -> Forbidden:
    """The provider does not know the code that came back, or its answer is not its own."""
    return Forbidden(
        "identity.outside_unproved",
        gettext_noop("It was not confirmed there who you are. Begin it again, or use a code."),
    )


def outside_busy() -> Conflict:
    """The provider does not answer, or not now."""
    return Conflict(
        "identity.outside_busy",
        gettext_noop("No answer came from there. Try again in a moment, or use a code."),
    )


def outside_snapshot() -> Conflict:
    """WeChat shows a snapshot to somebody who is nobody (handbook 4.3)."""
    return Conflict(
        "identity.outside_snapshot",
        gettext_noop(
            "WeChat shows only a snapshot of this page. Tap the full service at the bottom right, then sign in again."
        ),
    )


def outside_taken() -> Conflict:
    """The account opens somebody else's card."""
    return Conflict(
        "identity.outside_taken",
        gettext_noop("That account opens another card. Sign in with it and remove it there first."),
    )


def outside_has_other() -> Conflict:
    """A card has one account of each provider."""
    return Conflict(
        "identity.outside_has_other",
        gettext_noop("Your card has another account of this kind. Remove that one first."),
    )
