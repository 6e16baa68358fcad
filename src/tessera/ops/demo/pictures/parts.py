"""What tops are made of: torso, sleeves, collars, lapels, belts."""

from dataclasses import dataclass

from tessera.ops.demo.pictures.outline import Piece, both, curve, half, line, pair, shape

TOP = 84
"""Where the neck meets the shoulder seam."""

Dots = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Sleeve:
    """How far out and down a sleeve goes, how wide its cuff is, and how full it hangs.

    ``tilt`` is how much lower the inner end of the cuff is than the outer.
    """

    reach: float
    fall: float
    cuff: float
    sag: float
    tilt: float = 5

    def _along(self, share: float) -> tuple[float, float, float, float]:
        """The outer and the inner point so far from the cuff (0) towards the shoulder (1)."""
        outer = self.reach - (self.reach - 74) * share * 0.9
        inner = self.reach - self.cuff - (self.reach - self.cuff - 58) * share
        low = self.fall + self.tilt
        return outer, self.fall - (self.fall - 104) * share, inner, low - (low - 155) * share

    def cuffs(self, height: float, up: float = 0) -> tuple[Piece, ...]:
        """Bands at the wrists, or so far above them."""
        low, high = up / 150, (up + height) / 150
        a, b = self._along(low), self._along(high)
        band = pair((a[0] + 1, a[1]), ((b[0] + 1, b[1]),), ((b[2] - 1, b[3]),), ((a[2] - 1, a[3]),))
        return (Piece(band, 0.1),)

    def cuff_lines(self, height: float) -> tuple[str, ...]:
        """A stitched seam above the cuffs."""
        a = self._along(height / 150)
        return (both((a[0], a[1]), ((a[2], a[3]),)),)


@dataclass(frozen=True, slots=True)
class Torso:
    """Half widths at neck, shoulder, chest, waist and hem; ``depth`` of the neckline."""

    neck: float
    depth: float
    shoulder: float
    chest: float
    waist: float
    hem: float
    hem_y: float
    vee: bool = False
    curved: float = 0

    @property
    def arm_y(self) -> float:
        """Where the sleeve ends under the arm."""
        return TOP + 62

    @property
    def waist_y(self) -> float:
        """Where the torso is narrowest; a long garment has its waist above the middle."""
        return min(TOP + 122, (self.arm_y + self.hem_y) / 2 + 14)

    def path(self) -> str:
        """The outline of the body."""
        hem = ((self.hem * 0.5, self.hem_y + 5 + self.curved), (0, self.hem_y + 5 + self.curved))
        return half(
            (0, TOP + self.depth),
            *self._neckline(0),
            ((self.shoulder, TOP + 13),),
            ((self.shoulder - 9, TOP + 36), (self.chest, self.arm_y)),
            ((self.waist, self.arm_y + 26), (self.waist, self.waist_y)),
            (
                (self.waist, self.waist_y + (self.hem_y - self.waist_y) * 0.4),
                (self.hem, self.hem_y),
            ),
            hem,
        )

    def _neckline(self, out: float) -> tuple[tuple[tuple[float, float], ...], ...]:
        side = (self.neck + out, TOP - out * 0.2)
        if self.vee:
            return (((self.neck * 0.62, TOP + self.depth * 0.42), side),)
        return (((self.neck * 0.92, TOP + self.depth), side),)

    def with_sleeves(self, sleeve: Sleeve) -> tuple[Piece, ...]:
        """The sleeves behind, the back of the neck, and the body."""
        wrist = (sleeve.reach, sleeve.fall)
        over = ((self.shoulder + 12, TOP + 18), (self.shoulder + 17, TOP + 42))
        down = ((sleeve.reach - 2 + sleeve.sag * 0.4, (TOP + sleeve.fall) / 2), wrist)
        short = ((self.shoulder + 16, TOP + 20), wrist)
        arms = pair(
            (self.shoulder - 10, TOP + 11),
            *((over, down) if sleeve.fall > 180 else (short,)),
            (
                (sleeve.reach - sleeve.cuff / 2, sleeve.fall + sleeve.tilt + 1),
                (sleeve.reach - sleeve.cuff, sleeve.fall + sleeve.tilt),
            ),
            (
                (self.chest + 6 + sleeve.sag * 0.5, (self.arm_y + sleeve.fall) / 2),
                (self.chest - 3, self.arm_y + 10),
            ),
        )
        return (self.back(), Piece(arms, 0.08), Piece(self.path()))

    def back(self) -> Piece:
        """The inside of the back, seen through the neckline."""
        low = (0, TOP + self.depth)
        bend = self.neck * 0.62 if self.vee else self.neck * 0.92
        depth = self.depth * 0.42 if self.vee else self.depth
        inside = half((0, TOP + 4), ((self.neck, TOP - 1),), ((bend, TOP + depth), low))
        return Piece(inside, 0.3)

    def collar(self, width: float) -> Piece:
        """A band along the neckline."""
        low = TOP + self.depth
        outer = (
            ((self.neck * 0.62 + width, low - self.depth * 0.5), (self.neck + width, TOP + 1))
            if self.vee
            else ((self.neck * 0.92 + width, low + width), (self.neck + width, TOP + 1))
        )
        inner = (
            ((self.neck * 0.62, TOP + self.depth * 0.42), (0, low))
            if self.vee
            else ((self.neck * 0.92, low), (0, low))
        )
        band = half(
            (0, low + width * (1.4 if self.vee else 1)), outer, ((self.neck, TOP - 1),), inner
        )
        return Piece(band, 0.12)

    def welt(self, height: float) -> tuple[Piece, ...]:
        """A ribbed band at the hem."""
        low = self.hem_y + 5 + self.curved
        band = half(
            (0, low - height),
            ((self.hem * 0.5, low - height), (self.hem - 0.5, self.hem_y - height)),
            ((self.hem, self.hem_y),),
            ((self.hem * 0.5, low), (0, low)),
        )
        return (Piece(band, 0.1),)

    def armholes(self, width: float) -> tuple[Piece, ...]:
        """Bands around the armholes of a vest."""
        band = pair(
            (self.shoulder, TOP + 13),
            ((self.shoulder - 9, TOP + 36), (self.chest, self.arm_y)),
            ((self.chest - width, self.arm_y + 3),),
            ((self.shoulder - 9 - width, TOP + 36), (self.shoulder - width, TOP + 11)),
        )
        return (Piece(band, 0.12),)

    def hem_line(self, height: float) -> tuple[str, ...]:
        """A stitched seam above the hem."""
        low = self.hem_y + 5 + self.curved - height
        return (
            curve(
                (-self.hem + 0.5, self.hem_y - height),
                ((0, low + 5), (self.hem - 0.5, self.hem_y - height)),
            ),
        )


def shirt_collar(torso: Torso) -> Piece:
    """Two points turned down over a band."""
    points = pair(
        (0, TOP + torso.depth + 4),
        ((10, TOP - 8), (torso.neck - 1, TOP - 8)),
        ((torso.neck + 7, TOP + 4),),
        ((16, TOP + torso.depth + 24),),
    )
    return Piece(points, 0.07)


def stand(torso: Torso, height: float) -> Piece:
    """A standing collar, open a little in front."""
    band = half(
        (0, TOP + torso.depth + 3),
        ((torso.neck, TOP + torso.depth), (torso.neck + 3, TOP + 3)),
        ((torso.neck - 1, TOP - height),),
        ((torso.neck * 0.5, TOP - height + 7), (3, TOP - height + 9)),
        ((0, TOP + torso.depth - 3),),
    )
    return Piece(band, 0.1)


def lapels(torso: Torso, low: float, wide: float = 36) -> tuple[Piece, ...]:
    """The inside of the neck, and two lapels with their notches down to ``low``."""
    inside = half((0, TOP - 4), ((torso.neck, TOP - 6),), ((0, low),))
    turned = pair(
        (0, low),
        ((wide, TOP + 52),),
        ((wide - 9, TOP + 40),),
        ((wide + 2, TOP + 32),),
        ((torso.neck + 9, TOP),),
        ((torso.neck - 2, TOP - 9),),
        ((torso.neck - 4, TOP + 18), (0, low)),
    )
    return Piece(inside, 0.34), Piece(turned, 0.06)


def belt(torso: Torso, top: float, height: float) -> Piece:
    """A belt at the waist."""
    wide = torso.waist + 2
    return Piece(
        shape(
            (-wide, top),
            ((0, top + 4), (wide, top)),
            ((wide, top + height),),
            ((0, top + height + 4), (-wide, top + height)),
        ),
        0.16,
    )


def knot(x: float, y: float) -> Piece:
    """A tied knot with two ends hanging down."""
    ends = shape(
        (x - 6, y),
        ((x - 14, y + 62),),
        ((x - 2, y + 66),),
        ((x + 2, y + 8),),
        ((x + 14, y + 54),),
        ((x + 24, y + 48),),
        ((x + 8, y),),
    )
    middle = shape(
        (x - 9, y - 7),
        ((x, y - 11), (x + 9, y - 7)),
        ((x + 12, y), (x + 9, y + 8)),
        ((x, y + 12), (x - 9, y + 8)),
        ((x - 12, y), (x - 9, y - 7)),
    )
    return Piece(ends + middle, 0.22)


def bow(y: float) -> Piece:
    """A bow tied at the neck."""
    loops = pair(
        (0, y), ((10, y - 20), (36, y - 14)), ((42, y + 4), (32, y + 14)), ((12, y + 12), (0, y))
    )
    tails = shape(
        (-3, y),
        ((-20, y + 66),),
        ((-7, y + 70),),
        ((0, y + 10),),
        ((12, y + 62),),
        ((24, y + 56),),
        ((4, y),),
    )
    return Piece(tails + loops, 0.09)


def buckle(x: float, y: float) -> Piece:
    """The frame of a belt's buckle."""
    return Piece(
        shape((x - 11, y - 9), ((x + 11, y - 9),), ((x + 11, y + 13),), ((x - 11, y + 13),)), 0.34
    )


def placket(top: float, low: float) -> tuple[str, ...]:
    """The two seams of a shirt's front."""
    return line((-7, top), (-7, low)), line((7, top), (7, low))


def buttons(top: float, low: float, count: int, size: float = 2.3) -> Dots:
    """Buttons down the front."""
    step = (low - top) / (count - 1)
    return tuple((0, top + step * number, size) for number in range(count))


def two_rows(top: float, low: float, count: int, *, apart: float) -> Dots:
    """Double-breasted buttons."""
    step = (low - top) / (count - 1)
    return tuple((side * apart, top + step * n, 3.6) for n in range(count) for side in (-1, 1))


def frogs(top: float, low: float, count: int) -> tuple[str, ...]:
    """The loops of knotted buttons (盘扣)."""
    step = (low - top) / (count - 1)
    ys = [top + step * number for number in range(count)]
    return tuple(both((3, y), ((10, y - 3.5), (17, y)), ((10, y + 3.5), (3, y))) for y in ys)


def caps(torso: Torso) -> Piece:
    """The smallest of sleeves, just over the shoulder."""
    caps = pair(
        (torso.shoulder - 12, TOP + 10),
        ((torso.shoulder + 14, TOP + 16), (torso.shoulder + 17, TOP + 36)),
        ((torso.shoulder + 8, TOP + 42), (torso.shoulder - 6, TOP + 44)),
    )
    return Piece(caps, 0.08)


def knots() -> tuple[str, ...]:
    """The loops along a qipao's slanted closure."""
    ends = ((9, 93, 20, 88), (32, 112, 44, 106), (45, 134, 57, 131))
    return tuple(line((x, y), (to_x, to_y)) for x, y, to_x, to_y in ends)


def flaps(y: float) -> tuple[str, ...]:
    """The flaps of two pockets."""
    return (both((26, y), ((50, y - 4),), ((50, y + 7),), ((26, y + 11),), ((26, y),)),)


def darts(torso: Torso) -> tuple[str, ...]:
    """Seams that take the waist in."""
    return (both((34, torso.arm_y + 14), ((27, torso.waist_y), (33, torso.hem_y - 4))),)


def ribs(torso: Torso, height: float) -> tuple[str, ...]:
    """Fine lines of ribbing along the hem."""
    count = int(torso.hem // 5)
    low = torso.hem_y + 3 + torso.curved
    return tuple(
        both((5.0 * n + 2.5, low - height + 2), ((5.0 * n + 2.5, low),)) for n in range(count)
    )


def quilt(torso: Torso, y: float) -> str:
    """One seam across quilted down."""
    wide = torso.waist
    return curve((-wide + 1, y), ((-wide / 2, y + 7), (0, y)), ((wide / 2, y + 7), (wide - 1, y)))
