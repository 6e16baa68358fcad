"""Price labels of goods: what stands on one, how large it is, and its barcode."""

from dataclasses import dataclass
from itertools import groupby

from barcode import EAN13, Code128

from tessera.papers import columns

MM_40_30, MM_60_40 = "40x30", "60x40"


@dataclass(frozen=True, slots=True)
class Size:
    """A label in millimetres."""

    width: int
    height: int


SIZES = {MM_40_30: Size(40, 30), MM_60_40: Size(60, 40)}


@dataclass(frozen=True, slots=True)
class Label:
    """One label. ``variant`` is colour and size; ``price`` is written out; ``code`` is scanned."""

    name: str
    variant: str
    style: str
    price: str
    code: str


def is_ean(code: str) -> bool:
    """Whether ``code`` is an EAN-13 with its right check digit."""
    if len(code) != 13 or not (code.isascii() and code.isdecimal()):
        return False
    digits = [int(sign) for sign in code]
    return (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0


def is_drawable(code: str) -> bool:
    """Whether a barcode can be made of ``code``: plain letters, and not so many that none fits."""
    return 0 < len(code) <= 24 and code.isascii() and code.isprintable()


def bars(code: str) -> str:
    """The barcode of ``code`` in modules from left to right, 1 is dark: EAN-13, else Code 128.

    Raises ValueError for a code that is not ``is_drawable``.
    """
    if not is_drawable(code):
        raise ValueError(f"no barcode says {code!r}")
    drawn = EAN13(code) if is_ean(code) else Code128(code)
    return str(drawn.build()[0])


MOST = 500
"""Labels of one printing; a roll has about as many."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a label, in millimetres from the top left corner; ``bottom`` is where letters stand."""

    left: float
    bottom: float
    height: float
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A dark bar, in millimetres from the top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A label as every drawing tool can draw it."""

    size: Size
    words: tuple[Words, ...]
    bars: tuple[Bar, ...]


_MARGIN = 2.0
_NAME, _SMALL, _DIGITS = 2.9, 2.4, 2.3
_WIDEST_MODULE = 0.33
"""Of an EAN-13 in its full size (GS1)."""


def drawn(label: Label, size: Size) -> Drawing:
    """A label: name, what kind of it, price, and a barcode over what it says."""
    room = size.width - 2 * _MARGIN
    is_large = size.height > 30
    price = 5.2 if is_large else 4.2
    names = columns.wrapped(columns.plain(label.name), int(room / _NAME * 2))
    words, bottom = [], _MARGIN
    for line in names[: 2 if is_large else 1]:
        bottom += _NAME * 1.2
        words.append(Words(_MARGIN, bottom, _NAME, line))
    small = columns.plain(f"{label.variant} {label.style}".strip())
    bottom += _SMALL * 1.3
    words.append(Words(_MARGIN, bottom, _SMALL, columns.wrapped(small, int(room / _SMALL * 2))[0]))
    bottom += price * 1.15
    words.append(Words(_MARGIN, bottom, price, label.price, bold=True))
    if not is_drawable(label.code):
        return Drawing(size, tuple(words), ())
    digits = size.height - _MARGIN
    middle = (size.width - columns.width(label.code) * _DIGITS / 2) / 2
    words.append(Words(max(middle, _MARGIN), digits, _DIGITS, label.code))
    top = bottom + 1.2
    return Drawing(size, tuple(words), _bars(label.code, size, top, digits - _DIGITS - top))


def _bars(code: str, size: Size, top: float, height: float) -> tuple[Bar, ...]:
    modules = bars(code)
    wide = min(_WIDEST_MODULE, (size.width - 2 * _MARGIN) / len(modules))
    left = (size.width - wide * len(modules)) / 2
    found = []
    for is_dark, run in groupby(modules):
        width = len(list(run)) * wide
        if is_dark == "1":
            found.append(Bar(round(left, 3), round(top, 3), round(width, 3), round(height, 3)))
        left += width
    return tuple(found)
