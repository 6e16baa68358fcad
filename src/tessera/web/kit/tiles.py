"""The four tiles of the mark as a PNG in the brand's colour, for phones that take no SVG.

Painted by this program alone: a picture of a brand's own sign would need fonts, which a server may not have.
"""

import functools
import struct
import zlib
from collections.abc import Iterator
from math import hypot

SIZES = (180, 192, 512)
"""Of Apple's home screen, and of what a manifest is asked for."""

_TILE, _GAP, _ROUND = 0.25, 0.04, 0.065
"""Parts of the whole width; the four lie within the circle to which phones may cut a picture."""

_LIGHT = ((1.0, 0.62), (0.62, 0.34))
"""How white each tile is on the brand's colour."""

Colour = tuple[int, int, int]


@functools.lru_cache(maxsize=16)
def paint(size: int, colour: str) -> bytes:
    """A PNG of ``size`` by ``size`` pixels on ``colour``, ``#rrggbb``, without transparency."""
    ground = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    rows = b"".join(b"\0" + row for row in _rows(size, ground))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(size: int, ground: Colour) -> Iterator[bytes]:
    tile, gap = round(_TILE * size), round(_GAP * size)
    margin = (size - 2 * tile - gap) // 2
    rest = size - margin - 2 * tile - gap
    bare, cover = bytes(ground), _cover(tile, _ROUND * size)
    yield from [bare * size] * margin
    for place, light in enumerate(_LIGHT):
        for line in cover:
            left, right = (_mixed(line, ground, strength) for strength in light)
            yield bare * margin + left + bare * gap + right + bare * rest
        yield from [bare * size] * (gap if place == 0 else rest)


def _mixed(line: list[float], ground: Colour, strength: float) -> bytes:
    """One line of a tile: white over the ground, where and as far as the tile covers it."""
    return bytes(
        round(part + (255 - part) * covered * strength) for covered in line for part in ground
    )


def _cover(tile: int, rounding: float) -> list[list[float]]:
    """How much of each pixel a tile with round corners covers."""
    half, inner = tile / 2, tile / 2 - rounding
    away = [max(0.0, abs(place + 0.5 - half) - inner) for place in range(tile)]
    return [[min(1.0, max(0.0, rounding + 0.5 - hypot(dx, dy))) for dx in away] for dy in away]
