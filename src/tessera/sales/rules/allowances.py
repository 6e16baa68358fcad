"""Pure rules: what is set aside for a till that may lose its line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Most:
    """The most that one till may take of one member by itself, in points and minor units."""

    points: int
    wallet_minor: int


@dataclass(frozen=True, slots=True)
class There:
    """What a member could spend through the last day of a limit."""

    points: int
    wallet_minor: int


def to_set_aside(most: Most, there: There, *, proof_over_minor: int | None) -> Most:
    """As much as the brand allows and the member has. Where payments over a mark need a proof, which
    a till without a line cannot try, no more than the mark is handed out."""
    wallet = min(most.wallet_minor, there.wallet_minor)
    if proof_over_minor is not None:
        wallet = min(wallet, proof_over_minor)
    return Most(max(0, min(most.points, there.points)), max(0, wallet))


def signed_text(
    *,
    allowance_id: UUID,
    till_id: UUID,
    member_id: UUID,
    points: int,
    wallet_minor: int,
    coupon_codes: tuple[str, ...],
    until: datetime,
) -> str:
    """What is signed: all that a till relies on, in one order."""
    parts = (allowance_id.hex, till_id.hex, member_id.hex, points, wallet_minor, until.isoformat())
    return ":".join([*map(str, parts), *coupon_codes])


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one limit."""

    points: int
    wallet_minor: int


@dataclass(frozen=True, slots=True)
class Share:
    """What is drawn from each limit, in their order, and what none of them has."""

    drawn: tuple[Left, ...]
    short: Left


def share_out(lefts: tuple[Left, ...], *, points: int, wallet_minor: int) -> Share:
    """Draw ``points`` and ``wallet_minor`` from limits in their order, never more than each has."""
    drawn = []
    for left in lefts:
        part = Left(min(points, left.points), min(wallet_minor, left.wallet_minor))
        drawn.append(part)
        points, wallet_minor = points - part.points, wallet_minor - part.wallet_minor
    return Share(tuple(drawn), Left(points, wallet_minor))
