"""Read and check the whole file before anything is written (docs/replay.md)."""

import csv
import gzip
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from tessera.ops.replay import errors

ZONE = "Europe/London"
CURRENCY = "GBP"
COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
)

_SPACE = UUID("5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10003")
_INVOICE = re.compile(r"[AC]?\d{1,15}")
_QUANTITY = re.compile(r"-?0*[1-9]\d{0,4}")
_PRICE = re.compile(r"(-?)(\d{1,9})(?:\.(\d{1,9}))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_CUSTOMER = re.compile(r"(\d{1,15})(?:\.0)?")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Price:
    """A unit price rounded half up to pence. ``is_free``: it was zero before rounding too."""

    minor: int
    is_free: bool


class Line(NamedTuple):
    """One line of the file; ``number`` counts from the line of column names, which is 1."""

    number: int
    code: str
    name: str
    quantity: int
    price: Price


@dataclass(slots=True)
class Invoice:
    """The lines of one invoice number. ``at`` is the first line's; ``customer`` may be empty."""

    number: str
    at: datetime
    customer: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A whole file that can be replayed. ``id`` follows from the content, however compressed."""

    id: UUID
    invoices: Sequence[Invoice]
    line_count: int


def read(path: Path) -> Source:
    """Read ``path``. Raises NotFound or Invalid ``replay.*``, which name the line."""
    invoices: dict[str, Invoice] = {}
    text = _Text(path)
    count = 0
    for number, values in _rows(text):
        count += 1
        _add(invoices, number, values)
    if not count:
        raise errors.no_lines()
    in_order = sorted(invoices.values(), key=lambda invoice: invoice.at)
    return Source(uuid5(_SPACE, text.digest.hexdigest()), in_order, count)


class _Text:
    """The decoded lines of a gzip file, with the digest of what has been read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[str]:
        try:
            with gzip.open(self.path, "rb") as file:
                for raw in file:
                    self.number += 1
                    self.digest.update(raw)
                    yield raw.decode()
        except UnicodeDecodeError as error:
            raise errors.not_utf8(self.number) from error
        except gzip.BadGzipFile as error:
            if self.number:
                raise errors.damaged(self.path, self.number) from error
            raise errors.not_gzip(self.path) from error
        except (EOFError, zlib.error) as error:
            raise errors.damaged(self.path, self.number) from error
        except OSError as error:
            raise errors.file_missing(self.path) from error


def _rows(text: _Text) -> Iterator[tuple[int, list[str]]]:
    """Line number and the values of ``COLUMNS``, in that order."""
    reader = csv.reader(text, strict=True)
    try:
        names = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
        if missing := [column for column in COLUMNS if column not in names]:
            raise errors.columns_missing(missing)
        places = [names.index(column) for column in COLUMNS]
        for row in reader:
            if len(row) != len(names):
                raise errors.fields_wrong(reader.line_num, len(row), len(names))
            yield reader.line_num, [row[place] for place in places]
    except csv.Error as error:
        raise errors.not_csv(reader.line_num) from error


def _add(invoices: dict[str, Invoice], number: int, values: list[str]) -> None:
    invoice_no, code, name, quantity, at, price, customer = values
    line = Line(
        number,
        _checked(number, "StockCode", code, _code),
        name.strip(),
        _checked(number, "Quantity", quantity, _quantity),
        _checked(number, "UnitPrice", price, _price),
    )
    when = _checked(number, "InvoiceDate", at, _instant)
    who = _checked(number, "CustomerID", customer, _customer)
    invoice = invoices.get(invoice_no)
    if invoice is None:
        _checked(number, "InvoiceNo", invoice_no, _invoice)
        invoice = invoices[invoice_no] = Invoice(invoice_no, when, who)
    if invoice.customer != who:
        raise errors.customers_differ(number, invoice_no)
    invoice.lines.append(line)


def _checked(number: int, column: str, text: str, parse: Callable[[str], T | None]) -> T:
    value = parse(text)
    if value is None:
        raise errors.value_wrong(number, column, text)
    return value


def _invoice(text: str) -> str | None:
    return text if _INVOICE.fullmatch(text) else None


@cache
def _code(text: str) -> str | None:
    code = text.strip()
    return code if 0 < len(code) <= 40 else None


@cache
def _quantity(text: str) -> int | None:
    return int(text) if _QUANTITY.fullmatch(text) else None


@cache
def _price(text: str) -> Price | None:
    found = _PRICE.fullmatch(text)
    if found is None:
        return None
    sign, pounds, rest = found.groups()
    digits = (rest or "").ljust(3, "0")
    minor = int(pounds) * 100 + int(digits[:2]) + (digits[2] >= "5")
    is_free = not int(pounds) and not int(digits)
    return Price(-minor if sign else minor, is_free)


@cache
def _instant(text: str) -> datetime | None:
    """The shop's own clock, in UTC."""
    if not _DATE.fullmatch(text):
        return None
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    return local.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@cache
def _customer(text: str) -> str | None:
    """Customers are whole numbers written as floats, 17850.0."""
    if not text:
        return ""
    found = _CUSTOMER.fullmatch(text)
    return found.group(1) if found else None
