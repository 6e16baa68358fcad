"""Tables as files to take along; the first line says who took them and when (law 10).

Nothing that somebody typed is a formula.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FOREIGN_PHONE = "+"

Value = str | int | Decimal | None
"""A text stays a text, whatever it begins with; a number is one; None is an empty cell."""


def csv_pieces(
    *, header: Sequence[str], rows: Iterable[Sequence[Value]], mark: str = ""
) -> Iterator[bytes]:
    """Comma-separated values piece by piece, with the sign by which Excel knows UTF-8.

    Without a mark the file can be mended and read in again.
    """
    yield "\ufeff".encode() + _written([*([[mark]] if mark else []), header])
    for row in rows:
        yield _written([row])


def csv_file(*, header: Sequence[str], rows: Iterable[Sequence[Value]], mark: str = "") -> bytes:
    """The same in one piece."""
    return b"".join(csv_pieces(header=header, rows=rows, mark=mark))


def _written(rows: Iterable[Sequence[Value]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows(
        [_harmless(one) if isinstance(one, str) else one for one in row] for row in rows
    )
    return kept.getvalue().encode()


def _harmless(text: str) -> str:
    """``text`` marked as text where a spreadsheet would take it for a formula; a phone is none."""
    if text.startswith(_FORMULAS) and not text.removeprefix(_FOREIGN_PHONE).isdigit():
        return f"'{text}"
    return text


def write_xlsx(
    kept: IO[bytes], *, mark: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write a workbook into ``kept``: the mark, the header in bold, then the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.oddHeader.center.text = mark.replace("&", "&&")
    sheet.freeze_panes = "A3"
    sheet.append([_cell(sheet, mark)])
    sheet.append([_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, one) if isinstance(one, str) else one for one in row])
    book.save(kept)


def xlsx(*, mark: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The same as bytes."""
    kept = io.BytesIO()
    write_xlsx(kept, mark=mark, header=header, rows=rows)
    return kept.getvalue()


def _cell(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
