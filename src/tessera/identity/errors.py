"""Refusals at the members' door."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, gettext_noop


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
        gettext_noop("Agree to the membership terms to get your card."),
    )


def membership_stays() -> Conflict:
    """Membership is not withdrawn by a switch: points and money hang on it."""
    return Conflict(
        "identity.membership_stays",
        gettext_noop("To end your membership, close your account: what you hold is settled first."),
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
