"""Refusals about gift cards."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def not_found() -> NotFound:
    """No card has this code."""
    return NotFound(
        "gifts.not_found", gettext_noop("No gift card has this code. Check it letter by letter.")
    )


def lookups_limited() -> Conflict:
    """Too many unknown codes from one place."""
    return Conflict(
        "gifts.lookups_limited",
        gettext_noop("Too many unknown gift card codes. Wait a quarter of an hour."),
    )


def batch_invalid(*, field: str) -> Invalid:
    """A batch that cannot be."""
    return Invalid(
        "gifts.batch_invalid",
        gettext_noop(
            "Gift cards cannot be made like this. Check the amount, how many, and the years."
        ),
        field=field,
    )


def amount_too_high(*, limit_minor: int) -> Conflict:
    """More than the law lets a card hold that has no name on it."""
    return Conflict(
        "gifts.amount_too_high",
        gettext_noop("The law lets a card without a name hold no more than %(limit_minor)s."),
        limit_minor=limit_minor,
    )


def years_too_few(*, years: int) -> Conflict:
    """A shorter life than the law asks for."""
    return Conflict(
        "gifts.years_too_few",
        gettext_noop("The law lets a card without a name end after %(years)s years, not sooner."),
        years=years,
    )


def codes_needed(*, name: str, count: int) -> Invalid:
    """A gift card is sold and nobody said which."""
    return Invalid(
        "gifts.codes_needed",
        gettext_noop("Scan the code of each gift card that is sold: %(count)s of %(name)s."),
        name=name,
        count=count,
    )


def not_new(*, number: str) -> Conflict:
    """It was sold before, or is blocked."""
    return Conflict(
        "gifts.not_new",
        gettext_noop("Gift card %(number)s has been sold before, or is blocked. Take another."),
        number=number,
    )


def amount_differs(*, number: str, amount_minor: int) -> Conflict:
    """The card is of another amount than the line."""
    return Conflict(
        "gifts.amount_differs",
        gettext_noop("Gift card %(number)s is of another amount than what is being sold."),
        number=number,
        amount_minor=amount_minor,
    )


def not_active(*, number: str, state: str) -> Conflict:
    """Nothing can be taken from it."""
    return Conflict(
        "gifts.not_active",
        gettext_noop(
            "Gift card %(number)s cannot be used: it was not sold, is blocked, or is over."
        ),
        number=number,
        state=state,
    )


def over(*, number: str, expires_on: str) -> Conflict:
    """Past its day; its money stays."""
    return Conflict(
        "gifts.over",
        gettext_noop(
            "Gift card %(number)s was good through %(expires_on)s. Its money is kept:"
            " extend the card in the office."
        ),
        number=number,
        expires_on=expires_on,
    )


def insufficient(*, number: str, available_minor: int, asked_minor: int) -> Conflict:
    """Less is left."""
    return Conflict(
        "gifts.insufficient",
        gettext_noop("Less than that is left on gift card %(number)s."),
        number=number,
        available_minor=available_minor,
        asked_minor=asked_minor,
    )


def wallet_full(*, limit_minor: int) -> Conflict:
    """The wallet would hold more than the law lets it."""
    return Conflict(
        "gifts.wallet_full",
        gettext_noop(
            "Your stored value would be more than the law allows, %(limit_minor)s. Pay with the"
            " gift card itself, or spend some of your value first."
        ),
        limit_minor=limit_minor,
    )


def needs_money() -> Conflict:
    """Value does not buy value."""
    return Conflict(
        "gifts.needs_money",
        gettext_noop(
            "A sale with a gift card in it is paid by cash or card. Sell the gift card by itself."
        ),
    )


def used() -> Conflict:
    """Something of it was spent."""
    return Conflict(
        "gifts.used", gettext_noop("Something of this gift card was used. It cannot come back.")
    )


def together() -> Conflict:
    """The cards of one line come back at once."""
    return Conflict(
        "gifts.together",
        gettext_noop("The gift cards of one line come back together. Choose all."),
    )


def until_invalid() -> Invalid:
    """No later day."""
    return Invalid(
        "gifts.until_invalid",
        gettext_noop(
            "Choose a day that is later than the card's last day and has not passed, within ten"
            " years."
        ),
    )


def state_wrong(*, state: str) -> Conflict:
    """Not in a state for that."""
    return Conflict(
        "gifts.state_wrong", gettext_noop("This gift card is not in a state for that."), state=state
    )


def receipt_differs() -> Conflict:
    """Who asks has not shown what was paid for it."""
    return Conflict(
        "gifts.receipt_differs",
        gettext_noop(
            "This receipt did not sell the card. Type the number on the receipt it was bought with."
        ),
    )


def second_person(*, limit_minor: int) -> Conflict:
    """So much is not replaced by one person alone."""
    return Conflict(
        "gifts.second_person",
        gettext_noop(
            "More than %(limit_minor)s is left. Somebody else than who blocked the card replaces it."
        ),
        limit_minor=limit_minor,
    )
