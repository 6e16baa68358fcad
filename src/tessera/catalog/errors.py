"""Refusals of the catalog. Their codes begin with ``products``, the word the surfaces use."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def not_found(**asked: str) -> NotFound:
    """No such product or SKU, or one that is not sold any more."""
    return NotFound(
        "products.not_found",
        gettext_noop("No such product is on sale. Check the barcode or search by name."),
        **asked,
    )


def style_taken(*, style: str) -> Conflict:
    """A second product of one style."""
    return Conflict(
        "products.style_taken",
        gettext_noop("The style %(style)s exists already. Open it, or choose another style."),
        style=style,
    )


def barcode_taken(*, barcode: str) -> Conflict:
    """A barcode that another SKU has."""
    return Conflict(
        "products.barcode_taken",
        gettext_noop("The barcode %(barcode)s belongs to another product. Scan the label again."),
        barcode=barcode,
    )


def sku_repeated(*, colour: str, size: str) -> Conflict:
    """The same colour and size twice in one product."""
    return Conflict(
        "products.sku_repeated",
        gettext_noop("Colour %(colour)s in size %(size)s is there twice. Remove one of them."),
        colour=colour,
        size=size,
    )


def skus_missing() -> Invalid:
    """A product without a SKU."""
    return Invalid(
        "products.skus_missing", gettext_noop("Add at least one colour and size with a tag price.")
    )


def single_sku() -> Invalid:
    """A service, fee or top-up in colours and sizes."""
    return Invalid(
        "products.single_sku",
        gettext_noop("Only goods have colours and sizes. Keep one line without them."),
    )


def kind_invalid(*, kind: str) -> Invalid:
    """An unknown kind of product."""
    return Invalid(
        "products.kind_invalid",
        gettext_noop("Choose whether this is goods, a service, a fee or a top-up."),
        kind=kind,
    )


def text_invalid(*, field: str, limit: int) -> Invalid:
    """A text that is missing or too long; ``field`` names it for the form."""
    return Invalid(
        "products.text_invalid",
        gettext_noop("A text is missing, or longer than %(limit)s characters. Correct it."),
        field=field,
        limit=limit,
    )


def price_invalid() -> Invalid:
    """A price below zero or absurdly high."""
    return Invalid(
        "products.price_invalid", gettext_noop("Enter a price that is not negative and not absurd.")
    )


def price_needs_target() -> Invalid:
    """A price that belongs neither to a store nor to a level."""
    return Invalid(
        "products.price_needs_target",
        gettext_noop("Choose a store or a level for this price, or change the tag price instead."),
    )
