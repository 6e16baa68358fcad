"""Refusals about points."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def points_insufficient(*, available: int, asked: int) -> Conflict:
    """Points do not reach."""
    return Conflict(
        "points.insufficient",
        gettext_noop("Only %(available)s points can be used. Choose fewer points."),
        available=available,
        asked=asked,
    )


def points_terms_invalid() -> Invalid:
    """Terms that cannot work."""
    return Invalid(
        "wallet.points_terms_invalid",
        gettext_noop(
            "Points per unit of money and the step must be at least 1, the share between 0 and 100"
            " percent, and no amount negative."
        ),
    )


def points_sku_unknown() -> NotFound:
    """An excluded article that is not in the catalogue."""
    return NotFound(
        "wallet.points_sku_unknown",
        gettext_noop("An article that points shall not pay for is not known. Check its barcode."),
    )


def points_owed(*, points: int) -> Conflict:
    """Who owes points gives none away."""
    return Conflict(
        "wallet.points_owed",
        gettext_noop("%(points)s points are still owed. They must be earned again first."),
        points=points,
    )


def transfers_off() -> Conflict:
    """The brand lets nobody give points away."""
    return Conflict("wallet.transfers_off", gettext_noop("Points cannot be given to others here."))


def transfer_too_small(*, least: int) -> Conflict:
    """Fewer points than the brand allows at once."""
    return Conflict(
        "wallet.transfer_too_small",
        gettext_noop("Give at least %(least)s points at once."),
        least=least,
    )


def transfer_too_much(*, left: int) -> Conflict:
    """More points than the brand allows on a day."""
    return Conflict(
        "wallet.transfer_too_much",
        gettext_noop("Today you can give away %(left)s points more. Try fewer, or tomorrow."),
        left=left,
    )


def receiver_not_found() -> NotFound:
    """Nobody else has this phone; who asks learns no more."""
    return NotFound(
        "wallet.receiver_not_found",
        gettext_noop("No other member has this phone number. Check it digit by digit."),
    )


def lookups_limited() -> Conflict:
    """Too many phones were asked for."""
    return Conflict(
        "wallet.lookups_limited",
        gettext_noop("Too many numbers were tried. Wait a quarter of an hour."),
    )


def adjustment_invalid() -> Invalid:
    """An adjustment that says nothing."""
    return Invalid(
        "wallet.adjustment_invalid",
        gettext_noop("Give an amount that is not zero, a reason, and a last day that is to come."),
    )


def adjustment_late() -> Conflict:
    """What it adds would have ended already."""
    return Conflict(
        "wallet.adjustment_late",
        gettext_noop("Its last day is over. Refuse it, and ask for it anew with a later day."),
    )


def adjustment_not_found() -> NotFound:
    """No such adjustment, or that of another store."""
    return NotFound("wallet.adjustment_not_found", gettext_noop("There is no such adjustment."))


def adjustment_over() -> Conflict:
    """Somebody has decided."""
    return Conflict(
        "wallet.adjustment_over", gettext_noop("Somebody has decided on this already. Look again.")
    )


def second_person() -> Conflict:
    """Nobody approves what they asked for themselves."""
    return Conflict(
        "wallet.second_person",
        gettext_noop("Somebody else must look at this: you asked for it yourself."),
    )


def own_card() -> Conflict:
    """Nobody approves what they get themselves."""
    return Conflict(
        "wallet.own_card",
        gettext_noop("This is for your own card. Somebody else must look at it."),
    )


def bonus_insufficient(*, available_minor: int) -> Conflict:
    """Not so much bonus is there."""
    return Conflict(
        "wallet.bonus_insufficient",
        gettext_noop("So much bonus is not on the card. Take less."),
        available_minor=available_minor,
    )
