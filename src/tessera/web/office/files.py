"""Lists as files to take along; the first line says who took them and when (law 10)."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from tessera.web.kit import cells

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def xlsx(*, mark: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook: the mark, the header in bold, then the rows, all as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.oddHeader.center.text = mark.replace("&", "&&")
    sheet.freeze_panes = "A3"
    sheet.append([mark])
    bold = []
    for text in header:
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: object, text: str) -> WriteOnlyCell:
    """Text, whatever it begins with: nothing that a member typed is a formula."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def csv_file(*, header: Sequence[str], rows: Iterable[Sequence[str]], mark: str = "") -> bytes:
    """The same as comma-separated values, with the sign by which Excel knows UTF-8.

    Without a mark it can be mended and read in again.
    """
    kept = io.StringIO()
    writer = csv.writer(kept)
    if mark:
        writer.writerow([mark])
    writer.writerows([cells.harmless(text) for text in row] for row in chain([header], rows))
    return kept.getvalue().encode("utf-8-sig")
