"""Files and functions stay small. The list of exceptions may only shrink: it names the size that a thing has today,
so a thing that grows fails, and one that has become smaller, or small enough, fails until its entry follows.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

FILE_LINES = 400
FUNCTION_LINES = 50
EXCEPTIONS = Path(__file__).with_name("exceptions.txt")
EXCEPTIONS_AT_MOST = 0
TEXT = (".py", ".sh", ".ts", ".vue", ".html", ".css", "")


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _oversized() -> dict[str, int]:
    """What is too large, with its size: `path` or `path::function`."""
    found = {}
    for path in house.files(*TEXT):
        if not path.is_file():
            continue
        name = path.relative_to(house.ROOT).as_posix()
        lines = len(path.read_text().splitlines())
        if lines > FILE_LINES:
            found[name] = lines
        if path.suffix == ".py":
            long = {f"{name}::{function}": size for function, size in _functions(path)}
            found |= {key: size for key, size in long.items() if size > FUNCTION_LINES}
    return found


def _exceptions() -> dict[str, int]:
    lines = EXCEPTIONS.read_text().splitlines()
    entries = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: int(size) for name, size in entries}


def test_files_and_functions_are_small_or_known_exceptions() -> None:
    assert _oversized() == _exceptions()


def test_there_are_no_more_exceptions_than_there_were() -> None:
    assert len(_exceptions()) <= EXCEPTIONS_AT_MOST


def test_nothing_is_left_open() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error")
    mark = re.compile(rf"\b({'|'.join(words)})\b")

    left = [
        f"{path.relative_to(house.ROOT)}:{number}"
        for path in house.files(".py", ".ts", ".vue", ".html", ".css")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if mark.search(line)
    ]

    assert not left
