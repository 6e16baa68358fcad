"""Refusals of sales, returns and shifts."""

from typing import Any
from uuid import UUID

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def empty() -> Invalid:
    """Nothing to sell."""
    return Invalid(
        "sales.empty", gettext_noop("The cart is empty. Scan or choose something first.")
    )


def quantity_invalid() -> Invalid:
    """A quantity below one or absurdly high."""
    return Invalid(
        "sales.quantity_invalid", gettext_noop("Each line needs a quantity from 1 to 99,999.")
    )


def amount_too_high() -> Invalid:
    """More money than any document is about."""
    return Invalid(
        "sales.amount_too_high",
        gettext_noop("This comes to more than can be right. Check the quantities."),
    )


def total_changed(*, expected_minor: int, total_minor: int, quote: dict[str, Any]) -> Conflict:
    """The total shown to the member is no longer the total."""
    return Conflict(
        "sales.total_changed",
        gettext_noop(
            "The price has changed since it was shown. Check the new total and confirm again."
        ),
        expected_minor=expected_minor,
        total_minor=total_minor,
        quote=quote,
    )


def underpaid(*, missing_minor: int) -> Conflict:
    """The tenders do not reach the total."""
    return Conflict(
        "sales.underpaid",
        gettext_noop("The payment does not reach the total. Add a tender."),
        missing_minor=missing_minor,
    )


def overpaid(*, excess_minor: int) -> Conflict:
    """Only cash gives change."""
    return Conflict(
        "sales.overpaid",
        gettext_noop("Only cash gives change. Lower the other tenders."),
        excess_minor=excess_minor,
    )


def tender_invalid(*, kind: str) -> Invalid:
    """A tender of nothing, or of an unknown kind (CASES 9)."""
    return Invalid(
        "sales.tender_invalid",
        gettext_noop("Every tender needs a known kind and an amount above zero."),
        kind=kind,
    )


def topup_needs_money() -> Conflict:
    """Stored value cannot buy stored value."""
    return Conflict(
        "sales.topup_needs_money",
        gettext_noop(
            "A top-up is paid by cash or card, not from stored value. Change the tenders."
        ),
    )


def member_needed() -> Conflict:
    """A top-up, stored value or points without a member."""
    return Conflict(
        "sales.member_needed",
        gettext_noop("This needs a member. Find or register the member first."),
    )


def shift_closed() -> Conflict:
    """No open shift on this till."""
    return Conflict(
        "sales.shift_closed", gettext_noop("No shift is open on this till. Open a shift first.")
    )


def shift_open() -> Conflict:
    """A shift is open already."""
    return Conflict(
        "sales.shift_open",
        gettext_noop("A shift is already open on this till. Close it before you open another."),
    )


def amount_invalid() -> Invalid:
    """A negative amount of cash."""
    return Invalid("sales.amount_invalid", gettext_noop("Enter an amount that is not negative."))


def sale_not_found() -> NotFound:
    """No such sale for this actor."""
    return NotFound("sales.not_found", gettext_noop("No such sale here. Check the receipt number."))


def coupon_not_met(*, code: str, more_minor: int) -> Conflict:
    """A presented coupon that the cart does not reach."""
    return Conflict(
        "coupons.below_threshold",
        gettext_noop(
            "The cart does not reach the coupon's threshold. Add goods or remove the coupon."
        ),
        coupon=code,
        more_minor=more_minor,
    )


def coupon_not_applied(*, code: str, why: str) -> Conflict:
    """A presented coupon that gives nothing here."""
    return Conflict(
        "coupons.not_applied",
        gettext_noop("This coupon cannot be used on this cart. Use another one, or go on without."),
        coupon=code,
        why=why,
    )


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


def topup_used() -> Conflict:
    """A top-up of which something was spent."""
    return Conflict(
        "returns.topup_used",
        gettext_noop("Part of this top-up has been spent, so it cannot be taken back as a return."),
    )


def topups_together() -> Conflict:
    """One of several top-ups of a sale."""
    return Conflict(
        "returns.topups_together",
        gettext_noop("The top-ups of a sale come back together. Choose all of them, whole."),
    )


def topup_needs_receipt() -> Invalid:
    """Stored value that nobody knows of whom."""
    return Invalid(
        "returns.topup_needs_receipt",
        gettext_noop("A top-up comes back by its receipt only. Find the sale first."),
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


def payee_other() -> Invalid:
    """An account of another name than the document's (domain handbook 1.1, Art. 21)."""
    return Invalid(
        "payouts.payee_other",
        gettext_noop("The account is not of the name that was noted from the member's document."),
    )


def amount_not_chosen() -> Invalid:
    """An amount for what has its own price."""
    return Invalid(
        "sales.amount_not_chosen",
        gettext_noop(
            "Only the amount of a top-up can be chosen. Take the line off and add it again."
        ),
    )


def topup_amount(*, min_minor: int, max_minor: int, step_minor: int) -> Invalid:
    """A top-up beyond what its plan lets a member choose."""
    return Invalid(
        "sales.topup_amount",
        gettext_noop(
            "This plan does not take that amount. Choose one within its limits and steps."
        ),
        min_minor=min_minor,
        max_minor=max_minor,
        step_minor=step_minor,
    )


def free_order_together() -> Conflict:
    """A top-up that made goods free, and they stay."""
    return Conflict(
        "returns.free_order_together",
        gettext_noop(
            "This top-up made the other goods free. It comes back together with all of them."
        ),
    )


def use_not_found() -> NotFound:
    """No such use of a card, or in another store."""
    return NotFound("passes.use_not_found", gettext_noop("There is no such use in this store."))


def use_undone() -> Conflict:
    """It was undone before."""
    return Conflict("passes.undone", gettext_noop("This use has been undone already."))


def use_too_late() -> Conflict:
    """Another day."""
    return Conflict(
        "passes.too_late",
        gettext_noop("A use can be undone on its own day only. Extend the card instead."),
    )
