"""A paper in lines of so many columns: the one layout that every printer's language starts from."""

from dataclasses import dataclass

from tessera.papers import columns as cells
from tessera.papers.document import Block, Code, Gap, Pair, Paper, Rule, Text


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line, blanks included. Large letters take two columns each, or four if Chinese."""

    text: str
    bold: bool = False
    large: bool = False


def laid_out(paper: Paper, columns: int) -> list[Row | Code]:
    """Every line of ``paper``, and the codes between them; no line is wider than ``columns``."""
    return [row for block in paper.blocks for row in _rows(block, columns)]


def _rows(block: Block, columns: int) -> list[Row | Code]:
    match block:
        case Rule():
            return [Row("-" * columns)]
        case Gap():
            return [Row("")] * block.lines
        case Code():
            return [Code(cells.plain(block.text))]
        case Text() | Pair():
            room = columns // 2 if block.large else columns
            return [Row(line, block.bold, block.large) for line in _lines(block, room)]


def _lines(block: Text | Pair, room: int) -> list[str]:
    if isinstance(block, Pair):
        return cells.paired(cells.plain(block.left), cells.plain(block.right), room)
    lines = cells.wrapped(cells.plain(block.text), room)
    return [cells.aligned(line, room, block.align) for line in lines]
