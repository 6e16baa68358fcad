"""Price labels: the barcode is what the code says, and everything stays on the label."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.papers import labels, tspl
from tessera.papers.labels import SIZES, Label

DRESS = Label("桑蚕丝印花连衣裙", "黛蓝 M", "QP-2201", "¥1,299.00", "6901234567892")


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("6901234567892", 95),  # EAN-13 is always that wide
        ("6901234567890", 11 * 10 + 13),  # a wrong check digit: Code 128, digits in pairs
        ("QP-2201", 11 * 9 + 13),
    ],
)
def test_a_barcode_is_an_ean_where_its_check_digit_is_right(code: str, modules: int) -> None:
    assert labels.is_ean(code) == (code == DRESS.code)
    drawn = labels.bars(code)
    assert set(drawn) == {"0", "1"}
    assert drawn.startswith("1")
    assert drawn.endswith("1")
    if code == DRESS.code:
        assert len(drawn) == modules


@pytest.mark.parametrize("code", ["", "连衣裙", "x" * 25, "A\nB"])
def test_what_no_scanner_reads_has_no_bars(code: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(code))):
        labels.bars(code)
    assert labels.drawn(Label("丝巾", "", "", "¥1", code), SIZES["40x30"]).bars == ()


TEXTS = st.text(st.sampled_from('ab 9-连衣裙（）"×'), max_size=60)
LABELS = st.builds(Label, TEXTS, TEXTS, TEXTS, st.just("¥12,990.00"), TEXTS | st.just(DRESS.code))


@given(LABELS, st.sampled_from(sorted(SIZES)))
def test_everything_stays_on_the_label(label: Label, name: str) -> None:
    size = SIZES[name]
    drawing = labels.drawn(label, size)

    for bar in drawing.bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= size.width
        assert bar.height > 0
        assert bar.top + bar.height <= size.height
    for words in drawing.words:
        assert words.height <= words.bottom <= size.height
    told = tspl.written([(label, 3)], size)
    assert told.count("PRINT 3,1\r\n") == 1
    assert len(told.splitlines()) == told.count("\r\n")


def test_a_label_printer_hears_its_size_the_texts_and_the_barcode() -> None:
    told = tspl.written([(DRESS, 2), (Label('丝"巾', "", "", "¥9", "S-1"), 0)], SIZES["40x30"])

    assert told.splitlines() == [
        "SIZE 40 mm,30 mm",
        "GAP 2 mm,0 mm",
        "DIRECTION 1",
        "CLS",
        'TEXT 12,12,"TSS24.BF2",0,1,1,"桑蚕丝印花连衣裙"',
        'TEXT 12,40,"TSS24.BF2",0,1,1,"黛蓝 M QP-2201"',
        'TEXT 12,68,"TSS24.BF2",0,2,2,"￥1,299.00"',
        'BARCODE 17,124,"EAN13",76,1,0,3,3,"6901234567892"',
        "PRINT 2,1",
    ]


def test_a_quotation_mark_in_a_name_ends_no_text() -> None:
    told = tspl.written([(Label('19" 包', "", "", "¥9", "S-1"), 1)], SIZES["60x40"])

    assert '"19\\["] 包"' in told
