"""What a column means and what a cell says; files in all their forms, and those that are refused."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tessera.imports import reading, rules
from tessera.kernel.errors import Invalid
from tessera.members.rules import Birthday

HEADER = ["姓名", "手机", "生日"]


def xlsx(*rows: list[Any]) -> io.BytesIO:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept


def rows_of(data: io.BytesIO) -> list[list[str]]:
    return [cells for _, cells in reading.read(data)]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["姓名", "手机号", "生日"], {"name": 0, "phone": 1, "birthday": 2}),
        ([" 会员姓名：", "手 机", "参考号"], {"name": 0, "phone": 1, "reference": 2}),
        (["Phone", "Name", "备注", "标签"], {"phone": 0, "name": 1, "note": 2, "tags": 3}),
        (["手机", "电话", "归属门店", "等级"], {"phone": 0, "store": 2, "level": 3}),
        (["积分", "余额"], {}),
    ],
)
def test_columns_are_known_by_what_they_are_called(
    header: list[str], found: dict[str, int]
) -> None:
    assert rules.recognise(header) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("13812345678.0", "13812345678"),
        ("1.3812345678E+10", "13812345678"),
        ("1.3812345678e10", "13812345678"),
        ("+86 138 1234 5678", "+86 138 1234 5678"),
        ("VIP-007.1", "VIP-007.1"),
        ("", ""),
    ],
)
def test_a_number_is_what_was_typed_before_the_spreadsheet(text: str, number: str) -> None:
    assert rules.number(text) == number


@pytest.mark.parametrize("text", ["1.38E+10", "1.38123E+10", "1E+10"])
def test_digits_that_a_spreadsheet_threw_away_are_not_guessed(text: str) -> None:
    with pytest.raises(Invalid, match=r"imports\.number_shortened"):
        rules.number(text)


@given(st.integers(10**10, 10**11 - 1))
def test_any_number_of_eleven_digits_survives_scientific_notation(value: int) -> None:
    digits = str(value)
    assert rules.number(f"{digits[0]}.{digits[1:]}E+10") == digits
    assert rules.number(f"{value}.0") == digits


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1990-03-05", Birthday(3, 5, 1990)),
        ("1990/3/5", Birthday(3, 5, 1990)),
        ("1990.03.05", Birthday(3, 5, 1990)),
        ("1990年3月5日", Birthday(3, 5, 1990)),
        ("19900305", Birthday(3, 5, 1990)),
        ("1990-03-05 00:00:00", Birthday(3, 5, 1990)),
        ("32937", Birthday(3, 5, 1990)),
        ("32937.0", Birthday(3, 5, 1990)),
        ("3月5日", Birthday(3, 5)),
        ("2-29", Birthday(2, 29)),
        ("农历8月15日", Birthday(8, 15, lunar=True)),
        ("农历1990年8月15日", Birthday(8, 15, 1990, lunar=True)),
    ],
)
def test_a_birthday_is_read_as_people_and_spreadsheets_write_it(
    text: str, birthday: Birthday
) -> None:
    assert rules.day(text) == birthday


@pytest.mark.parametrize(
    "text", ["1990-02-30", "昨天", "5", "99999999", "农历", "1990", "05/03/90"]
)
def test_a_day_that_cannot_be_read_is_not_guessed(text: str) -> None:
    with pytest.raises(Invalid, match=r"imports\.day_unreadable"):
        rules.day(text)


@pytest.mark.parametrize(
    "mapping",
    [{}, {"name": 0}, {"phone": 0, "name": 0}, {"phone": 9}, {"phone": -1}, {"phone": 0, "x": 1}],
)
def test_a_mapping_that_means_nothing_is_refused(mapping: dict[str, int]) -> None:
    with pytest.raises(Invalid, match=r"imports\.columns_unclear"):
        rules.checked_mapping(mapping, columns=3)


def test_a_consent_needs_its_day_and_its_proof() -> None:
    mapping = {"phone": 0, "consent_on": 1, "consent_proof": 2}
    for cells in (["13812345678", "2025-01-01", ""], ["13812345678", "", "单据"]):
        with pytest.raises(Invalid, match=r"imports\.consent_unproved"):
            rules.read_row(cells, mapping)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    data = "姓名,手机\r\n王芳,13812345678\r\n,\r\n".encode(encoding)
    assert rows_of(io.BytesIO(data)) == [["姓名", "手机"], ["王芳", "13812345678"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_with_whatever_stands_between_the_cells(separator: str) -> None:
    data = separator.join(["姓名", "手机"]) + "\n" + separator.join(['"王, 芳; x"', "1"])
    assert rows_of(io.BytesIO(data.encode()))[1] == ["王, 芳; x", "1"]


def test_a_workbook_is_read_with_its_phones_and_days_as_typed() -> None:
    data = xlsx(HEADER, ["王芳", 13812345678.0, date(1990, 3, 5)], [None, None, None], ["李", "x"])
    assert list(reading.read(data)) == [
        (1, HEADER),
        (2, ["王芳", "13812345678", "1990-03-05"]),
        (4, ["李", "x"]),
    ]


@pytest.mark.parametrize("data", [xlsx(HEADER, ["=1+1"]), io.BytesIO("姓名\n=cmd".encode())])
def test_a_formula_is_refused_and_where_it_stands(data: io.BytesIO) -> None:
    with pytest.raises(Invalid, match=r"imports\.cell_is_formula") as refusal:
        rows_of(data)
    assert refusal.value.data == {"row": 2, "column": "姓名"}


@pytest.mark.parametrize(
    "make", [xlsx, lambda *rows: io.BytesIO("\n".join(r[0] for r in rows).encode())]
)
def test_a_cell_of_a_megabyte_is_refused(make: Any) -> None:
    with pytest.raises(Invalid, match=r"imports\.cell_too_long"):
        rows_of(make(["姓名"], ["x" * 10**6]))


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_ROWS", 3)
    with pytest.raises(Invalid, match=r"imports\.too_many_rows"):
        rows_of(xlsx(*[["x"]] * 5))
    with pytest.raises(Invalid, match=r"imports\.too_many_columns"):
        rows_of(io.BytesIO((",".join("x" * 61)).encode()))


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_BYTES", 10)
    with pytest.raises(Invalid, match=r"imports\.file_too_large"):
        rows_of(io.BytesIO(b"x" * 11))


def packed(**parts: bytes) -> io.BytesIO:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return kept


def test_what_unpacks_to_far_more_than_it_is_is_refused_unread() -> None:
    bomb = packed(**{"xl/worksheets/sheet1.xml": b"0" * (rules.MOST_UNPACKED + 1)})
    assert bomb.tell() < rules.MOST_BYTES
    with pytest.raises(Invalid, match=r"imports\.file_too_large"):
        rows_of(bomb)


def test_xml_that_defines_entities_is_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with pytest.raises(Invalid, match=r"imports\.file_unreadable"):
        rows_of(packed(**{"xl/workbook.xml": evil}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04broken",
        b"\xff\xfe\x00",
        b"a\x00b",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_what_is_no_list_is_one_clear_refusal_or_empty(data: bytes) -> None:
    assert answer(data) in {"[]", "imports.file_unreadable"}


def test_a_workbook_that_was_damaged_on_its_way_is_one_clear_refusal() -> None:
    whole = xlsx(HEADER, *([f"王{n}", 13900000000 + n, date(1990, 1, 1)] for n in range(99)))
    data = bytearray(whole.getvalue())
    for place in range(60, len(data), 7):
        damaged = bytes(data[:place]) + bytes([data[place] ^ 0xFF]) + bytes(data[place + 1 :])
        assert answer(damaged)[:3] in {"imp", "[['"}
        assert answer(bytes(data[:place])) == "imports.file_unreadable"


@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 9), (10, 14), (10, 99)])
def test_a_workbook_with_a_password_or_packed_strangely_is_one_clear_refusal(
    place: int, value: int
) -> None:
    data = bytearray(xlsx(HEADER).getvalue())
    for sign, offset in ((b"PK\1\2", 0), (b"PK\3\4", -2)):
        at = data.find(sign)
        while at >= 0:
            data[at + place + offset] = value
            at = data.find(sign, at + 1)
    assert answer(bytes(data)) == "imports.file_unreadable"


@given(st.binary(max_size=300))
def test_whatever_bytes_there_are_the_answer_is_rows_or_a_refusal(data: bytes) -> None:
    for begun in (data, b"PK" + data):
        assert answer(begun).startswith(("[]", "[[", "imports."))


def answer(data: bytes) -> str:
    try:
        return str(rows_of(io.BytesIO(data)))
    except Invalid as refusal:
        return refusal.code


def test_a_day_of_the_workbook_that_is_no_midnight_keeps_its_hour() -> None:
    rows = rows_of(xlsx(["x"], [datetime.fromisoformat("2020-01-01T09:30")], [date(2020, 1, 1)]))
    assert rows[1:] == [["2020-01-01 09:30:00"], ["2020-01-01"]]
