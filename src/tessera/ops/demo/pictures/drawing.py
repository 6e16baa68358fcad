"""A style's picture: the garment in its colour on warm paper, as an SVG of presentation attributes.

Nothing in it is styled by CSS or run as script, so it passes the strictest content policy.
"""

from tessera.ops.demo.pictures import fabrics, garments
from tessera.ops.demo.pictures.garments import Garment
from tessera.ops.demo.pictures.outline import Piece

INK = "#2a211c"
PAPERS = (
    ("#faf4e9", "#efe3d0"),
    ("#f8f1ea", "#ecdfd3"),
    ("#f7f4ea", "#e8e3d0"),
    ("#faf2ec", "#f0dfd2"),
    ("#f5f2ec", "#e6dfd3"),
)
SUNS = ("#c9a26b", "#b98a78", "#9aa58a", "#b5654f", "#8f9aa3")

_TALL = (
    "dress",
    "coat.d",
    "coat.w",
    "coat.t",
    "puffer.long",
    "skirt",
    "trousers",
    "scarf",
    "bag",
    "token",
)


def draw(*, shape: str, cloth: str, colour: str, number: int) -> str:
    """The SVG of a garment ``shape`` of a ``cloth`` in ``colour`` (#rrggbb).

    ``number`` varies the paper and what is printed on it.
    """
    garment = garments.garment(shape)
    light = mixed(colour, "#ffffff", 0.72)
    dark = mixed(colour, INK, 0.75)
    pattern = fabrics.defined(cloth, (light, dark))
    body = "".join(_piece(piece, colour, patterned=bool(pattern)) for piece in garment.pieces)
    trims = "".join(_piece(piece, colour, patterned=False) for piece in garment.trims)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">'
        f"<defs>{_paper(number)}{_light()}{pattern}</defs>"
        f"{_background(number)}{_shadow(garment)}"
        f'<g transform="{_placed(shape)}">{_hanger(garment)}'
        f'<g stroke="{mixed(colour, INK, 0.45)}" stroke-width="1.3" stroke-linejoin="round">'
        f"{body}{trims}</g>"
        f"{_seams(garment, colour)}{_dots(garment, colour)}</g></svg>\n"
    )


def _placed(shape: str) -> str:
    """Short garments are drawn larger, so that each fills its sheet."""
    scale = 1.0 if shape.startswith(_TALL) else 1.17
    return f"translate({200 - 200 * scale:g} {62 - 62 * scale:g}) scale({scale:g})"


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with a ``share`` of ``other`` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def brightness(colour: str) -> float:
    """How bright a colour looks, from 0 to 1 (Rec. 601)."""
    red, green, blue = _channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _paper(number: int) -> str:
    bright, deep = PAPERS[number % len(PAPERS)]
    return (
        '<radialGradient id="paper" cx="0.5" cy="0.38" r="0.8">'
        f'<stop offset="0" stop-color="{bright}"/><stop offset="1" stop-color="{deep}"/>'
        "</radialGradient>"
    )


def _light() -> str:
    """Light from the upper left that falls on the cloth, and a soft shadow below."""
    return (
        '<linearGradient id="light" x1="0" y1="0" x2="1" y2="0.35">'
        '<stop offset="0" stop-color="#fff" stop-opacity="0.2"/>'
        '<stop offset="0.45" stop-color="#fff" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#000" stop-opacity="0.16"/></linearGradient>'
        '<radialGradient id="floor"><stop offset="0" stop-color="#3a2a1c" stop-opacity="0.22"/>'
        '<stop offset="1" stop-color="#3a2a1c" stop-opacity="0"/></radialGradient>'
    )


def _background(number: int) -> str:
    sun = SUNS[(number * 3 + 1) % len(SUNS)]
    print_ = (_moon, _arch, _lattice)[number % 3](sun)
    return f'<rect width="400" height="400" fill="url(#paper)"/>{print_}'


def _moon(ink: str) -> str:
    return f'<circle cx="200" cy="196" r="148" fill="{ink}" fill-opacity="0.13"/>'


def _arch(ink: str) -> str:
    return (
        f'<path d="M78 400V178a122 122 0 0 1 244 0V400z" fill="{ink}" fill-opacity="0.12"/>'
        f'<path d="M66 400V178a134 134 0 0 1 268 0V400" fill="none" stroke="{ink}" '
        'stroke-opacity="0.3"/>'
    )


def _lattice(ink: str) -> str:
    """A window of the south: a round frame with cracked-ice panes."""
    panes = "M112 78L160 150L92 214M160 150L266 128L300 70M266 128L330 196M160 150L150 292L86 270"
    more = "M150 292L236 348M150 292L282 252L266 128M282 252L344 232M282 252L300 320"
    return (
        f'<circle cx="200" cy="198" r="150" fill="{ink}" fill-opacity="0.09"/>'
        f'<g fill="none" stroke="{ink}" stroke-opacity="0.22"><path d="{panes}{more}"/>'
        '<circle cx="200" cy="198" r="150" stroke-width="2"/></g>'
    )


def _hanger(garment: Garment) -> str:
    if not garment.hangs:
        return ""
    return (
        '<g fill="none" stroke="#8a7762" stroke-width="3" stroke-linecap="round">'
        '<path d="M200 80V62c0-6 9-6 9-14a9 9 0 0 0-18 0" stroke-width="2.6"/>'
        '<path d="M150 98q50-34 100 0" stroke-opacity="0.75"/></g>'
    )


def _shadow(garment: Garment) -> str:
    wide = 92 if garment.hangs else 104
    return f'<ellipse cx="200" cy="368" rx="{wide}" ry="11" fill="url(#floor)"/>'


def _piece(piece: Piece, colour: str, *, patterned: bool) -> str:
    own = mixed(colour, INK, piece.shade)
    cloth = f'<path d="{piece.path}" fill="url(#cloth)" stroke="none"/>' if patterned else ""
    lit = f'<path d="{piece.path}" fill="url(#light)" stroke="none"/>'
    return f'<path d="{piece.path}" fill="{own}"/>{cloth}{lit}'


def _seams(garment: Garment, colour: str) -> str:
    ink, strength = (INK, 0.34) if brightness(colour) > 0.35 else ("#ffffff", 0.3)
    path = "".join(garment.seams)
    if not path:
        return ""
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-opacity="{strength}" '
        'stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _dots(garment: Garment, colour: str) -> str:
    fill = mixed(colour, "#fff8ec", 0.6) if brightness(colour) < 0.6 else mixed(colour, INK, 0.5)
    return "".join(
        f'<circle cx="{200 + x:g}" cy="{y:g}" r="{r:g}" fill="{fill}" stroke="{INK}" '
        'stroke-opacity="0.35" stroke-width="0.7"/>'
        for x, y, r in garment.dots
    )
