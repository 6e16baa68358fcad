"""Refusals of returns."""

from uuid import UUID

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def returns_empty() -> Invalid:
    """Nothing to return."""
    return Invalid(
        "returns.empty", gettext_noop("Choose at least one line and a quantity to return.")
    )


def line_not_of_sale() -> NotFound:
    """A line of another sale."""
    return NotFound(
        "returns.line_not_found",
        gettext_noop("This line is not on that receipt. Scan the receipt again."),
    )


def too_many(*, line_id: UUID, returnable: int) -> Conflict:
    """More than was sold and not yet returned."""
    return Conflict(
        "returns.too_many",
        gettext_noop("Only %(returnable)s of this line can still be returned."),
        line_id=str(line_id),
        returnable=returnable,
    )


def card_needs_receipt() -> Invalid:
    """A card that would go on being used."""
    return Invalid(
        "returns.card_needs_receipt",
        gettext_noop(
            "A card comes back by its receipt, or by a refund on its own page. Find one of them first."
        ),
    )


def refund_changed(*, expected_minor: int, refund_minor: int) -> Conflict:
    """The refund shown is no longer the refund."""
    return Conflict(
        "returns.refund_changed",
        gettext_noop(
            "The refund has changed since it was shown. Check the new amount and confirm again."
        ),
        expected_minor=expected_minor,
        refund_minor=refund_minor,
    )


def refund_kind_invalid() -> Invalid:
    """A refund without a receipt by a tender that cannot be used."""
    return Invalid(
        "returns.refund_kind_invalid",
        gettext_noop("Without a receipt, refund in cash, by card, or to a member's stored value."),
    )


def member_left() -> Conflict:
    """A return for a member who ended the membership."""
    return Conflict(
        "sales.member_left",
        gettext_noop(
            "The member of this sale has left. Take the goods back without a receipt instead."
        ),
    )
