"""A paper: blocks from top to bottom, without fonts, millimetres or a printer's commands."""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of their own line; too long a line is wrapped."""

    text: str
    align: Align = "left"
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A word at the left and a figure at the right edge, such as a line of goods and its amount."""

    left: str
    right: str
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines, such as room for a signature."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that the till's scanner reads; ``text`` is what it says."""

    text: str


Block = Text | Pair | Rule | Gap | Code


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet, cut off at its end. ``title`` names it to people, such as a receipt's number."""

    title: str
    blocks: tuple[Block, ...]
