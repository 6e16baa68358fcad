"""What is sold besides clothes: a stored-value card, a spool of thread, a gift, a parcel."""

from collections.abc import Callable

from tessera.ops.demo.pictures.lower import Made
from tessera.ops.demo.pictures.outline import Piece, both, curve, half, line, pair, shape


def card() -> Made:
    """A card on another, with a knot of the brand's on it."""
    behind = shape((-96, 150), ((116, 118),), ((134, 236),), ((-78, 268),))
    front = shape((-118, 176), ((106, 176),), ((106, 306),), ((-118, 306),))
    chip = shape((-98, 216), ((-68, 216),), ((-68, 240),), ((-98, 240),))
    stripe = shape((-118, 192), ((106, 192),), ((106, 204),), ((-118, 204),))
    knot = curve((62, 232), ((92, 244), (62, 272)), ((32, 244), (62, 232)))
    across = curve((40, 252), ((62, 222), (84, 252)), ((62, 282), (40, 252)))
    return Made(
        (Piece(behind, 0.28), Piece(front)),
        (Piece(stripe, 0.3), Piece(chip, 0.18)),
        (knot, across, line((-98, 272), (-30, 272)), line((-98, 286), (-52, 286))),
    )


def spool() -> Made:
    """A spool of thread with its needle."""
    body = half((0, 152), ((52, 152),), ((44, 212), (52, 284)), ((0, 292), (0, 292)))
    top = half((0, 126), ((66, 126),), ((70, 152),), ((0, 158), (0, 158)))
    foot = half((0, 282), ((68, 282),), ((72, 308),), ((0, 314), (0, 314)))
    turns = tuple(curve((-50, y), ((0, y + 9), (50, y))) for y in range(166, 280, 9))
    needle = shape((74, 112), ((80, 108),), ((116, 322),), ((110, 300),))
    thread = curve((50, 270), ((104, 300), (92, 210)), ((84, 150), (78, 124)))
    return Made(
        (Piece(body),), (Piece(top, 0.3), Piece(foot, 0.3), Piece(needle, 0.6)), (*turns, thread)
    )


def gift() -> Made:
    """A box with a ribbon."""
    box = half((0, 206), ((86, 206),), ((82, 314),), ((0, 314),))
    lid = half((0, 174), ((98, 174),), ((98, 208),), ((0, 208),))
    ribbon = half((0, 174), ((13, 174),), ((13, 314),), ((0, 314),))
    bow = pair((0, 172), ((14, 118), (62, 122)), ((74, 150), (46, 166)), ((18, 176), (0, 172)))
    return Made((Piece(box, 0.08), Piece(lid)), (Piece(ribbon + bow, 0.4),), ())


def parcel() -> Made:
    """A parcel with tape and label."""
    front = half((0, 178), ((96, 178),), ((96, 310),), ((0, 310),))
    top = half((0, 146), ((74, 146),), ((96, 178),), ((0, 178),))
    tape = half((0, 146), ((15, 146),), ((19, 178),), ((19, 214),), ((0, 214),))
    label = shape((30, 244), ((80, 244),), ((80, 290),), ((30, 290),))
    seams = (both((96, 178), ((74, 146),)), line((38, 258), (72, 258)), line((38, 270), (62, 270)))
    return Made((Piece(front), Piece(top, 0.16)), (Piece(tape, 0.34), Piece(label, 0.08)), seams)


TOKENS: dict[str, Callable[[], Made]] = {
    "token.card": card,
    "token.gift": gift,
    "token.parcel": parcel,
    "token.spool": spool,
}
