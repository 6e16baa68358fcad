"""How wide letters are on a receipt printer, and how lines are broken and filled (domain handbook, 8).

A printer in its Chinese mode draws what GB18030 writes in one byte one column wide, and everything else
two: also the sign for times or an accented letter, which a screen shows narrow.
"""

import unicodedata
from collections.abc import Iterator

NARROW = 32
"""Columns of 58 mm paper."""

WIDE = 48
"""Columns of 80 mm paper."""

# Signs that GB18030 knows only in four bytes, for which no printer has a picture.
_KNOWN = str.maketrans({"−": "-", "–": "-", "¥": "￥", "‑": "-", "\t": " "})


def plain(text: str) -> str:
    """``text`` as a printer can draw it: composed, without anything that would command it."""
    composed = unicodedata.normalize("NFC", text).translate(_KNOWN)
    spaced = "".join(
        " " if unicodedata.category(sign) in {"Zs", "Zl", "Zp"} else sign for sign in composed
    )
    return "".join(sign for sign in spaced if not unicodedata.category(sign).startswith("C"))


def width(text: str) -> int:
    """How many columns ``text`` takes."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def wrapped(text: str, columns: int) -> list[str]:
    """``text`` in lines of at most ``columns``, at least one; between words where there are words.

    ``columns`` must be 2 or more, as a Chinese character takes that much.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if width(line + piece.rstrip()) <= columns:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
            line = ""
        for sign in piece if width(piece.rstrip()) > columns else (piece,):
            if width(line + sign.rstrip()) > columns:
                lines.append(line)
                line = ""
            line += sign
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """What must not be parted: a word of narrow letters with the blanks behind it, or one wide sign."""
    word = ""
    for sign in text:
        if not sign.isascii():
            if word:
                yield word
            word = ""
            yield sign
        elif word.endswith(" ") and sign != " ":
            yield word
            word = sign
        else:
            word += sign
    if word:
        yield word


def aligned(text: str, columns: int, align: str) -> str:
    """``text`` moved by blanks to the middle or the right edge; none stand behind it."""
    free = max(columns - width(text), 0)
    before = {"left": 0, "center": free // 2, "right": free}[align]
    return " " * before + text


def paired(left: str, right: str, columns: int) -> list[str]:
    """``left`` from the left edge and ``right`` at the right one, in as many lines as that takes.

    A long left part is wrapped, and the right part stands in the last of its lines where it fits.
    """
    *above, last = wrapped(left, columns)
    rights = wrapped(right, columns)
    free = columns - width(last) - width(rights[0])
    if len(rights) == 1 and (free >= 1 or not last):
        return [*above, last + " " * free + rights[0]]
    return [*above, last, *(aligned(one, columns, "right") for one in rights)]
