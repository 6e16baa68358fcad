"""Who served a line, and what of it is theirs. Pure. Domain handbook 5.10."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tessera.kernel.money import BASIS, allocate

MOST_GUIDES = 5


@dataclass(frozen=True, slots=True)
class Share:
    """``share_bp`` of a line is ``staff_id``'s."""

    staff_id: UUID
    share_bp: int


def is_whole(shares: Sequence[Share]) -> bool:
    """Whether it is nobody, or a few different people whose shares make up the whole."""
    if not shares:
        return True
    people = {one.staff_id for one in shares}
    sound = len(people) == len(shares) <= MOST_GUIDES and all(one.share_bp > 0 for one in shares)
    return sound and sum(one.share_bp for one in shares) == BASIS


def divide(amount_minor: int, shares_bp: Sequence[int]) -> list[int]:
    """An amount over shares, by the largest remainder."""
    return allocate(amount_minor, shares_bp)


def reverse(shares_bp: Sequence[int], *, done_minor: int, now_minor: int) -> list[int]:
    """What a return of ``now_minor`` takes from each, after ``done_minor`` came back before: cumulative,
    so that all of a line coming back takes exactly what it gave."""
    after = divide(done_minor + now_minor, shares_bp)
    return [
        all_ - before for all_, before in zip(after, divide(done_minor, shares_bp), strict=True)
    ]
