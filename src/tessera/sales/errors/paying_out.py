"""Refusals of what is paid out to a member."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, gettext_noop


def own_card() -> Forbidden:
    """Whoever says on whose side the cause lies would be the one who gets the money."""
    return Forbidden(
        "payouts.own_card",
        gettext_noop("This is your own card. Somebody else has to pay it out."),
    )


def nothing_due() -> Conflict:
    """No money would leave."""
    return Conflict(
        "payouts.nothing_due",
        gettext_noop("By this cause nothing is to be paid out. Look at the other one."),
    )


def payout_changed(*, amount_minor: int) -> Conflict:
    """What was shown is no longer what is due."""
    return Conflict(
        "payouts.changed",
        gettext_noop("What is due has changed since it was shown. Look at it again."),
        amount_minor=amount_minor,
    )


def too_much_cash(*, most_minor: int) -> Conflict:
    """Money that the law wants to go to an account (domain handbook 1.1, Art. 21)."""
    return Conflict(
        "payouts.too_much_cash",
        gettext_noop("So much goes to the member's account at a bank, not out of the drawer."),
        most_minor=most_minor,
    )


def cause_unknown() -> Invalid:
    """Neither the member's nor the brand's."""
    return Invalid("payouts.cause_unknown", gettext_noop("Say on whose side the cause lies."))


def payee_needed() -> Invalid:
    """Nobody to pay to."""
    return Invalid(
        "payouts.payee_needed",
        gettext_noop("Say who gets the money, and for a transfer the account of the same name."),
    )


def identity_unchecked() -> Invalid:
    """Nobody looked at a document (domain handbook 1.1, Art. 21)."""
    return Invalid(
        "payouts.identity_unchecked",
        gettext_noop("Look at the member's identity document first, and say that you did."),
    )


def name_unnoted() -> Invalid:
    """Nobody knows yet whose account it must be (MOFCOM Order 2012 No. 9, Art. 21)."""
    return Invalid(
        "payouts.name_unnoted",
        gettext_noop(
            "No name is noted for this member. Type the name as the identity document shows it: the"
            " account must be of the same name."
        ),
    )


def no_withdrawal() -> Conflict:
    """Not within the days, used, or what the law leaves out (法释〔2025〕4号)."""
    return Conflict(
        "payouts.no_withdrawal",
        gettext_noop(
            "There is no right of withdrawal here. Pay out by the member's wish, with a reason."
        ),
    )


def payee_other() -> Invalid:
    """An account of another name than the document's (domain handbook 1.1, Art. 21)."""
    return Invalid(
        "payouts.payee_other",
        gettext_noop("The account is not of the name that was noted from the member's document."),
    )
