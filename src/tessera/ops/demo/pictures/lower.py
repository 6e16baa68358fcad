"""Silhouettes that hang from the waist or lie flat: skirts, trousers, scarves, a bag."""

from collections.abc import Callable
from dataclasses import dataclass

from tessera.ops.demo.pictures.outline import Piece, both, curve, half, line, pair, shape


@dataclass(frozen=True, slots=True)
class Made:
    """Pieces, trims, seams and buttons."""

    pieces: tuple[Piece, ...]
    trims: tuple[Piece, ...] = ()
    seams: tuple[str, ...] = ()
    dots: tuple[tuple[float, float, float], ...] = ()


def flare(waist: float, top: float, hem: float, low: float) -> str:
    """A skirt that widens from the waist to the hem."""
    return half(
        (0, top),
        ((waist, top),),
        ((waist + (hem - waist) * 0.35, top + (low - top) * 0.4), (hem, low)),
        ((hem * 0.5, low + 12), (0, low + 12)),
    )


def folds(waist: float, top: float, hem: float, low: float, count: int) -> tuple[str, ...]:
    """Soft folds that fan out below the waist."""
    lines = []
    for number in range(count):
        share = (number + 0.5) / count * 2 - 1
        bend = (share * (waist + (hem - waist) * 0.3), top + (low - top) * 0.5)
        lines.append(curve((share * waist * 0.85, top + 10), (bend, (share * hem, low + 4))))
    return tuple(lines)


def band(waist: float, top: float, height: float) -> Piece:
    """A waistband."""
    return Piece(
        half((0, top), ((waist, top),), ((waist + 1.5, top + height),), ((0, top + height + 3),)),
        0.14,
    )


def skirt_aline() -> Made:
    return Made(
        (Piece(flare(44, 108, 94, 282)),),
        (band(44, 106, 15),),
        (*folds(36, 124, 80, 280, 2), both((70, 214), ((64, 220),))),
        ((0, 114, 3),),
    )


def skirt_pencil() -> Made:
    body = half(
        (0, 100),
        ((42, 100),),
        ((64, 140), (62, 176)),
        ((58, 240), (52, 300)),
        ((66, 330), (78, 344)),
        ((36, 352), (0, 352)),
    )
    return Made(
        (Piece(body),),
        (band(42, 98, 14),),
        (both((22, 116), ((24, 150),)), both((20, 300), ((22, 330), (34, 348)))),
    )


def skirt_pleated() -> Made:
    pleats = tuple(line((x * 0.42, 118), (x, 318)) for x in range(-84, 85, 14))
    shadow = "".join(
        shape((x * 0.42, 118), (((x + 6) * 0.42, 118),), ((x + 6, 319),), ((x, 320),))
        for x in range(-84, 80, 14)
    )
    return Made((Piece(flare(42, 104, 100, 312)),), (Piece(shadow, 0.1), band(42, 102, 16)), pleats)


def skirt_mamian() -> Made:
    """The horse-face skirt: a flat panel in front, pleats at the sides, a woven hem."""
    low = (Piece(half((0, 296), ((100, 286),), ((104, 322),), ((50, 338), (0, 338))), 0.16),)
    panel = shape((-30, 116), ((30, 116),), ((44, 337),), ((-44, 337),))
    pleats = tuple(both((32 + n * 3.0, 118), ((50 + n * 13.0, 326 - n * 2),)) for n in range(4))
    return Made(
        (Piece(flare(46, 104, 106, 324)), Piece(panel)),
        (*low, Piece(half((0, 100), ((47, 100),), ((48, 120),), ((0, 123),)), 0.24)),
        (
            *pleats,
            line((-30, 118), (-44, 336)),
            line((30, 118), (44, 336)),
            curve((-100, 290), ((0, 304), (100, 290))),
        ),
    )


def _legs(waist: float, hip: float, outer: float, inner: float, low: float) -> str:
    return half(
        (0, 92),
        ((waist, 92),),
        ((hip, 132), (hip, 162)),
        ((outer + (hip - outer) * 0.3, 250), (outer, low)),
        (((outer + inner) / 2, low + 5), (inner, low)),
        ((8, 240), (0, 186)),
    )


def _trousers(waist: float, hip: float, outer: float, inner: float, low: float) -> Made:
    crease = (outer + inner) / 2
    return Made(
        (Piece(_legs(waist, hip, outer, inner, low)),),
        (band(waist, 90, 14),),
        (
            both((crease * 0.55, 108), ((crease * 0.9, 200), (crease, low))),
            curve((0, 104), ((0, 150),), ((-2, 176), (0, 186))),
            both((waist - 3, 112), ((waist + 4, 134),)),
        ),
        ((0, 98, 2.6),),
    )


def trousers_straight() -> Made:
    return _trousers(42, 58, 58, 20, 342)


def trousers_wide() -> Made:
    return _trousers(42, 62, 92, 14, 340)


def trousers_cropped() -> Made:
    return _trousers(42, 60, 50, 20, 306)


def trousers_jeans() -> Made:
    made = _trousers(44, 60, 58, 18, 340)
    pockets = both((18, 107), ((24, 130), (52, 126)))
    turned = pair((59, 322), ((59, 342),), ((17, 342),), ((18, 322),))
    return Made(
        made.pieces, (*made.trims, Piece(turned, 0.14)), (pockets, *made.seams[1:]), made.dots
    )


def scarf() -> Made:
    """A scarf laid in a loop, both ends hanging with fringes."""
    back = shape(
        (-46, 92),
        ((0, 56), (46, 92)),
        ((56, 130), (30, 156)),
        ((0, 110), (-30, 156)),
        ((-56, 130), (-46, 92)),
    )
    left = shape(
        (-52, 104),
        ((-20, 130), (22, 150)),
        ((30, 190), (24, 318)),
        ((-32, 324),),
        ((-34, 210), (-42, 170)),
        ((-60, 140), (-52, 104)),
    )
    right = shape(
        (54, 102),
        ((60, 150), (18, 168)),
        ((34, 220), (74, 296)),
        ((36, 310),),
        ((8, 240), (-8, 180)),
        ((30, 150), (54, 102)),
    )
    fringe = [line((x, 322), (x - 1, 346)) for x in range(-30, 25, 6)]
    tilted = [line((36 + n * 6.3, 309 - n * 2.2), (40 + n * 6.5, 332 - n * 2.4)) for n in range(7)]
    return Made(
        (Piece(back, 0.24), Piece(right, 0.1), Piece(left)),
        (),
        (*fringe, *tilted, curve((-36, 128), ((-6, 170), (-8, 300)))),
    )


def square() -> Made:
    """A silk square, folded back at one corner."""
    flat = shape((0, 92), ((112, 204),), ((0, 316),), ((-112, 204),))
    edge = shape(
        (0, 92),
        ((112, 204),),
        ((0, 316),),
        ((-112, 204),),
        ((-98, 204),),
        ((0, 302),),
        ((98, 204),),
        ((0, 106),),
        ((-98, 204),),
        ((-112, 204),),
    )
    corner = shape((-56, 260), ((-14, 246), (6, 222)), ((40, 276),), ((0, 316),))
    return Made(
        (Piece(flat),),
        (Piece(edge, 0.22), Piece(corner, 0.12)),
        (line((0, 124), (80, 204), (34, 250)), line((0, 124), (-80, 204), (-42, 242))),
    )


def bag() -> Made:
    body = half((0, 176), ((78, 176),), ((88, 300),), ((88, 322), (64, 322)), ((0, 322),))
    handle = shape(
        (-52, 184),
        ((-50, 86), (0, 86)),
        ((50, 86), (52, 184)),
        ((43, 184),),
        ((42, 96), (0, 96)),
        ((-42, 96), (-43, 184)),
    )
    base = half((0, 288), ((87, 288),), ((88, 300),), ((88, 322), (64, 322)), ((0, 322),))
    flap = half((0, 176), ((78, 176),), ((80, 194),), ((0, 198),))
    tag = shape((-7, 198), ((7, 198),), ((7, 226),), ((0, 232),), ((-7, 226),))
    return Made(
        (Piece(body),),
        (Piece(handle, 0.3), Piece(base, 0.18), Piece(flap, 0.12), Piece(tag, 0.3)),
        (),
        ((-47.5, 187, 3.4), (47.5, 187, 3.4)),
    )


BOTTOMS: dict[str, Callable[[], Made]] = {
    "skirt.aline": skirt_aline,
    "skirt.mamian": skirt_mamian,
    "skirt.pencil": skirt_pencil,
    "skirt.pleated": skirt_pleated,
    "trousers.cropped": trousers_cropped,
    "trousers.jeans": trousers_jeans,
    "trousers.straight": trousers_straight,
    "trousers.wide": trousers_wide,
}
