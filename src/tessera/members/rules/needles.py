"""What a search text means."""

import re
from dataclasses import dataclass
from enum import Enum

from tessera.kernel.ids import ALPHABET
from tessera.kernel.texts import one_line
from tessera.members.rules.persons import HOME_PREFIX, find_phone

_CARD = re.compile(rf"M[{ALPHABET}]{{14}}|M[{ALPHABET}]{{39}}")
"""Printed on a card, or shown on a phone for a minute (``shown``)."""
_PHONE_MARKS = re.compile(r"[\s()\-./]")


class Kind(Enum):
    """What a search text is taken for."""

    NOTHING = "nothing"
    CARD = "card"
    DIGITS = "digits"
    LETTERS = "letters"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Needle:
    """A search text, understood. ``phone`` is the E.164 number if the digits are a whole one."""

    kind: Kind
    text: str
    phone: str | None = None


def needle(text: str) -> Needle:
    """Understand what was typed, scanned or read out.

    A card's code; at least four digits of a phone, written with any marks; Latin letters,
    which may be a name or the initials of its sound; anything else is part of a name. Fewer
    digits than four find nothing.
    """
    tidy = one_line(text)[:60]
    if not tidy:
        return Needle(Kind.NOTHING, "")
    if _CARD.fullmatch(tidy.upper()):
        return Needle(Kind.CARD, tidy.upper())
    digits = _PHONE_MARKS.sub("", tidy)
    if digits.lstrip("+").isdecimal():
        return _digits(digits)
    return Needle(Kind.LETTERS if tidy.isascii() else Kind.NAME, tidy)


def _digits(text: str) -> Needle:
    digits = text.removeprefix(HOME_PREFIX).lstrip("+")
    kind = Kind.DIGITS if len(digits) >= 4 else Kind.NOTHING
    return Needle(kind, digits, find_phone(text))
