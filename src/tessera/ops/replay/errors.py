"""Refusals of the replay: a file that cannot be read as a whole, a house that cannot take it."""

from pathlib import Path

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def file_missing(path: Path) -> NotFound:
    """No such file, or none that may be read."""
    return NotFound(
        "replay.file_missing",
        gettext_noop("The file %(path)s is not there or may not be read. Check its name."),
        path=str(path),
    )


def not_gzip(path: Path) -> Invalid:
    """Something else than a gzip file."""
    return Invalid(
        "replay.not_gzip",
        gettext_noop("%(path)s is not a gzip file. Compress the CSV file with gzip first."),
        path=str(path),
    )


def damaged(path: Path, line: int) -> Invalid:
    """The gzip file ends too early, or its check sum is wrong."""
    return Invalid(
        "replay.file_damaged",
        gettext_noop(
            "%(path)s is damaged or breaks off after line %(line)s. Copy or download it again."
        ),
        path=str(path),
        line=line,
    )


def not_utf8(line: int) -> Invalid:
    """Another encoding than UTF-8."""
    return Invalid(
        "replay.not_utf8",
        gettext_noop("Line %(line)s is not UTF-8. Save the file in UTF-8 and compress it again."),
        line=line,
    )


def columns_missing(columns: list[str]) -> Invalid:
    """The first line lacks columns."""
    return Invalid(
        "replay.columns_missing",
        gettext_noop(
            "The first line lacks %(columns)s. It must name the columns as docs/replay.md does."
        ),
        columns=", ".join(columns),
    )


def no_lines() -> Invalid:
    """Column names and nothing else, or nothing at all."""
    return Invalid("replay.no_lines", gettext_noop("The file holds no lines. Choose another file."))


def not_csv(line: int) -> Invalid:
    """Quotes that do not match."""
    return Invalid(
        "replay.not_csv",
        gettext_noop("The quotes of line %(line)s do not match. Correct the line."),
        line=line,
    )


def fields_wrong(line: int, found: int, wanted: int) -> Invalid:
    """A line with too few or too many fields."""
    return Invalid(
        "replay.fields_wrong",
        gettext_noop(
            "Line %(line)s has %(found)s fields instead of %(wanted)s. Correct it, or copy the"
            " file again if it breaks off there."
        ),
        line=line,
        found=found,
        wanted=wanted,
    )


_WANTED = {
    "InvoiceNo": gettext_noop(
        "Line %(line)s: the invoice number “%(text)s” is not digits, with C or A before them or"
        " nothing. Correct it."
    ),
    "StockCode": gettext_noop(
        "Line %(line)s: the stock code “%(text)s” is empty or longer than 40 letters. Correct it."
    ),
    "Quantity": gettext_noop(
        "Line %(line)s: the quantity “%(text)s” is not a whole number from 1 to 99999, with a"
        " minus or without. Correct it."
    ),
    "InvoiceDate": gettext_noop(
        "Line %(line)s: the date “%(text)s” is not like 2010-12-01 08:26:00. Correct it."
    ),
    "UnitPrice": gettext_noop(
        "Line %(line)s: the price “%(text)s” is not a number like 2.55. Correct it."
    ),
    "CustomerID": gettext_noop(
        "Line %(line)s: the customer “%(text)s” is neither a number nor empty. Correct it."
    ),
}


def value_wrong(line: int, column: str, text: str) -> Invalid:
    """A value that cannot be read as what its column holds."""
    return Invalid("replay.value_wrong", _WANTED[column], line=line, text=text[:60])


def customers_differ(line: int, invoice: str) -> Invalid:
    """One invoice of two customers."""
    return Invalid(
        "replay.customers_differ",
        gettext_noop(
            "Line %(line)s gives invoice %(invoice)s another customer than its lines before."
            " Correct the one that is wrong."
        ),
        line=line,
        invoice=invoice,
    )


def currency_differs(currency: str) -> Conflict:
    """A brand whose books are not in pounds."""
    return Conflict(
        "replay.currency_differs",
        gettext_noop(
            "This brand keeps its books in %(currency)s, the file is in GBP. Replay it into an"
            " empty data folder: TESSERA_DATA=/an/empty/folder tessera replay FILE"
        ),
        currency=currency,
    )


def product_differs(style: str) -> Conflict:
    """A style of that name that is something else."""
    return Conflict(
        "replay.product_differs",
        gettext_noop(
            "The brand has a product %(style)s of another kind, or in several colours or sizes."
            " Replay the file into an empty data folder (TESSERA_DATA)."
        ),
        style=style,
    )


def invoice_refused(invoice: str, line: int) -> Conflict:
    """A use case refused an invoice; that refusal is the cause of this one."""
    return Conflict(
        "replay.invoice_refused",
        gettext_noop(
            "Invoice %(invoice)s (line %(line)s) was refused. All before it is posted; put right"
            " what the next line says and run the same command again."
        ),
        invoice=invoice,
        line=line,
    )
