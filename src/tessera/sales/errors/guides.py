"""Refusals of who served a line, and of notes."""

from tessera.kernel.errors import Invalid, gettext_noop


def shares_wrong() -> Invalid:
    """Shares that do not make up the whole, or too many people."""
    return Invalid(
        "guides.shares_wrong",
        gettext_noop("The shares of who served must come to 100 %. Share it out again."),
    )


def guide_unknown() -> Invalid:
    """Somebody who does not work in this store."""
    return Invalid(
        "guides.unknown",
        gettext_noop("Somebody named here does not work in this store. Choose somebody else."),
    )
