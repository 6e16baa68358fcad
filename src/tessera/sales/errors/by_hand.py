"""Refusals of prices by hand."""

from collections.abc import Sequence

from tessera.kernel.errors import Conflict, Forbidden, Invalid, gettext_noop


def approval_needed(*, needs: Sequence[str]) -> Conflict:
    """Beyond what the role may set by hand, and nobody has approved it."""
    return Conflict(
        "manual.approval_needed",
        gettext_noop("A manager must approve this price. Ask one to enter their PIN."),
        needs=list(needs),
    )


def approval_ended() -> Conflict:
    """An approval that is unknown, used, too old, or for something else."""
    return Conflict(
        "manual.approval_ended",
        gettext_noop("The approval does not cover this ticket any more. Ask the manager again."),
    )


def reason_needed() -> Invalid:
    """A price by hand without a word."""
    return Invalid(
        "manual.reason_needed", gettext_noop("Say why the price is set by hand. Choose a reason.")
    )


def reason_too_long(*, limit: int) -> Invalid:
    """A reason longer than can be kept."""
    return Invalid(
        "manual.reason_too_long",
        gettext_noop("Shorten the reason to %(limit)s characters."),
        limit=limit,
    )


def beyond_approver() -> Forbidden:
    """More than the approver may set either."""
    return Forbidden(
        "manual.beyond_approver",
        gettext_noop("This is more than you may approve. Ask somebody with a higher limit."),
    )


def not_an_approver() -> Forbidden:
    """Somebody who works here and approves nothing."""
    return Forbidden(
        "manual.not_an_approver",
        gettext_noop("Only managers approve prices. Ask a manager of this store."),
    )


def pin_wrong() -> Conflict:
    """Nobody has this name and this PIN."""
    return Conflict(
        "manual.pin_wrong",
        gettext_noop("The name or the PIN is not right. The PIN is chosen in the office."),
    )


def pin_limited() -> Conflict:
    """Too many wrong PINs."""
    return Conflict(
        "manual.pin_limited",
        gettext_noop("Too many wrong PINs. Wait a quarter of an hour, or sign in as the manager."),
    )


def nothing_by_hand() -> Invalid:
    """An approval of nothing."""
    return Invalid(
        "manual.nothing", gettext_noop("No price was set by hand. There is nothing to approve.")
    )


def rules_invalid() -> Invalid:
    """Limits or reasons that cannot be."""
    return Invalid(
        "manual.rules_invalid",
        gettext_noop("A limit is from 0 to 100 %, an amount is not negative. Check the fields."),
    )
