"""ESC/POS: the language of nearly every receipt printer (domain handbook, 8)."""

from tessera.papers.document import Code, Paper
from tessera.papers.layout import Row, laid_out

INIT = b"\x1b@"
CHINESE = b"\x1c&"
BOLD, NOT_BOLD = b"\x1bE\x01", b"\x1bE\x00"
# Of the letters of the printer and of the Chinese ones; cheap printers keep the two apart.
LARGE, NOT_LARGE = b"\x1d!\x11\x1c!\x0c", b"\x1d!\x00\x1c!\x00"
CENTRE, LEFT = b"\x1ba\x01", b"\x1ba\x00"
FEED_AND_CUT = b"\x1bd\x04\x1dV\x01"
KICK = bytes.fromhex("1b70003232")
"""Opens the drawer on the printer's socket: pin 2, 100 ms on, 100 ms off."""

_QR_DOTS = 6


def written(paper: Paper, columns: int) -> bytes:
    """``paper`` as a printer of ``columns`` takes it, cut off at the end."""
    rows = laid_out(paper, columns)
    printed = (_qr(row.text) if isinstance(row, Code) else _line(row) for row in rows)
    return b"".join([INIT, CHINESE, *printed, FEED_AND_CUT])


def _line(row: Row) -> bytes:
    text = row.text.encode("gb18030") + b"\n"
    if row.bold:
        text = BOLD + text + NOT_BOLD
    return LARGE + text + NOT_LARGE if row.large else text


def _qr(text: str) -> bytes:
    """The printer draws the code itself: model 2, error correction M."""
    data = text.encode()
    size = (len(data) + 3).to_bytes(2, "little")
    drawn = (
        _of_qr(b"\x31\x41\x32\x00"),
        _of_qr(b"\x31\x43" + bytes([_QR_DOTS])),
        _of_qr(b"\x31\x45\x31"),
        b"\x1d(k" + size + b"\x31\x50\x30" + data,
        _of_qr(b"\x31\x51\x30"),
    )
    return CENTRE + b"".join(drawn) + b"\n" + LEFT


def _of_qr(command: bytes) -> bytes:
    return b"\x1d(k" + len(command).to_bytes(2, "little") + command
