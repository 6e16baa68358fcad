"""Entries as files for an accountant: CSV line by line as it is made, or a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from tessera.finance.queries.lines import Line
from tessera.kernel.money import exponent_of
from tessera.ledger.rules import POINTS, USES
from tessera.web.kit import cells
from tessera.web.office import statement_words, words

COUNTED = frozenset({POINTS, USES})


def header() -> list[str]:
    """What stands above the columns."""
    return [
        _("Day"),
        _("Store"),
        _("Store's name"),
        _("Document"),
        _("Kind"),
        _("Entry"),
        _("Ledger account"),
        _("Account's name"),
        _("Belongs to"),
        _("Debit"),
        _("Credit"),
        _("Unit"),
    ]


class Words:
    """What kinds of entries and accounts are called in the reader's language."""

    def __init__(self) -> None:
        self._entries = {key: str(name) for key, name in statement_words.ENTRIES.items()}
        self._accounts = {key: str(name) for key, name in words.ACCOUNTS.items()}
        self.in_all = _("In all")

    def texts(self, line: Line) -> list[str]:
        """What stands left of the amounts."""
        return [
            line.day.isoformat(),
            line.store_code,
            line.store_name,
            line.number,
            self._entries.get(line.entry_kind, line.entry_kind),
            line.entry_id.hex,
            line.account,
            self._accounts.get(line.account, line.account),
            line.place,
        ]


def csv_lines(lines: Iterable[Line], *, mark: str) -> Iterator[bytes]:
    """The file piece by piece, with the sign by which Excel knows UTF-8; totals stand at the end.

    All words are looked up before the first line: when the rest is sent, the request is over.
    """
    called = Words()
    return _csv(lines, [[cells.harmless(mark)], header()], called)


def _csv(lines: Iterable[Line], head: list[list[str]], called: Words) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _written(head)
    totals = Totals(called)
    for line in totals.watch(lines):
        yield _written([[cells.harmless(text) for text in called.texts(line)] + _amounts(line)])
    yield _written(totals.rows())


def workbook(lines: Iterable[Line], *, mark: str, kept: IO[bytes]) -> None:
    """Write a workbook into ``kept``; amounts are numbers, all else is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A3"
    sheet.append([_text(sheet, mark)])
    sheet.append([_text(sheet, name, bold=True) for name in header()])
    called = Words()
    totals = Totals(called)
    for line in totals.watch(lines):
        texts = [_text(sheet, text) for text in called.texts(line)]
        sheet.append([*texts, *_numbers(_amounts(line))])
    for row in totals.rows():
        sheet.append([*(_text(sheet, text) for text in row[:-3]), *_numbers(row[-3:])])
    book.save(kept)


class Totals:
    """Debit and credit of each unit, added up while the lines go by."""

    def __init__(self, called: Words) -> None:
        self._called = called
        self._sums: dict[str, tuple[int, int]] = {}

    def watch(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines, as they are."""
        for line in lines:
            debit, credit = self._sums.get(line.unit, (0, 0))
            self._sums[line.unit] = debit + line.debit, credit + line.credit
            yield line

    def rows(self) -> list[list[str]]:
        """A row for each unit; both sums are the same."""
        blank = [""] * (len(header()) - 4)
        return [
            [self._called.in_all, *blank, _decimal(debit, unit), _decimal(credit, unit), unit]
            for unit, (debit, credit) in sorted(self._sums.items())
        ]


def _amounts(line: Line) -> list[str]:
    return [
        _decimal(line.debit, line.unit) if line.debit else "",
        _decimal(line.credit, line.unit) if line.credit else "",
        line.unit,
    ]


def _decimal(amount: int, unit: str) -> str:
    """``12345`` fen as ``123.45``; points and uses as they are."""
    places = 0 if unit in COUNTED else exponent_of(unit)
    return str(Decimal(amount).scaleb(-places))


def _numbers(amounts: Sequence[str]) -> list[Any]:
    """Debit and credit as numbers, the unit as text."""
    *sums, unit = amounts
    return [*(Decimal(text) if text else None for text in sums), unit]


def _text(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """Text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()
