"""Pure rules of importing members: which column means what, and what a cell says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tessera.imports import errors
from tessera.kernel.texts import one_line
from tessera.members import rules as members
from tessera.members.rules import Birthday

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
LONGEST_CELL = 2_000

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "会员姓名", "名字", "客户姓名", "name"),
    "phone": ("手机", "手机号", "手机号码", "电话", "联系电话", "phone", "mobile"),
    "reference": ("卡号", "参考号", "会员卡号", "会员号", "会员编号", "编号", "reference"),
    "birthday": ("生日", "出生日期", "出生年月日", "birthday"),
    "level": ("等级", "会员等级", "级别", "会员级别", "level"),
    "store": ("归属门店", "门店", "所属门店", "开卡门店", "store"),
    "tags": ("标签", "会员标签", "tags"),
    "note": ("备注", "说明", "note"),
    "consent_on": ("短信同意日期", "同意日期"),
    "consent_proof": ("短信同意凭证", "同意凭证", "同意依据"),
}
"""What a column can mean, and what it is usually called."""

_SCIENTIFIC = re.compile(r"(\d+)(?:\.(\d*))?[eE]\+?(\d{1,2})")
_WHOLE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_DIGITS_DAY = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)")
_PART_DAY = re.compile(r"(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_LUNAR = re.compile(r"^(农历|阴历|lunar\s*)", re.IGNORECASE)
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, as they count from March 1900 on."""

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
"""From May 1927 on; four digits are more likely a year than a day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says, made fit to keep; empty or None for what it does not say."""

    name: str
    phone: str | None
    reference: str | None
    birthday: Birthday | None
    level: str
    store: str
    tags: tuple[str, ...]
    note: str
    consent_on: date | None
    consent_proof: str


def recognise(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by what it is called; the first that fits, and none twice."""
    called = [_bare(text) for text in header]
    found: dict[str, int] = {}
    for field, names in FIELDS.items():
        places = [called.index(name) for name in map(_bare, names) if name in called]
        if places:
            found[field] = places[0]
    return found


def checked_mapping(mapping: Mapping[str, int], *, columns: int) -> dict[str, int]:
    """A mapping that can be worked with. Raises Invalid ``imports.columns_unclear``."""
    places = list(mapping.values())
    sound = all(field in FIELDS for field in mapping) and all(0 <= one < columns for one in places)
    if not sound or len(set(places)) != len(places) or not {"phone", "reference"} & set(mapping):
        raise errors.columns_unclear()
    return dict(mapping)


def read_row(cells: Sequence[str], mapping: Mapping[str, int]) -> Told:
    """What ``cells`` say.

    Raises Invalid ``imports.number_shortened``, ``imports.day_unreadable``, ``imports.consent_unproved``,
    ``members.phone_invalid``, ``members.birthday_invalid``, ``members.text_too_long``.
    """

    def cell(field: str) -> str:
        place = mapping.get(field)
        return one_line(cells[place]) if place is not None and place < len(cells) else ""

    phone, birthday = number(cell("phone")), cell("birthday")
    consent_on, consent_proof = cell("consent_on"), cell("consent_proof")
    if bool(consent_on) != bool(consent_proof):
        raise errors.consent_unproved()
    return Told(
        name=members.optional(cell("name"), field="name", limit=60),
        phone=members.phone(phone) if phone else None,
        reference=members.reference(number(cell("reference"))),
        birthday=members.checked_birthday(day(birthday)) if birthday else None,
        level=cell("level"),
        store=cell("store"),
        tags=tuple(dict.fromkeys(re.split(r"[,;、|/\s]+", cell("tags")))) if cell("tags") else (),
        note=members.optional(cell("note"), field="note", limit=500),
        consent_on=whole_day(consent_on) if consent_on else None,
        consent_proof=members.optional(consent_proof, field="proof", limit=150),
    )


def number(text: str) -> str:
    """A number that a spreadsheet may have taken for an amount: 13812345678.0, 1.3812345678E+10.

    Raises Invalid ``imports.number_shortened`` where digits are lost.
    """
    if found := _SCIENTIFIC.fullmatch(text):
        if int(found[3]) > len(found[2] or ""):  # fewer digits behind the point than it stands for
            raise errors.number_shortened()
        return f"{Decimal(text):f}".partition(".")[0]
    whole, point, rest = text.partition(".")
    return whole if point and whole.isdecimal() and not rest.strip("0") else text


def day(text: str) -> Birthday:
    """A birthday as people write it: whole, without the year, a serial number, by the moon.

    Raises Invalid ``imports.day_unreadable``.
    """
    bare = _LUNAR.sub("", text)
    lunar = bare != text
    if part := _PART_DAY.fullmatch(bare):
        return Birthday(int(part[1]), int(part[2]), lunar=lunar)
    if lunar:
        if whole := _WHOLE_DAY.fullmatch(bare):
            return Birthday(int(whole[2]), int(whole[3]), int(whole[1]), lunar=True)
        raise errors.day_unreadable()
    known = whole_day(bare)
    return Birthday(known.month, known.day, known.year)


def whole_day(text: str) -> date:
    """A day with its year, or a spreadsheet's serial number. Raises Invalid ``imports.day_unreadable``."""
    if found := _WHOLE_DAY.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DIGITS_DAY.fullmatch(text):
        return _date(int(found[1] + found[2]), int(found[3]), int(found[4]))
    serial = text.removesuffix(".0")
    if serial.isdecimal() and _FIRST_SERIAL <= int(serial) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(serial))
    raise errors.day_unreadable()


def _date(year: int, month: int, day_: int) -> date:
    try:
        return date(year, month, day_)
    except ValueError:
        raise errors.day_unreadable() from None


def _bare(text: str) -> str:
    return re.sub(r"[\s:：*（()）]", "", one_line(text)).casefold()
