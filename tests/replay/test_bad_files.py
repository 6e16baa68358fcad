"""A file that cannot be replayed as a whole is refused before anything is written."""

import gzip
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tessera.catalog.models import Product
from tessera.kernel.errors import DomainError
from tessera.ops.replay import errors, source
from tessera.org.models import Brand
from tessera.platform.models import AuditRow
from tests.replay import files
from tests.replay.files import HEADER, line

GOOD = line("1001")


def refused(file: Path) -> DomainError:
    with pytest.raises(DomainError) as caught:
        source.read(file)
    return caught.value


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        ("InvoiceNo", line("")),
        ("InvoiceNo", line("X1002")),
        ("InvoiceNo", line("1002.5")),
        ("StockCode", line(code="")),
        ("StockCode", line(code="T" * 41)),
        ("Quantity", line(quantity="six")),
        ("Quantity", line(quantity="1.5")),
        ("Quantity", line(quantity="0")),
        ("Quantity", line(quantity="")),
        ("Quantity", line(quantity="100000")),
        ("InvoiceDate", line(at="01/03/2011 10:00")),
        ("InvoiceDate", line(at="2011-02-30 10:00:00")),
        ("InvoiceDate", line(at="")),
        ("UnitPrice", line(price="2,5").replace("2,5", '"2,5"')),
        ("UnitPrice", line(price="")),
        ("UnitPrice", line(price="NaN")),
        ("UnitPrice", line(price="1e3")),
        ("CustomerID", line(customer="Jane")),
        ("CustomerID", line(customer="17850.5")),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_line(
    file: Path, column: str, bad: str
) -> None:
    error = refused(files.write(file, GOOD, GOOD, bad))

    assert error.code == "replay.value_wrong"
    assert error.data["line"] == 4
    assert "Line 4" in error.message
    assert error.template == errors.value_wrong(1, column, "").template


def test_the_line_counts_on_after_a_description_with_a_line_break(file: Path) -> None:
    broken = line(name='"TEA\nTOWEL"')

    assert refused(files.write(file, broken, line(quantity="six"))).data["line"] == 4


def test_one_invoice_of_two_customers_is_refused(file: Path) -> None:
    error = refused(files.write(file, line(customer="1.0"), line(customer="2.0")))

    assert (error.code, error.data) == (
        "replay.customers_differ",
        {"line": 3, "invoice": "1001"},
    )


@pytest.mark.parametrize("bad", ["1002,TEA,TOWEL,1", GOOD + ",more"])
def test_a_line_with_another_number_of_fields_is_refused(file: Path, bad: str) -> None:
    error = refused(files.write(file, GOOD, bad))

    assert (error.code, error.data["line"]) == ("replay.fields_wrong", 3)


def test_quotes_that_do_not_match_are_refused(file: Path) -> None:
    error = refused(files.write(file, GOOD, line(name='"TEA')))

    assert (error.code, error.data["line"]) == ("replay.not_csv", 3)


def test_missing_columns_are_named(file: Path) -> None:
    error = refused(files.write(file, GOOD, header=HEADER.replace("UnitPrice", "Price")))

    assert (error.code, error.data["columns"]) == ("replay.columns_missing", "UnitPrice")


def test_columns_may_stand_in_another_order_and_be_more(file: Path) -> None:
    header = "Extra,Quantity,InvoiceNo,StockCode,Description,InvoiceDate,UnitPrice,CustomerID"
    files.write(file, "x,2,1001,TEA,TOWEL,2011-03-01 10:00:00,2.50,5.0", header=header)

    [invoice] = source.read(file).invoices
    assert (invoice.number, invoice.customer, invoice.lines[0].quantity) == ("1001", "5", 2)


def test_another_encoding_is_refused_with_its_line(file: Path) -> None:
    text = "\n".join([HEADER, GOOD, line(name="CAFÉ"), ""])
    file.write_bytes(gzip.compress(text.encode("latin-1")))

    error = refused(file)

    assert (error.code, error.data["line"]) == ("replay.not_utf8", 3)


@pytest.mark.parametrize("content", [b"", f"{HEADER}\n".encode()], ids=["nothing", "columns only"])
def test_a_file_without_lines_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(gzip.compress(content))

    assert refused(file).code in {"replay.no_lines", "replay.columns_missing"}


def test_a_file_that_is_not_compressed_is_refused(file: Path) -> None:
    file.write_text(f"{HEADER}\n{GOOD}\n")

    assert refused(file).code == "replay.not_gzip"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv.gz").code == "replay.file_missing"
    assert refused(tmp_path).code == "replay.file_missing"


def test_a_file_that_breaks_off_is_refused(file: Path) -> None:
    whole = files.write(file, *[line(str(number)) for number in range(1000, 3000)]).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    assert refused(file).code == "replay.file_damaged"


def test_a_file_that_was_changed_on_its_way_is_refused(file: Path) -> None:
    content = bytearray(files.write(file, GOOD).read_bytes())
    content[-6] ^= 1
    file.write_bytes(content)

    assert refused(file).code == "replay.file_damaged"


@pytest.mark.django_db
def test_nothing_is_written_of_a_file_with_one_bad_line(file: Path) -> None:
    files.write(file, GOOD, line("1002"), line("1003", quantity="six"))

    with pytest.raises(CommandError) as caught:
        call_command("replay", str(file), stdout=io.StringIO())

    assert "4" in str(caught.value)
    assert not Brand.objects.exists()
    assert not Product.objects.exists()
    assert not AuditRow.objects.exists()


def test_the_same_content_compressed_anew_is_the_same_file(file: Path, tmp_path: Path) -> None:
    files.write(file, GOOD)
    other = tmp_path / "other.csv.gz"
    other.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()), compresslevel=1, mtime=7))

    assert source.read(file).id == source.read(other).id
    assert source.read(file).id != source.read(files.write(file, line("1002"))).id
