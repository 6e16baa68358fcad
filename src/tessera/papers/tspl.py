"""TSPL: the language of label printers (domain handbook, 8). A dot is an eighth of a millimetre (203 dpi)."""

from collections.abc import Iterable

from tessera.papers import columns
from tessera.papers.labels import Label, Size, bars, is_drawable, is_ean

DOTS = 8
GAP_MM = 2
FONT = "TSS24.BF2"
"""Simplified Chinese in 24 dots; narrow letters take 12. It reads GB18030."""

_CELL = 12
_LINE = 28
_MARGIN = 12
_DIGITS = 28
"""Below the bars, what they say, for the eye."""


def written(labels: Iterable[tuple[Label, int]], size: Size) -> str:
    """``labels``, each with how many are wanted, as one text for the printer."""
    lines = [f"SIZE {size.width} mm,{size.height} mm", f"GAP {GAP_MM} mm,0 mm", "DIRECTION 1"]
    for label, count in labels:
        if count > 0:
            lines += ["CLS", *_drawn(label, size), f"PRINT {count},1"]
    return "".join(f"{line}\r\n" for line in lines)


def _drawn(label: Label, size: Size) -> list[str]:
    """Name, what kind of it, price, and the barcode in what is left."""
    width, height = size.width * DOTS, size.height * DOTS
    room = (width - 2 * _MARGIN) // _CELL
    names = columns.wrapped(columns.plain(label.name), room)[: 1 if size.height <= 30 else 2]
    small = columns.plain(f"{label.variant} {label.style}".strip())
    texts = [*names, *columns.wrapped(small, room)[:1]]
    drawn = [
        _text(_MARGIN, _MARGIN + place * _LINE, text) for place, text in enumerate(texts) if text
    ]
    below = _MARGIN + len(texts) * _LINE
    drawn.append(_text(_MARGIN, below, columns.plain(label.price), times=2))
    top = below + 2 * _LINE
    tall = height - top - _DIGITS - _MARGIN
    return [*drawn, *_barcode(label.code, width, top, tall)]


def _barcode(code: str, width: int, top: int, tall: int) -> list[str]:
    if not is_drawable(code) or tall < _LINE // 2:
        return []
    modules = len(bars(code))
    narrow = max((width - 2 * _MARGIN) // modules, 1)
    left = max((width - modules * narrow) // 2, 0)
    kind = "EAN13" if is_ean(code) else "128"
    return [f'BARCODE {left},{top},"{kind}",{tall},1,0,{narrow},{narrow},"{_quoted(code)}"']


def _text(left: int, top: int, text: str, *, times: int = 1) -> str:
    return f'TEXT {left},{top},"{FONT}",0,{times},{times},"{_quoted(text)}"'


def _quoted(text: str) -> str:
    """A quotation mark would end the text; the printer's own way to write one is ``\\["]``."""
    return text.replace('"', '\\["]')
