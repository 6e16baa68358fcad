from uuid import UUID

import pytest

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.stock import rules

SKU, OTHER = uuid7(), uuid7()


@pytest.mark.parametrize(
    ("on_hand", "change", "allows_negative"),
    [(3, -3, False), (0, -1, True), (-5, -5, True), (-5, 2, False), (0, 0, False)],
)
def test_what_is_there_or_comes_in_or_may_be_owed_moves(
    *, on_hand: int, change: int, allows_negative: bool
) -> None:
    rules.check_enough(
        sku_id=SKU, name="裙", on_hand=on_hand, change=change, allows_negative=allows_negative
    )


@pytest.mark.parametrize(("on_hand", "told"), [(2, 2), (0, 0), (-4, 0)])
def test_more_than_is_there_is_refused_with_what_is(on_hand: int, told: int) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.check_enough(
            sku_id=SKU, name="连衣裙", on_hand=on_hand, change=-3, allows_negative=False
        )
    assert refusal.value.code == "stock.insufficient"
    assert refusal.value.data == {
        "sku_id": str(SKU),
        "name": "连衣裙",
        "on_hand": told,
        "asked": 3,
    }
    assert "连衣裙" in refusal.value.message


@pytest.mark.parametrize(
    ("on_hand", "allows_negative", "floor"),
    [(5, False, 0), (0, False, 0), (-2, False, -2), (-2, True, None), (5, True, None)],
)
def test_the_floor_is_what_the_store_allows_or_the_hole_that_is_left(
    *, on_hand: int, allows_negative: bool, floor: int | None
) -> None:
    assert rules.floor_after(on_hand=on_hand, allows_negative=allows_negative) == floor


def test_lines_of_one_sku_are_one() -> None:
    assert rules.merged([(SKU, 2), (OTHER, 1), (SKU, 3)]) == {SKU: 5, OTHER: 1}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "stock.lines_missing"),
        ([(SKU, 0)], "stock.quantity_invalid"),
        ([(SKU, 5), (SKU, -1)], "stock.quantity_invalid"),
        ([(SKU, 999_999), (SKU, 1)], "stock.quantity_invalid"),
    ],
)
def test_a_document_that_cannot_be_is_refused(lines: list[tuple[UUID, int]], code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.merged(lines)
    assert refusal.value.code == code
