"""Silhouettes of garments, by name: pieces of cloth, trims, seams and buttons."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tessera.ops.demo.pictures import lower, parts, tokens
from tessera.ops.demo.pictures.outline import Piece, curve, half, line, shape
from tessera.ops.demo.pictures.parts import Sleeve, Torso


@dataclass(frozen=True, slots=True)
class Garment:
    """What a silhouette is made of; ``trims`` are of plain cloth, ``dots`` are buttons."""

    pieces: tuple[Piece, ...]
    trims: tuple[Piece, ...] = ()
    seams: tuple[str, ...] = ()
    dots: tuple[tuple[float, float, float], ...] = field(default=())
    hangs: bool = True


LONG = Sleeve(reach=104, fall=250, cuff=22, sag=10)
WIDE = Sleeve(reach=112, fall=246, cuff=32, sag=16)
SHORT = Sleeve(reach=98, fall=154, cuff=36, sag=3, tilt=-3)
COAT = Sleeve(reach=110, fall=262, cuff=27, sag=10)


def tee_crew() -> Garment:
    torso = Torso(neck=26, depth=20, shoulder=70, chest=58, waist=56, hem=58, hem_y=272)
    return Garment(
        torso.with_sleeves(SHORT),
        (torso.collar(5),),
        (*torso.hem_line(8), *SHORT.cuff_lines(9)),
    )


def tee_long() -> Garment:
    torso = Torso(neck=30, depth=16, shoulder=70, chest=57, waist=55, hem=57, hem_y=276)
    return Garment(torso.with_sleeves(LONG), (torso.collar(4),), (*torso.hem_line(8),))


def tee_vneck() -> Garment:
    torso = Torso(neck=24, depth=44, shoulder=68, chest=56, waist=52, hem=56, hem_y=274, vee=True)
    return Garment(torso.with_sleeves(SHORT), (torso.collar(5),), (*torso.hem_line(8),))


def tee_polo() -> Garment:
    torso = Torso(neck=24, depth=12, shoulder=70, chest=58, waist=56, hem=58, hem_y=272)
    placket = shape((-6, 100), ((6, 100),), ((6, 150),), ((-6, 150),))
    return Garment(
        torso.with_sleeves(SHORT),
        (Piece(placket, 0.1), parts.shirt_collar(torso)),
        (*torso.hem_line(8), *SHORT.cuff_lines(9)),
        ((0, 116, 2.2), (0, 134, 2.2)),
    )


def shirt_classic() -> Garment:
    torso = Torso(neck=23, depth=12, shoulder=68, chest=58, waist=55, hem=60, hem_y=286, curved=14)
    return Garment(
        torso.with_sleeves(LONG),
        (parts.shirt_collar(torso), *LONG.cuffs(16)),
        (*parts.placket(100, 296), curve((-44, 150), ((-26, 150),), ((-26, 172),), ((-44, 172),))),
        parts.buttons(112, 280, 6),
    )


def shirt_bow() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=64, chest=56, waist=52, hem=58, hem_y=280)
    return Garment(
        torso.with_sleeves(WIDE),
        (parts.bow(96), *WIDE.cuffs(16)),
        parts.placket(150, 280),
        parts.buttons(168, 270, 5),
    )


def shirt_standing() -> Garment:
    torso = Torso(neck=19, depth=6, shoulder=66, chest=57, waist=54, hem=60, hem_y=284, curved=8)
    return Garment(
        torso.with_sleeves(LONG),
        (parts.stand(torso, 14), *LONG.cuffs(14)),
        parts.placket(92, 290),
        parts.buttons(106, 276, 6),
    )


def shirt_tang() -> Garment:
    torso = Torso(neck=18, depth=5, shoulder=64, chest=56, waist=50, hem=62, hem_y=268)
    return Garment(
        torso.with_sleeves(SHORT),
        (parts.stand(torso, 15),),
        (line((0, 90), (0, 268)), *torso.hem_line(6), *parts.frogs(110, 232, 4)),
        parts.buttons(110, 232, 4, size=3),
    )


def knit_crew() -> Garment:
    torso = Torso(neck=26, depth=16, shoulder=70, chest=62, waist=61, hem=58, hem_y=280)
    return Garment(
        torso.with_sleeves(WIDE),
        (torso.collar(9), *torso.welt(20), *WIDE.cuffs(20)),
        parts.ribs(torso, 20),
    )


def knit_turtle() -> Garment:
    torso = Torso(neck=22, depth=6, shoulder=66, chest=55, waist=52, hem=54, hem_y=278)
    roll = half((0, 62), ((20, 62),), ((24, 63), (24, 69)), ((22, 92),), ((10, 97), (0, 97)))
    return Garment(
        torso.with_sleeves(LONG),
        (Piece(roll, 0.07), *torso.welt(14), *LONG.cuffs(14)),
        (line((-22, 79), (22, 79)), *parts.ribs(torso, 14)),
    )


def knit_cardigan() -> Garment:
    torso = Torso(neck=24, depth=82, shoulder=68, chest=60, waist=58, hem=58, hem_y=284, vee=True)
    return Garment(
        torso.with_sleeves(WIDE),
        (*torso.welt(16), torso.collar(9), *WIDE.cuffs(18)),
        (line((0, 172), (0, 284)), line((-8, 172), (-8, 284)), line((8, 172), (8, 284))),
        parts.buttons(186, 272, 5, size=3.2),
    )


def knit_vest() -> Garment:
    torso = Torso(neck=24, depth=62, shoulder=54, chest=58, waist=56, hem=56, hem_y=272, vee=True)
    return Garment(
        (Piece(torso.path()),),
        (torso.collar(8), *torso.welt(18), *torso.armholes(7)),
        parts.ribs(torso, 18),
    )


def blazer_single() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=72, chest=60, waist=52, hem=64, hem_y=290, curved=6)
    return Garment(
        torso.with_sleeves(COAT),
        parts.lapels(torso, 196),
        (line((2, 196), (6, 292)), *parts.flaps(236), *parts.darts(torso)),
        ((0, 204, 3.6), (1, 234, 3.6)),
    )


def blazer_double() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=74, chest=62, waist=55, hem=66, hem_y=292, curved=2)
    return Garment(
        torso.with_sleeves(COAT),
        parts.lapels(torso, 186, wide=42),
        (line((16, 190), (18, 293)), *parts.flaps(240)),
        parts.two_rows(200, 244, 2, apart=18),
    )


def coat_double() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=74, chest=66, waist=66, hem=80, hem_y=336)
    return Garment(
        torso.with_sleeves(COAT),
        parts.lapels(torso, 178, wide=44),
        (line((18, 180), (24, 337)), *parts.flaps(244)),
        parts.two_rows(196, 270, 3, apart=19),
    )


def coat_wrap() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=76, chest=66, waist=58, hem=84, hem_y=342)
    return Garment(
        torso.with_sleeves(WIDE),
        (*parts.lapels(torso, 206, wide=46), parts.belt(torso, 212, 17), parts.knot(10, 220)),
        (line((10, 232), (30, 343)),),
    )


def coat_trench() -> Garment:
    torso = Torso(neck=20, depth=10, shoulder=74, chest=62, waist=52, hem=80, hem_y=336)
    flap = shape((4, 104), ((60, 100),), ((56, 152), (24, 158)), ((10, 156),))
    return Garment(
        torso.with_sleeves(COAT),
        (
            Piece(flap, 0.08),
            *parts.lapels(torso, 160, wide=36),
            parts.belt(torso, 206, 14),
            parts.buckle(0, 213),
            *COAT.cuffs(10, up=16),
        ),
        (line((14, 162), (18, 337)), *parts.flaps(256)),
        parts.two_rows(176, 194, 2, apart=17),
    )


def coat_tang() -> Garment:
    torso = Torso(neck=19, depth=5, shoulder=70, chest=62, waist=58, hem=78, hem_y=338)
    return Garment(
        torso.with_sleeves(WIDE),
        (parts.stand(torso, 16), *WIDE.cuffs(16)),
        (line((0, 90), (0, 338)), *parts.frogs(116, 256, 5)),
        parts.buttons(116, 256, 5, size=3.2),
    )


def coat_short() -> Garment:
    torso = Torso(neck=22, depth=8, shoulder=72, chest=64, waist=64, hem=66, hem_y=266)
    return Garment(
        torso.with_sleeves(COAT),
        (parts.stand(torso, 16), *COAT.cuffs(15)),
        (line((0, 92), (0, 266)), *torso.hem_line(8), *parts.frogs(114, 240, 4), *parts.flaps(222)),
        parts.buttons(114, 240, 4, size=3.4),
    )


def puffer(hem_y: float, sleeve: Sleeve | None) -> Garment:
    """Quilted down, with or without sleeves."""
    torso = Torso(neck=22, depth=4, shoulder=72, chest=70, waist=70, hem=68, hem_y=hem_y)
    if sleeve is None:
        torso = Torso(neck=22, depth=4, shoulder=58, chest=66, waist=66, hem=64, hem_y=hem_y)
    pieces = torso.with_sleeves(sleeve) if sleeve else (Piece(torso.path()),)
    quilts = tuple(parts.quilt(torso, y) for y in range(126, int(hem_y) - 8, 25))
    cuffs = sleeve.cuffs(12) if sleeve else ()
    zip_ = line((0, 84), (0, hem_y))
    return Garment(pieces, (parts.stand(torso, 24), *cuffs), (zip_, *quilts))


def puffer_long() -> Garment:
    return puffer(330, COAT)


def puffer_short() -> Garment:
    return puffer(264, COAT)


def puffer_vest() -> Garment:
    return puffer(262, None)


def dress_slip() -> Garment:
    body = half(
        (0, 132),
        ((16, 120), (34, 112)),
        ((44, 140), (42, 156)),
        ((38, 176), (38, 188)),
        ((52, 250), (74, 344)),
        ((36, 352), (0, 352)),
    )
    straps = "".join(
        shape((s * 31, 114), ((s * 27, 78),), ((s * 30, 78),), ((s * 35, 113),)) for s in (1, -1)
    )
    folds = (
        curve((-14, 196), ((-20, 270), (-28, 346))),
        curve((16, 196), ((20, 270), (30, 346))),
        curve((-39, 188), ((0, 196), (39, 188))),
    )
    return Garment((Piece(body),), (Piece(straps, 0.1),), folds)


def dress_aline() -> Garment:
    torso = Torso(neck=28, depth=22, shoulder=60, chest=54, waist=42, hem=42, hem_y=190)
    return Garment(
        (*torso.with_sleeves(SHORT), Piece(lower.flare(42, 188, 96, 322))),
        (torso.collar(4),),
        (curve((-42, 190), ((0, 198), (42, 190))), *lower.folds(36, 196, 84, 318, 4)),
    )


def dress_wrap() -> Garment:
    torso = Torso(neck=24, depth=76, shoulder=60, chest=54, waist=41, hem=41, hem_y=196, vee=True)
    over = shape(
        (41, 192), ((-30, 244), (-58, 336)), ((16, 350), (88, 336)), ((58, 260), (41, 192))
    )
    return Garment(
        (*torso.with_sleeves(WIDE), Piece(lower.flare(41, 194, 88, 338), 0.05), Piece(over)),
        (parts.belt(torso, 188, 13), parts.knot(30, 194)),
        (line((0, 160), (30, 190)), *lower.folds(30, 206, 76, 334, 3)),
    )


def dress_shirt() -> Garment:
    torso = Torso(neck=22, depth=12, shoulder=64, chest=55, waist=44, hem=44, hem_y=196)
    return Garment(
        (*torso.with_sleeves(LONG), Piece(lower.flare(44, 194, 82, 326))),
        (parts.shirt_collar(torso), parts.belt(torso, 190, 12), *LONG.cuffs(14)),
        (*parts.placket(100, 330), *lower.folds(34, 206, 70, 322, 4)),
        (*parts.buttons(112, 180, 4), *parts.buttons(220, 306, 4)),
    )


def dress_knit() -> Garment:
    torso = Torso(neck=20, depth=5, shoulder=62, chest=52, waist=46, hem=54, hem_y=330)
    return Garment(
        torso.with_sleeves(LONG),
        (parts.stand(torso, 22), *torso.welt(14), *LONG.cuffs(16)),
        parts.ribs(torso, 14),
    )


def dress_qipao() -> Garment:
    torso = Torso(neck=17, depth=4, shoulder=54, chest=50, waist=38, hem=38, hem_y=190)
    skirt = half((0, 188), ((38, 188),), ((56, 226), (52, 260)), ((48, 344),), ((0, 348), (0, 348)))
    closure = curve((0, 88), ((30, 104), (46, 134)))
    return Garment(
        (torso.back(), parts.caps(torso), Piece(torso.path()), Piece(skirt)),
        (parts.stand(torso, 18),),
        (closure, line((50, 270), (48, 344)), line((-50, 270), (-48, 344)), *parts.knots()),
        ((9, 93, 2.8), (32, 112, 2.8), (45, 134, 2.8)),
    )


def scarf_long() -> Garment:
    return lower_garment(lower.scarf())


def scarf_square() -> Garment:
    return lower_garment(lower.square())


def bag_tote() -> Garment:
    return lower_garment(lower.bag())


def lower_garment(made: lower.Made) -> Garment:
    """What does not hang from the shoulders."""
    return Garment(made.pieces, made.trims, made.seams, made.dots, hangs=False)


def garment(name: str) -> Garment:
    """The silhouette called ``name``. Raises KeyError for one that nobody drew."""
    flat = lower.BOTTOMS.get(name) or tokens.TOKENS.get(name)
    if flat:
        return lower_garment(flat())
    return _GARMENTS[name]()


_GARMENTS: dict[str, Callable[[], Garment]] = {
    "bag.tote": bag_tote,
    "blazer.double": blazer_double,
    "blazer.single": blazer_single,
    "coat.double": coat_double,
    "coat.short": coat_short,
    "coat.tang": coat_tang,
    "coat.trench": coat_trench,
    "coat.wrap": coat_wrap,
    "dress.aline": dress_aline,
    "dress.knit": dress_knit,
    "dress.qipao": dress_qipao,
    "dress.shirt": dress_shirt,
    "dress.slip": dress_slip,
    "dress.wrap": dress_wrap,
    "knit.cardigan": knit_cardigan,
    "knit.crew": knit_crew,
    "knit.turtle": knit_turtle,
    "knit.vest": knit_vest,
    "puffer.long": puffer_long,
    "puffer.short": puffer_short,
    "puffer.vest": puffer_vest,
    "scarf.long": scarf_long,
    "scarf.square": scarf_square,
    "shirt.bow": shirt_bow,
    "shirt.classic": shirt_classic,
    "shirt.standing": shirt_standing,
    "shirt.tang": shirt_tang,
    "tee.crew": tee_crew,
    "tee.long": tee_long,
    "tee.polo": tee_polo,
    "tee.vneck": tee_vneck,
}
