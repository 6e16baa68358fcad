"""Refusals about stored value that is given away."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def gifts_off() -> Conflict:
    """The brand does not let members do that."""
    return Conflict(
        "wallet.gifts_off", gettext_noop("Stored value cannot be given to others here.")
    )


def gift_too_small() -> Invalid:
    """Nothing is given."""
    return Invalid("wallet.gift_too_small", gettext_noop("Type how much you want to give."))


def gift_not_found() -> NotFound:
    """No gift has this code."""
    return NotFound(
        "wallet.gift_not_found", gettext_noop("No gift has this code. Ask who sent it to you.")
    )


def gift_settled() -> Conflict:
    """It was claimed, or went back."""
    return Conflict(
        "wallet.gift_settled",
        gettext_noop("This gift was taken before, or has gone back to who gave it."),
    )


def parts_to_come() -> Conflict:
    """Without its bonus the money would be a way to have both."""
    return Conflict(
        "wallet.gift_parts_to_come",
        gettext_noop(
            "Parts of the bonus for this stored value are still to come. It can be given once they"
            " are all there."
        ),
    )


def gift_held() -> Conflict:
    """The giver's card is blocked."""
    return Conflict(
        "wallet.gift_held",
        gettext_noop("This gift cannot be taken now. Ask who sent it to you."),
    )
