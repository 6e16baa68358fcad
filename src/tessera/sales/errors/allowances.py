"""Refusals about what tills may take of members by themselves."""

from tessera.kernel.errors import Invalid, NotFound, gettext_noop


def allowances_invalid() -> Invalid:
    """Amounts or times that cannot be."""
    return Invalid(
        "allowances.terms_invalid",
        gettext_noop("Enter amounts that are not negative, and between 1 and 336 hours."),
    )


def too_many_allowances(*, most: int) -> Invalid:
    """More members than a till serves at once."""
    return Invalid(
        "allowances.too_many",
        gettext_noop("Ask for no more than %(most)s members at once."),
        most=most,
    )


def allowance_not_found() -> NotFound:
    """No such limit at this till, or it has ended."""
    return NotFound("allowances.not_found", gettext_noop("This till holds no such limit any more."))
