"""Refusals that the law of prepayment asks for."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def balance_too_high(*, limit_minor: int) -> Conflict:
    """More on one card than the law lets it hold."""
    return Conflict(
        "wallet.balance_too_high",
        gettext_noop("The card would hold more than the law allows. Take a smaller amount."),
        limit_minor=limit_minor,
    )


def cash_too_high(*, limit_minor: int) -> Conflict:
    """So much must not be paid in notes."""
    return Conflict(
        "wallet.cash_too_high",
        gettext_noop("So much prepaid at once is not paid in cash. Take it by card or transfer."),
        limit_minor=limit_minor,
    )


def name_needed() -> Conflict:
    """Nobody looked at a document."""
    return Conflict(
        "wallet.name_needed",
        gettext_noop("Look at the buyer's identity document first, and note the name."),
    )


def payer_needed(*, limit_minor: int) -> Conflict:
    """So much is paid by transfer, and nobody noted whose account pays."""
    return Conflict(
        "wallet.payer_needed",
        gettext_noop(
            "So much prepaid at once is paid by transfer: note the name and the number of the"
            " account that pays."
        ),
        limit_minor=limit_minor,
    )


def account_invalid() -> Invalid:
    """A number of an account that is none."""
    return Invalid(
        "wallet.account_invalid",
        gettext_noop("Type the account's number in digits and letters, at most 40."),
    )


def contract_needed(*, version: int) -> Conflict:
    """The contract has not been accepted."""
    return Conflict(
        "wallet.contract_needed",
        gettext_noop("The buyer has to accept the contract first."),
        version=version,
    )


def contract_unknown() -> NotFound:
    """No such version of the contract, or one that is not in force any more."""
    return NotFound(
        "wallet.contract_unknown",
        gettext_noop("This text is not the contract any more. Read the new one."),
    )


def contract_empty() -> Invalid:
    """A contract without words in a language."""
    return Invalid("wallet.contract_empty", gettext_noop("Write the contract in every language."))


def bonus_ends() -> Invalid:
    """Bonus with a last day, where the brand's rules let none have one."""
    return Invalid(
        "wallet.bonus_ends",
        gettext_noop("By the rules that the brand has set, bonus has no last day. Leave it empty."),
    )


def card_lapses() -> Invalid:
    """A card of a member that keeps what was paid for it, once it is over."""
    return Invalid(
        "cards.lapses",
        gettext_noop(
            "What was paid for a member's card is never forfeited. Leave empty how long it is kept."
        ),
    )


def profile_invalid() -> Invalid:
    """Rules that cannot be."""
    return Invalid("wallet.profile_invalid", gettext_noop("One of the figures or modes cannot be."))


def store_closing() -> Conflict:
    """A store that will close takes no prepayments."""
    return Conflict(
        "wallet.store_closing",
        gettext_noop(
            "This store is going to close. No top-up, card or gift card is sold here any more."
        ),
    )


def name_invalid() -> Invalid:
    """No name, or a number that is none."""
    return Invalid(
        "wallet.name_invalid",
        gettext_noop("Type the name as the document shows it, and its whole number."),
    )
