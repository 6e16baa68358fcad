"""Pure rules of the catalog: what a matrix may be, and barcodes of our own."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tessera.catalog import errors
from tessera.kernel.money import MOST_MINOR

GOODS = "goods"
SERVICE, FEE, TOPUP, CARD, GIFT = "service", "fee", "topup", "card", "gift"
KINDS = frozenset({GOODS, SERVICE, FEE, TOPUP, CARD, GIFT})
VALUE = frozenset({TOPUP, GIFT})
"""What is no purchase: its money is owed until it is spent."""

OWN_PREFIX = "200"
"""EAN-13 numbers that begin with 2 are free for use inside a shop (GS1 restricted circulation)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSku:
    """A SKU to be made. Without a ``barcode`` it gets one of our own."""

    tag_minor: int
    colour: str = ""
    size: str = ""
    barcode: str = ""
    position: int | None = None


def tidy(text: str) -> str:
    """A code as it is kept and looked up: full-width forms narrowed, no blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def check_text(field: str, text: str, *, limit: int, required: bool = False) -> str:
    """``text`` without blanks around. Raises Invalid ``products.text_invalid``."""
    text = text.strip()
    if len(text) > limit or (required and not text):
        raise errors.text_invalid(field=field, limit=limit)
    return text


def check_price(minor: int) -> int:
    """``minor`` itself. Raises Invalid ``products.price_invalid``."""
    if not 0 <= minor <= MOST_MINOR:
        raise errors.price_invalid()
    return minor


def check_matrix(*, kind: str, skus: Sequence[NewSku], first: int = 0) -> list[NewSku]:
    """The SKUs tidied, in the order given, each with its position, counted from ``first``.

    Raises Invalid ``products.skus_missing``, ``single_sku``, ``text_invalid``,
    ``price_invalid``; Conflict ``products.sku_repeated``, ``barcode_taken``.
    """
    if not skus:
        raise errors.skus_missing()
    if kind != GOODS and (len(skus) > 1 or skus[0].colour or skus[0].size):
        raise errors.single_sku()
    tidied = [_tidied(index, sku) for index, sku in enumerate(skus, start=first)]
    check_distinct(tidied)
    return tidied


def check_distinct(skus: Sequence[NewSku]) -> None:
    """Raise Conflict where two SKUs share colour and size, or a barcode."""
    cells: set[tuple[str, str]] = set()
    barcodes: set[str] = set()
    for sku in skus:
        if (sku.colour, sku.size) in cells:
            raise errors.sku_repeated(colour=sku.colour, size=sku.size)
        if sku.barcode in barcodes:
            raise errors.barcode_taken(barcode=sku.barcode)
        cells.add((sku.colour, sku.size))
        barcodes |= {sku.barcode} - {""}


def _tidied(index: int, sku: NewSku) -> NewSku:
    return NewSku(
        tag_minor=check_price(sku.tag_minor),
        colour=check_text("colour", sku.colour, limit=20),
        size=check_text("size", sku.size, limit=12),
        barcode=check_text("barcode", tidy(sku.barcode), limit=40),
        position=index if sku.position is None else sku.position,
    )


def check_digit(digits: str) -> str:
    """The thirteenth digit of an EAN-13 whose first twelve are ``digits`` (GS1 modulo 10)."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-weighted % 10)


def own_barcode(*, style: str, colour: str, size: str, attempt: int = 0) -> str:
    """A valid EAN-13 of our own range that follows from what it names.

    The same SKU gets the same label wherever it is made anew. Of a billion numbers two SKUs
    may meet on one; then the caller takes the next ``attempt``.
    """
    name = "\0".join((style, colour, size, str(attempt)))
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
    digits = f"{OWN_PREFIX}{number % 10**9:09d}"
    return digits + check_digit(digits)


_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL")


def in_size_order(sizes: Iterable[str]) -> list[str]:
    """Each size once: numbers and the usual letters from small to large, others as they come."""
    distinct = list(dict.fromkeys(sizes))
    if all(size.isdecimal() for size in distinct):
        return sorted(distinct, key=int)
    if all(size.upper() in _LETTERS for size in distinct):
        return sorted(distinct, key=lambda size: _LETTERS.index(size.upper()))
    return distinct
