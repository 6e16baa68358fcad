"""Phones, names, ages, cards and levels."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import phonenumbers
from pypinyin import Style, lazy_pinyin

from tessera.kernel.ids import secret_code, short_code
from tessera.kernel.texts import one_line
from tessera.members import errors

HOME_REGION = "CN"
HOME_PREFIX = "+86"
"""Numbers without a country are of this one; theirs is neither shown nor searched."""

MINIMUM_AGE = 14
MAXIMUM_AGE = 130
MAX_CARD_MISSES = 60

SHORT_CODE = re.compile(r"[2-9A-HJKMNP-Z]{8}")
"""The code of an invitation."""

_CARD_PREFIX = "M"
_CHILD_PREFIX = "K"
_FIRST_BIRTHDAY = date(1900, 1, 1)


def new_card_code() -> str:
    """A card's code: 69 random bits, so that nobody guesses one (CASES 20)."""
    return secret_code(_CARD_PREFIX)


def phone(text: str) -> str:
    """A phone as E.164, such as +8613812345678. Raises Invalid ``members.phone_invalid``."""
    found = find_phone(text)
    if found is None:
        raise errors.phone_invalid()
    return found


def find_phone(text: str) -> str | None:
    """``text`` as E.164 if it is a whole number of some phone."""
    try:
        number = phonenumbers.parse(one_line(text), HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_phone(number: str | None) -> str:
    """138****1234: the first three and the last four digits; other countries' with their code."""
    if not number:
        return ""
    if number.startswith(HOME_PREFIX):
        return _mask(number.removeprefix(HOME_PREFIX))
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return _mask(number)
    national = phonenumbers.national_significant_number(parsed)
    return f"+{parsed.country_code} {_mask(national)}"


def _mask(digits: str) -> str:
    """At least four digits stay hidden, however short the number."""
    tail = min(4, max(0, len(digits) - 4))
    head = min(3, max(0, len(digits) - tail - 4))
    return f"{digits[:head]}****{digits[len(digits) - tail :]}"


def mask_name(name: str) -> str:
    """王**: a name as others see it."""
    return f"{name[:1]}**" if name else ""


def mask_card(code: str) -> str:
    """M****7Q4T: enough to tell two cards apart, 49 bits short of the code."""
    return f"{code[:1]}****{code[-4:]}"


def name(text: str) -> str:
    """A name on one line. Raises Invalid ``members.name_needed``, ``members.text_too_long``."""
    tidy = _limited(text, field="name", limit=60)
    if not tidy:
        raise errors.name_needed()
    return tidy


def level_name(text: str) -> str:
    """A level's name. Raises Invalid ``members.name_needed``, ``members.text_too_long``."""
    return _named(text, limit=40)


def tag_name(text: str) -> str:
    """A tag's name. Raises Invalid ``members.name_needed``, ``members.text_too_long``."""
    return _named(text, limit=30)


def field_name(text: str) -> str:
    """What a field, a band or a filter is called. Raises Invalid as ``tag_name``."""
    return _named(text, limit=40)


def note(text: str) -> str:
    """What is written down. Raises Invalid ``members.note_needed``, ``members.text_too_long``."""
    tidy = _limited(text, field="note", limit=500)
    if not tidy:
        raise errors.note_needed()
    return tidy


def optional(text: str, *, field: str, limit: int) -> str:
    """A text that may be empty. Raises Invalid ``members.text_too_long``."""
    return _limited(text, field=field, limit=limit)


def _named(text: str, *, limit: int) -> str:
    tidy = _limited(text, field="name", limit=limit)
    if not tidy:
        raise errors.something_unnamed()
    return tidy


def reason(text: str) -> str:
    """Why something was done by hand. Raises Invalid ``members.reason_needed``, ``text_too_long``."""
    tidy = _limited(text, field="reason", limit=200)
    if not tidy:
        raise errors.reason_needed()
    return tidy


def reference(text: str | None) -> str | None:
    """A member's number in another system. Raises Invalid ``members.text_too_long``."""
    return _limited(text or "", field="reference", limit=40) or None


def label(text: str) -> str:
    """What a campaign's invitation is called, empty for others. Raises Invalid ``text_too_long``."""
    return _limited(text, field="label", limit=60)


def _limited(text: str, *, field: str, limit: int) -> str:
    tidy = one_line(text)
    if len(tidy) > limit:
        raise errors.text_too_long(field=field, limit=limit)
    return tidy


def initials(name: str) -> str:
    """What one types to find a name by its sound: wxm for 王小明, jw for Jane Wu."""
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    sounds = [sound for word in words for sound in _sounds(word)]
    return "".join(sound[:1].lower() for sound in sounds)[:60]


def _sounds(word: str) -> list[str]:
    return [word] if word.isascii() else lazy_pinyin(word, style=Style.FIRST_LETTER)


@dataclass(frozen=True, slots=True)
class Guardian:
    """The adult who consents for a child; who passes one on has proven that the phone is theirs."""

    phone: str
    name: str


def birthday(day: date, *, today: date, guarded: bool = False) -> date:
    """``day`` itself, if a member can have been born then.

    Raises Invalid ``members.birthday_invalid``; Conflict ``members.guardian_needed`` under 14
    for who is not ``guarded`` by an adult who consented (domain handbook, section 2).
    """
    if not _FIRST_BIRTHDAY <= day <= today:
        raise errors.birthday_invalid()
    if not guarded and is_child(day, today=today):
        raise errors.guardian_needed()
    return day


def age(born: date, *, today: date) -> int:
    """Whole years; who was born on 29 February turns a year older on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_child(born: date, *, today: date) -> bool:
    """Whether somebody is under 14, for whom a guardian speaks: no more on the 14th birthday.

    ``born`` is the day by the sun, whatever calendar the birthday is kept in, as the law counts
    (domain handbook, section 2).
    """
    return age(born, today=today) < MINIMUM_AGE


def child_reference() -> str:
    """By what a child without a phone of its own is found besides name and card."""
    return f"{_CHILD_PREFIX}-{short_code()}"


def born_between(from_age: int | None, to_age: int | None, *, today: date) -> tuple[date, date]:
    """The days of birth of who is from ``from_age`` to ``to_age`` years old today, both included."""
    youngest = _years_before(today, from_age or 0)
    oldest = _years_before(today, (MAXIMUM_AGE if to_age is None else to_age) + 1)
    return oldest + timedelta(days=1), youngest


def _years_before(day: date, years: int) -> date:
    """So many years earlier, not before the first birthday; 29 February becomes the 28th."""
    year = max(_FIRST_BIRTHDAY.year, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def discount(bp: int) -> int:
    """A level's discount in basis points. Raises Invalid ``members.discount_invalid``."""
    if not 0 <= bp <= 10_000:
        raise errors.discount_invalid()
    return bp


def rank(value: int) -> int:
    """A level's place, the lowest first. Raises Invalid ``members.rank_invalid``."""
    if not 1 <= value <= 99:
        raise errors.rank_invalid()
    return value
