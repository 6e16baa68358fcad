"""The recipes as docs show them: each page's blocks of postings, and the scenes that act them."""

import importlib
import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from uuid import UUID

from tests.architecture import house
from tests.support.shop import Shop

FOLDER = house.ROOT / "docs/recipes"
PAGES = sorted(page.stem for page in FOLDER.glob("*.md") if page.stem != "README")

Scene = Callable[[Shop], Iterator[Mapping[str, UUID] | None]]
"""Prepares, yields (names for owners that are neither till, store nor the one member, by id), and
then does what the page shows, and nothing else."""

Line = tuple[str, str, int, str]
"""``owner:kind`` debited, ``owner:kind`` credited, the amount, the unit."""

_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(\w+:[\w.]+) +-> +(\w+:[\w.]+) +(\d+) ([A-Z]{3})(?: {2,}.*)?$")
_WORD = re.compile(r"`(\w+)`")
_LIKE_A_LINE = re.compile(r"->")


def blocks_of(page: str) -> list[list[Line]]:
    """The blocks of postings in a page, as ``A -> B n UNIT   (words)``; words stand two blanks off.

    A page without any shows what posts nothing: one empty block.
    """
    text = (FOLDER / f"{page}.md").read_text()
    blocks = [body for body in _FENCE.findall(text) if _LIKE_A_LINE.search(body)]
    return [[_line(page, line) for line in body.splitlines() if line] for body in blocks] or [[]]


def kinds_of(page: str) -> set[str]:
    """The kinds of entries that the list names for a page."""
    rows = (FOLDER / "README.md").read_text().splitlines()
    [row] = [row for row in rows if f"]({page}.md)" in row]
    return set(_WORD.findall(row.split("|")[2]))


def _line(page: str, line: str) -> Line:
    found = _LINE.match(line)
    assert found, f"docs/recipes/{page}.md: {line!r} is no posting: A -> B n UNIT   (words)"
    source, destination, amount, unit = found.groups()
    return source, destination, int(amount), unit


def scenes_of(page: str) -> tuple[Scene, ...]:
    """The scenes of a page, in the order of its blocks; none where nobody wrote them."""
    name = module_of(page)
    if not (Path(__file__).parent / "scenes" / f"{name}.py").exists():
        return ()
    found: tuple[Scene, ...] = importlib.import_module(f"tests.recipes.scenes.{name}").SCENES
    return found


def module_of(page: str) -> str:
    """The name of a page's module, which may be no word of the language."""
    name = page.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name
