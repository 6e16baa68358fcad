"""The icon for phones is a sound PNG in the brand's colour, with its tiles where no phone cuts them off."""

import struct
import zlib
from math import hypot

import pytest

from tessera.web.kit import tiles

COLOUR = "#a63a2b"
GROUND = (0xA6, 0x3A, 0x2B)


def pixels(picture: bytes) -> list[list[tuple[int, ...]]]:
    """The picture, read as a phone reads it: every chunk's sum is checked."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    place, data, size = 8, b"", 0
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        name, body = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        assert struct.unpack(">I", picture[place + 8 + length :][:4])[0] == zlib.crc32(name + body)
        size = struct.unpack(">I", body[:4])[0] if name == b"IHDR" else size
        data += body if name == b"IDAT" else b""
        place += 12 + length
    raw, width = zlib.decompress(data), 1 + 3 * size
    assert len(raw) == size * width
    return [[tuple(raw[y * width + 1 + 3 * x :][:3]) for x in range(size)] for y in range(size)]


@pytest.mark.parametrize("size", tiles.SIZES)
def test_four_tiles_stand_on_the_brands_colour_within_the_circle_that_is_kept(size: int) -> None:
    rows = pixels(tiles.paint(size, COLOUR))
    middle = size / 2

    assert len(rows) == len(rows[0]) == size
    assert rows[0][0] == rows[-1][-1] == rows[size // 2][size // 2] == GROUND
    third, rest = size * 38 // 100, size - size * 38 // 100
    assert rows[third][third] == (255, 255, 255)
    assert rows[third][rest] == rows[rest][third] != GROUND
    assert rows[rest][rest] not in {GROUND, (255, 255, 255)}
    for y, row in enumerate(rows):
        for x, pixel in enumerate(row):
            if pixel != GROUND:
                assert hypot(x + 0.5 - middle, y + 0.5 - middle) <= 0.4 * size


def test_the_picture_is_small_and_painted_once() -> None:
    first = tiles.paint(512, COLOUR)

    assert len(first) < 8000
    assert tiles.paint(512, COLOUR) is first
