"""Refusals of the stock."""

from uuid import UUID

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def insufficient(*, sku_id: UUID, name: str, on_hand: int, asked: int) -> Conflict:
    """More pieces than the store has, where it may not go below zero."""
    return Conflict(
        "stock.insufficient",
        gettext_noop(
            "Only %(on_hand)s of %(name)s are here, %(asked)s were asked for."
            " Take fewer, or have the stock counted and corrected."
        ),
        sku_id=str(sku_id),
        name=name,
        on_hand=on_hand,
        asked=asked,
    )


def lines_missing() -> Invalid:
    """A document without lines."""
    return Invalid("stock.lines_missing", gettext_noop("Add at least one product."))


def quantity_invalid() -> Invalid:
    """Pieces of which there can be none, or not so many."""
    return Invalid(
        "stock.quantity_invalid", gettext_noop("Enter a number of pieces from 1 to 999,999.")
    )


def correction_invalid() -> Invalid:
    """A correction of nothing, or an absurd one."""
    return Invalid(
        "stock.correction_invalid",
        gettext_noop("Enter by how many pieces the stock is wrong: more, or fewer with a minus."),
    )


def reason_missing() -> Invalid:
    """A correction that nobody explains."""
    return Invalid(
        "stock.reason_missing", gettext_noop("Say in a few words why the stock is corrected.")
    )


def text_too_long(*, limit: int) -> Invalid:
    """A note or reason that does not fit."""
    return Invalid(
        "stock.text_too_long",
        gettext_noop("The text is longer than %(limit)s characters. Shorten it."),
        limit=limit,
    )


def not_goods(*, name: str) -> Invalid:
    """Stock of a service, a fee or a top-up."""
    return Invalid(
        "stock.not_goods",
        gettext_noop("%(name)s is not goods and has no stock. Leave it out."),
        name=name,
    )
