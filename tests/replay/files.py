"""Files to replay: written by hand for a test, or the beginning of the real one."""

import csv
import gzip
import io
import os
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TESSERA_SHARED", ROOT.parent / "shared"))
REAL = SHARED / "data/online-retail.csv.gz"

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


def line(
    invoice: str = "1001",
    code: str = "TEA",
    quantity: int | str = 1,
    price: str = "2.50",
    customer: str = "",
    at: str = "2011-03-01 10:00:00",
    name: str = "TEA TOWEL",
) -> str:
    """One line as the file spells it."""
    return f"{invoice},{code},{name},{quantity},{at},{price},{customer},United Kingdom"


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    """A whole file of ``lines`` at ``path``."""
    path.write_bytes(gzip.compress("\n".join([header, *lines, ""]).encode()))
    return path


def real_lines(*, until: str) -> Iterable[list[str]]:
    """The real file's lines, its column names first, before an instant such as 2011-01-01."""
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        yield next(reader)
        for row in reader:
            if row[4] >= until:
                return
            yield row


def write_real(path: Path, *, until: str, invoices: int | None = None) -> Path:
    """The beginning of the real file at ``path``, of so many invoices at most."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    seen: set[str] = set()
    for row in real_lines(until=until):
        seen.add(row[0])
        if invoices is not None and len(seen) > invoices + 1:  # the column names are one of them
            break
        writer.writerow(row)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=1))
    return path
