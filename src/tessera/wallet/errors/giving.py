"""Refusals about stored value that is given away."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def gifts_off() -> Conflict:
    """The brand does not let members do that."""
    return Conflict(
        "wallet.gifts_off", gettext_noop("Stored value cannot be given to others here.")
    )


def value_transfers_off() -> Conflict:
    """The brand does not let members hand stored value to each other."""
    return Conflict(
        "wallet.value_transfers_off",
        gettext_noop("Stored value cannot be handed to another member here."),
    )


def gift_too_much(*, left_minor: int) -> Conflict:
    """More than the brand allows at once, or on a day."""
    return Conflict(
        "wallet.gift_too_much",
        gettext_noop("You can give away %(left_minor)s more now. Try less, or tomorrow."),
        left_minor=left_minor,
    )


def no_such_receiver() -> NotFound:
    """Nobody else has this phone or card; who asks learns no more."""
    return NotFound(
        "wallet.no_such_receiver",
        gettext_noop("No other member has this phone number or card. Check it sign by sign."),
    )


def receiver_full() -> Conflict:
    """The other's card would hold more than the law lets it."""
    return Conflict(
        "wallet.receiver_full",
        gettext_noop("This member would hold more than the law allows. Give less."),
    )


def receiver_blocked() -> Conflict:
    """Who has lost the card gets nothing on it; the giver learns no more."""
    return Conflict(
        "wallet.receiver_blocked",
        gettext_noop("This member cannot be given anything just now. Ask them."),
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
