"""Files of members as rows of texts: CSV in the usual encodings, XLSX; never more than was asked for.

A file is somebody's, so nothing in it is trusted: not how large it says to be, not how many cells
it claims, not that a cell is a value. Formulas are refused, as what they show depends on who looks.
"""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tessera.imports import errors, rules
from tessera.kernel.texts import one_line

_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",\t;"
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    SyntaxError,  # of XML
    RuntimeError,  # a password, or packed in a way that nobody here unpacks
    zlib.error,
    lzma.LZMAError,
)


def read(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file by their numbers, the header first, as texts; empty rows are left out.

    Raises Invalid ``imports.file_unreadable``, ``imports.file_too_large``, ``imports.too_many_rows``,
    ``imports.too_many_columns``, ``imports.cell_too_long``, ``imports.cell_is_formula``.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > rules.MOST_BYTES:
        raise errors.file_too_large(megabytes=rules.MOST_BYTES // 1024**2)
    file.seek(0)
    rows = _workbook(file) if file.read(2) == b"PK" else _text(file)
    yield from _bounded(rows)


def _bounded(rows: Iterator[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    header: list[str] = []
    count = 0
    for number, row in enumerate(rows, 1):
        cells = [_cell(value, number, place, header) for place, value in enumerate(row)]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > rules.MOST_COLUMNS:
            raise errors.too_many_columns(limit=rules.MOST_COLUMNS)
        header = header or cells
        count += 1
        if count > rules.MOST_ROWS + 1:
            raise errors.too_many_rows(limit=rules.MOST_ROWS)
        yield number, cells


def _cell(value: Any, row: int, place: int, header: list[str]) -> str:
    text = _plain(value)
    column = header[place][:40] if place < len(header) else str(place + 1)
    if len(text) > rules.LONGEST_CELL:
        raise errors.cell_too_long(row=row, column=column)
    if text.startswith("="):
        raise errors.cell_is_formula(row=row, column=column)
    return text


def _plain(value: Any) -> str:
    """A cell's value as it would be typed: a day without its midnight, a whole number without .0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ArrayFormula | DataTableFormula):
        return "="
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return one_line(str(value))


def _text(file: IO[bytes]) -> Iterator[list[Any]]:
    file.seek(0)
    text = _decoded(file.read())
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(rules.MOST_BYTES)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        raise errors.file_unreadable() from None


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise errors.file_unreadable()


def _workbook(file: IO[bytes]) -> Iterator[list[Any]]:
    """The first sheet that has anything. Whatever is broken inside is one refusal."""
    _check_size(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # the sheet's own word for its size is not taken
        sheet.reset_dimensions()
        yield from (
            list(row)
            for row in sheet.iter_rows(
                max_row=rules.MOST_ROWS * 2, max_col=rules.MOST_COLUMNS + 1, values_only=True
            )
        )
    except _BROKEN:
        raise errors.file_unreadable() from None


def _check_size(file: IO[bytes]) -> None:
    """Refuse what unpacks to far more than it is, and XML that defines entities of its own."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > rules.MOST_UNPACKED:
                raise errors.file_too_large(megabytes=rules.MOST_UNPACKED // 1024**2)
            for part in parts:
                with packed.open(part) as inside:
                    if b"<!DOCTYPE" in inside.read(1024):
                        raise errors.file_unreadable()
    except _BROKEN:
        raise errors.file_unreadable() from None
