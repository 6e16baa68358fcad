"""What may be known of a member: the shape of answers, sizes and pictures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tessera.kernel.texts import one_line
from tessera.members import errors

INCOME_BANDS = ("to_5000", "to_10000", "to_20000", "to_50000", "above_50000")
"""A month, in whole units of the brand's currency; from the one before."""

COLOURS = ("rose", "amber", "olive", "teal", "sky", "violet", "slate")
"""The names of the colours that tags may have; the theme knows how they look."""

MAX_PICTURE = 3 * 1024 * 1024
MAX_SIZES = 12

SELF = "member"
"""Among the roles of a field: the member answers it in the app, and it belongs to a complete profile."""

_KEEPERS = frozenset({"owner", "system"})
"""Roles that see and change every field of the brand."""

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
_MARKS = re.compile(r"[\s\-·.]+")


@dataclass(frozen=True, slots=True)
class AgeBand:
    """How members from ``from_age`` on are called, up to the next band."""

    from_age: int
    name: str


def age_band(bands: Sequence[AgeBand], age: int) -> str:
    """The name for ``age``; empty below the first band."""
    fitting = [band for band in bands if band.from_age <= age]
    return max(fitting, key=lambda band: band.from_age).name if fitting else ""


def may(role: str, roles: Sequence[str]) -> bool:
    """Whether ``role`` is among those who may; an owner always is."""
    return role in _KEEPERS or role in roles


def answer(kind: str, text: str, choices: Sequence[str] = ()) -> str:
    """An answer as it is kept; empty for none. Raises Invalid ``members.answer_invalid``."""
    tidy = one_line(text)
    if not tidy:
        return ""
    fits = {
        "text": lambda: len(tidy) <= 120,
        "number": lambda: _NUMBER.fullmatch(tidy) is not None,
        "date": lambda: _is_date(tidy),
        "choice": lambda: tidy in choices,
        "yes_no": lambda: tidy in {"yes", "no"},
    }
    if not fits[kind]():
        raise errors.answer_invalid()
    return tidy


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def search_key(text: str) -> str:
    """What is found alike: 粤B·12345 and 粤b 12345 (a plate)."""
    return _MARKS.sub("", one_line(text)).casefold()[:120]


def sizes(given: Mapping[str, str]) -> dict[str, str]:
    """Sizes by what they are of; empty ones fall out. Raises Invalid ``members.text_too_long``."""
    tidy = {one_line(of): one_line(size) for of, size in given.items()}
    kept = {of: size for of, size in tidy.items() if of and size}
    if len(kept) > MAX_SIZES or any(len(text) > 20 for pair in kept.items() for text in pair):
        raise errors.text_too_long(field="sizes", limit=20)
    return kept


def income_band(code: str) -> str:
    """A band, or none. Raises Invalid ``members.answer_invalid``."""
    if code and code not in INCOME_BANDS:
        raise errors.answer_invalid()
    return code


def colour(name: str) -> str:
    """A tag's colour. Raises Invalid ``members.answer_invalid``."""
    if name not in COLOURS:
        raise errors.answer_invalid()
    return name


def picture_kind(data: bytes) -> str:
    """``png``, ``jpg`` or ``webp``, by what the bytes are and not by what they are called.

    Raises Invalid ``members.picture_invalid``, ``members.picture_too_large`` (3 MB).
    """
    if len(data) > MAX_PICTURE:
        raise errors.picture_too_large()
    if kind := kind_of_picture(data):
        return kind
    raise errors.picture_invalid()


def kind_of_picture(data: bytes) -> str:
    """``png``, ``jpg`` or ``webp``, by what the bytes are; empty for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and b"IEND" in data[-64:]:
        return "png"
    if data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-4096:]:
        return "jpg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and _riff_size(data) <= len(data):
        return "webp"
    return ""


def _riff_size(data: bytes) -> int:
    return int.from_bytes(data[4:8], "little") + 8


_INVERSE = {"parent": "child", "child": "parent"}


def inverse(relation: str) -> str:
    """What A is to B where B is ``relation`` of A."""
    return _INVERSE.get(relation, relation)
