"""What somebody buys on one visit, and how they pay."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from tessera.ops.demo import brand, seasons
from tessera.ops.demo.brand import Shop
from tessera.ops.demo.deeds import Person, Piece, Sell
from tessera.ops.demo.shelves import Shelves
from tessera.ops.demo.styles import ONE_SIZE, STYLES

_FITTED = frozenset(style.code for style in STYLES if style.category in {"裤装", "连衣裙", "西装"})
_GIFTS = frozenset(style.code for style in STYLES if style.category in {"围巾", "包袋"})

Lines = tuple[tuple[Piece, int], ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """Who comes when, and who serves at which till."""

    key: str
    at: datetime
    day: date
    shop: Shop
    till: str
    by: str
    person: Person | None


def basket(rng: Random, shelves: Shelves, visit: Visit) -> Sell | None:
    """The sale of a visit; None when nothing was found."""
    goods = _goods(rng, shelves, visit.person)
    if not goods:
        return None
    lines = tuple(goods.items()) + _extras(rng, visit.day, goods)
    return _paid(rng, visit, lines)


def top_up(rng: Random, visit: Visit) -> Sell:
    """A member fills the wallet; who comes often takes the larger plans."""
    weight = visit.person.weight if visit.person else 1.0
    plan = brand.TOPUPS[min(2, int(rng.random() * 1.6 + weight * 0.6))]
    sale = _paid(rng, visit, (((plan.style, "", ""), 1),))
    return replace(sale, coupon=False, points=False, wallet=False, pays="card")


def _goods(rng: Random, shelves: Shelves, person: Person | None) -> dict[Piece, int]:
    size = person.size if person and rng.random() < 0.85 else None
    goods: dict[Piece, int] = {}
    for _ in range(rng.choices((1, 2, 3, 4), (56, 28, 12, 4))[0]):
        piece = shelves.pick(size)
        if piece:
            goods[piece] = goods.get(piece, 0) + 1
    return goods


def _extras(rng: Random, day: date, goods: dict[Piece, int]) -> Lines:
    extras = []
    styles = {piece[0] for piece in goods}
    if styles & _FITTED and rng.random() < 0.12:
        extras.append(brand.HEMMING if rng.random() < 0.7 else brand.FITTING)
    is_gift = (day.month, day.day) in seasons.GIFT_DAYS or bool(styles & _GIFTS)
    if rng.random() < (0.3 if is_gift else 0.03):
        extras.append(brand.WRAPPING)
    if rng.random() < 0.02:
        extras.append(brand.DELIVERY)
    return tuple(((style, "", ""), 1) for style in extras)


def _paid(rng: Random, visit: Visit, lines: Lines) -> Sell:
    is_member = visit.person is not None
    return Sell(
        key=visit.key,
        at=visit.at,
        shop=visit.shop.code,
        by=visit.by,
        till=visit.till,
        member=visit.person.number if visit.person else None,
        lines=lines,
        coupon=is_member and rng.random() < 0.5,
        points=is_member and rng.random() < 0.12,
        wallet=is_member and rng.random() < 0.85,
        pays=rng.choices(("card", "cash", "both"), (78, 18, 4))[0],
        note_minor=rng.choice((10_00, 50_00, 100_00, 100_00)),
    )


def is_goods(piece: Piece) -> bool:
    """Whether a piece lies on the shelves; services, fees and top-ups do not."""
    return bool(piece[1]) or piece[2] in ONE_SIZE
