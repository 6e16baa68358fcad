"""Refusals before stored value is spent."""

from datetime import datetime

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def proof_needed() -> Conflict:
    """A payment above the mark without a PIN or code."""
    return Conflict(
        "wallet.proof_needed",
        gettext_noop("This payment needs the member's PIN, or the code in the member's app."),
    )


def proof_wrong(*, left: int) -> Conflict:
    """Neither the PIN nor the code of this minute."""
    return Conflict(
        "wallet.proof_wrong",
        gettext_noop("That is not right. %(left)s more tries are left."),
        left=left,
    )


def proof_locked(*, until: datetime) -> Conflict:
    """Too many wrong tries."""
    return Conflict(
        "wallet.proof_locked",
        gettext_noop(
            "Too many wrong tries: this stored value is locked for a while. Pay by another tender, or ask a manager."
        ),
        until=until.isoformat(),
    )


def pin_unset() -> Conflict:
    """A PIN that was never chosen."""
    return Conflict(
        "wallet.pin_unset",
        gettext_noop(
            "This member has no PIN yet. Scan the code in the app, or choose a PIN there."
        ),
    )


def pin_weak() -> Invalid:
    """Not six digits, or the first that anybody would try."""
    return Invalid(
        "wallet.pin_weak",
        gettext_noop("A PIN has six digits, and not such as 123456 or six times the same."),
    )


def phone_unproved() -> Forbidden:
    """The phone was not proved just now."""
    return Forbidden("wallet.phone_unproved", gettext_noop("Prove your phone by a code first."))


def frozen() -> Conflict:
    """Some of the stored value is frozen."""
    return Conflict(
        "wallet.frozen",
        gettext_noop(
            "Some of this stored value is frozen in a dispute. The store has to end it and release it first."
        ),
    )


def set_aside() -> Conflict:
    """Something may still be spent by a till without its line."""
    return Conflict(
        "wallet.set_aside",
        gettext_noop(
            "Something of this member is set aside for a till. It comes back when that till gives it back, or by itself; the member's page says when."
        ),
    )


def nothing_to_freeze() -> Conflict:
    """No value that could be frozen."""
    return Conflict(
        "wallet.nothing_to_freeze",
        gettext_noop("There is nothing on the card that could be frozen."),
    )


def freeze_unknown() -> NotFound:
    """No such freeze, or it is over."""
    return NotFound("wallet.freeze_unknown", gettext_noop("Nothing of this is frozen any more."))
