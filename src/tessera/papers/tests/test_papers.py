"""Lines and columns of receipt printers, and the languages that printers are told them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.papers import columns, escpos, feie, wire
from tessera.papers.document import Block, Code, Gap, Pair, Paper, Rule, Text
from tessera.papers.layout import Row, laid_out

LONG = "桑蚕丝印花翻领短袖连衣裙（限量版）"


@pytest.mark.parametrize(
    ("text", "drawn", "taken"),
    [
        ("ABC", "ABC", 3),
        ("连衣裙", "连衣裙", 6),
        ("×2", "×2", 3),
        ("¥9.90", "￥9.90", 6),
        ("−9.90", "-9.90", 5),
        ("Cafe\u0301", "Café", 5),
        ("a\u00a0b\x1b\u200d", "a b", 3),
    ],
)
def test_what_gb18030_writes_in_two_bytes_takes_two_columns(
    text: str, drawn: str, taken: int
) -> None:
    assert columns.plain(text) == drawn
    assert columns.width(drawn) == taken


@pytest.mark.parametrize(
    ("left", "right", "room", "lines"),
    [
        ("丝巾", "299.00", 32, ["丝巾                      299.00"]),
        ("Total", "1,299.00", 16, ["Total   1,299.00"]),
        (
            LONG,
            "1,299.00",
            32,
            ["桑蚕丝印花翻领短袖连衣裙（限量版", "）                      1,299.00"],
        ),
        (
            "Merino wool cardigan",
            "899.00",
            16,
            ["Merino wool", "cardigan  899.00"],
        ),
        ("一二三四五六七八", "899.00", 16, ["一二三四五六七八", "          899.00"]),
        ("M", "", 8, ["M       "]),
    ],
)
def test_long_names_wrap_and_amounts_stand_at_the_right_edge(
    left: str, right: str, room: int, lines: list[str]
) -> None:
    assert columns.paired(left, right, room) == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("谢谢惠顾 欢迎再来", 10, ["谢谢惠顾", "欢迎再来"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a连衣裙", 4, ["a连", "衣裙"]),
        ("  ", 4, [""]),
        ("one two", 7, ["one two"]),
    ],
)
def test_lines_break_between_words_and_never_within_a_character(
    text: str, room: int, lines: list[str]
) -> None:
    assert columns.wrapped(text, room) == lines


_TEXTS = st.text(
    st.sampled_from("ab 9.-连衣裙（）×é🎁\x1b\n\u200d\u0301<>"), max_size=120
) | st.text(max_size=60)
_FLAGS = {"bold": st.booleans(), "large": st.booleans()}
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, _TEXTS, st.sampled_from(["left", "center", "right"]), **_FLAGS),
    st.builds(Pair, _TEXTS, _TEXTS, **_FLAGS),
    st.just(Rule()),
    st.builds(Gap, st.integers(1, 20)),
    st.builds(Code, _TEXTS),
)
PAPERS = st.builds(Paper, st.just("单据"), st.lists(BLOCKS, max_size=6).map(tuple))


@given(PAPERS, st.sampled_from([columns.NARROW, columns.WIDE]))
def test_no_line_is_wider_than_the_paper_and_no_name_commands_the_printer(
    paper: Paper, room: int
) -> None:
    for row in laid_out(paper, room):
        if isinstance(row, Row):
            assert columns.width(row.text) * (2 if row.large else 1) <= room
            assert not any(ord(sign) < 32 for sign in row.text)
    escpos.written(paper, room)


@given(PAPERS)
def test_a_paper_arrives_as_it_was_sent(paper: Paper) -> None:
    assert wire.understood(wire.told(paper)) == paper


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"title": "x"},
        {"title": 1, "blocks": []},
        {"title": "x", "blocks": [{}]},
        {"title": "x", "blocks": [{"gap": 99}]},
        {"title": "x", "blocks": [{"text": "y", "align": "above"}]},
        {"title": "x", "blocks": [{"left": "y"}]},
        {"title": "x", "blocks": [{"rule": True}] * 2001},
    ],
)
def test_what_is_no_paper_is_refused(given: object) -> None:
    with pytest.raises(wire.NotAPaperError):
        wire.understood(given)


SMALL = Paper(
    "收据", (Text("雅集", "center", bold=True, large=True), Pair("丝巾", "299.00"), Code("HZ"))
)


def test_a_printer_hears_gb18030_large_letters_its_own_qr_code_and_the_cut() -> None:
    told = escpos.written(SMALL, 32)

    assert told.startswith(b"\x1b@\x1c&\x1d!\x11\x1c!\x0c\x1bE\x01" + b" " * 6)
    assert "雅集".encode("gb18030") in told
    assert b"\x1d(k\x05\x00\x31\x50\x30HZ" in told
    assert told.endswith(b"\x1bd\x04\x1dV\x01")


def test_feie_hears_tags_and_a_name_of_goods_is_none() -> None:
    tricky = Paper("x", (*SMALL.blocks, Text("<CUT>丝巾", bold=True)))

    (order,) = feie.written(tricky, 32)

    assert order.startswith(
        "<B><BOLD>      雅集</BOLD></B><BR>丝巾                      299.00<BR>"
    )
    assert order.endswith("<QR>HZ</QR><BOLD>(CUT)丝巾</BOLD><BR><CUT>")


def test_a_long_paper_goes_to_feie_in_several_orders_and_is_cut_once() -> None:
    orders = feie.written(Paper("长单", (Pair("桑蚕丝连衣裙", "299.00"),) * 400), 48)

    assert len(orders) > 1
    assert all(len(one.encode()) <= feie.LONGEST for one in orders)
    assert "".join(orders).count("299.00") == 400
    assert "".join(orders).count("<CUT>") == 1
