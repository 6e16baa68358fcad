"""Pure rules of the stock: how far a store may go down, and what a document may say."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tessera.stock import errors

MAX_PIECES = 999_999
MAX_REASON = 80


@dataclass(frozen=True, slots=True)
class StockFacts:
    """What one read saw of a SKU in a store. ``floor`` is None where there is none."""

    id: UUID
    sku_id: UUID
    on_hand: int
    floor: int | None


def check_enough(
    *, sku_id: UUID, name: str, on_hand: int, change: int, allows_negative: bool
) -> None:
    """Raise Conflict ``stock.insufficient`` when ``change`` takes what is not there.

    What comes in is never refused, even where it does not yet fill a hole of earlier days.
    """
    if change < 0 and not allows_negative and on_hand + change < 0:
        raise errors.insufficient(sku_id=sku_id, name=name, on_hand=max(on_hand, 0), asked=-change)


def floor_after(*, on_hand: int, allows_negative: bool) -> int | None:
    """The floor that a row gets with the movement that leaves ``on_hand``.

    None where the store may go below zero. Else zero; or, while a hole of earlier days is
    being filled after the store lost that freedom, the depth that is left of it.
    """
    return None if allows_negative else min(0, on_hand)


def merged(lines: Iterable[tuple[UUID, int]]) -> dict[UUID, int]:
    """Pieces by SKU of a received document; a SKU may come twice.

    Raises Invalid ``stock.lines_missing`` and ``stock.quantity_invalid``.
    """
    pieces: dict[UUID, int] = {}
    for sku_id, quantity in lines:
        pieces[sku_id] = pieces.get(sku_id, 0) + quantity
        if quantity < 1 or pieces[sku_id] > MAX_PIECES:
            raise errors.quantity_invalid()
    if not pieces:
        raise errors.lines_missing()
    return pieces


def check_correction(quantity: int, reason: str) -> str:
    """The reason without blanks around.

    Raises Invalid ``stock.correction_invalid``, ``stock.reason_missing``, ``text_too_long``.
    """
    if not quantity or abs(quantity) > MAX_PIECES:
        raise errors.correction_invalid()
    if not reason.strip():
        raise errors.reason_missing()
    return check_note(reason)


def check_note(note: str) -> str:
    """The note without blanks around. Raises Invalid ``stock.text_too_long``."""
    note = note.strip()
    if len(note) > MAX_REASON:
        raise errors.text_too_long(limit=MAX_REASON)
    return note
