import pytest

from tessera.catalog import rules
from tessera.catalog.rules import NewSku
from tessera.kernel.errors import DomainError


@pytest.mark.parametrize(
    ("twelve", "digit"),
    [("400638133393", "1"), ("690123456789", "2"), ("200000000000", "8"), ("978030640615", "7")],
)
def test_the_check_digit_is_that_of_the_standard(twelve: str, digit: str) -> None:
    assert rules.check_digit(twelve) == digit


def test_a_barcode_of_our_own_is_a_valid_ean13_of_the_internal_range() -> None:
    barcode = rules.own_barcode(style="D100", colour="红", size="M")
    assert len(barcode) == 13
    assert barcode.startswith("200")
    assert rules.check_digit(barcode[:12]) == barcode[12]


def test_the_same_sku_gets_the_same_barcode_and_others_get_others() -> None:
    own = rules.own_barcode(style="D100", colour="红", size="M")
    assert own == rules.own_barcode(style="D100", colour="红", size="M")
    others = {
        rules.own_barcode(style="D100", colour="红", size="L"),
        rules.own_barcode(style="D10", colour="0红", size="M"),
        rules.own_barcode(style="D100", colour="红", size="M", attempt=1),
    }
    assert len(others | {own}) == 4


def test_full_width_codes_are_narrowed() -> None:
    assert rules.tidy(" Ｄ１００ ") == "D100"


def test_skus_keep_their_order_and_lose_blanks() -> None:
    matrix = rules.check_matrix(
        kind="goods", skus=[NewSku(tag_minor=1, colour=" 红 ", size="M"), NewSku(tag_minor=2)]
    )
    assert [(sku.colour, sku.position) for sku in matrix] == [("红", 0), ("", 1)]


@pytest.mark.parametrize(
    ("kind", "skus", "code"),
    [
        ("goods", [], "products.skus_missing"),
        ("goods", [NewSku(tag_minor=-1)], "products.price_invalid"),
        ("goods", [NewSku(tag_minor=10**13)], "products.price_invalid"),
        ("goods", [NewSku(tag_minor=1, colour="色" * 21)], "products.text_invalid"),
        ("goods", [NewSku(tag_minor=1), NewSku(tag_minor=2)], "products.sku_repeated"),
        (
            "goods",
            [NewSku(tag_minor=1, size="S", barcode="7"), NewSku(tag_minor=1, barcode=" 7")],
            "products.barcode_taken",
        ),
        ("fee", [NewSku(tag_minor=1, size="S")], "products.single_sku"),
        ("service", [NewSku(tag_minor=1), NewSku(tag_minor=2)], "products.single_sku"),
    ],
)
def test_a_matrix_that_cannot_be_is_refused(kind: str, skus: list[NewSku], code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.check_matrix(kind=kind, skus=skus)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("sizes", "ordered"),
    [
        (["L", "S", "XL", "M", "S"], ["S", "M", "L", "XL"]),
        (["175", "90", "160"], ["90", "160", "175"]),
        (["均码", "L", "S"], ["均码", "L", "S"]),
        ([], []),
    ],
)
def test_sizes_run_from_small_to_large(sizes: list[str], ordered: list[str]) -> None:
    assert rules.in_size_order(sizes) == ordered
