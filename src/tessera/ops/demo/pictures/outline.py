"""Outlines that are symmetrical about the middle of the sheet, told by their right half."""

from collections.abc import Sequence
from dataclasses import dataclass

MIDDLE = 200
"""The sheet is 400 units wide and high."""

Point = tuple[float, float]
Curve = tuple[Point, ...]
"""One step of an outline: a point to go straight to, or one or two handles and a point."""

_COMMANDS = {1: "L", 2: "Q", 3: "C"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A shape of cloth. ``shade`` darkens it, for what lies behind."""

    path: str
    shade: float = 0.0


def half(start: Point, *steps: Curve) -> str:
    """A path: the right half as told, x counted from the middle, and its mirror image."""
    right = [_moved(step, 1) for step in steps]
    back: list[Curve] = []
    point = start
    for step in steps:
        *handles, end = step
        back.append((*reversed(handles), point))
        point = end
    left = [_moved(step, -1) for step in reversed(back)]
    return f"{_text('M', (_moved((start,), 1)[0],))}{_steps([*right, *left])}Z"


def line(*points: Point) -> str:
    """An open line through points, x counted from the middle."""
    first, *rest = _moved(points, 1)
    return _text("M", (first,)) + _steps([(point,) for point in rest])


def curve(start: Point, *steps: Curve) -> str:
    """An open path, x counted from the middle."""
    return _text("M", _moved((start,), 1)) + _steps([_moved(step, 1) for step in steps])


def shape(start: Point, *steps: Curve) -> str:
    """A closed path, x counted from the middle."""
    return curve(start, *steps) + "Z"


def both(start: Point, *steps: Curve) -> str:
    """An open path and its mirror image."""
    turned = [tuple((-x, y) for x, y in step) for step in steps]
    return curve(start, *steps) + curve((-start[0], start[1]), *turned)


def pair(start: Point, *steps: Curve) -> str:
    """A closed path and its mirror image, such as two sleeves."""
    turned = [tuple((-x, y) for x, y in step) for step in steps]
    return shape(start, *steps) + shape((-start[0], start[1]), *turned)


def _moved(points: Curve, side: int) -> Curve:
    return tuple((MIDDLE + side * x, y) for x, y in points)


def _steps(steps: Sequence[Curve]) -> str:
    return "".join(_text(_COMMANDS[len(step)], step) for step in steps)


def _text(command: str, points: Sequence[Point]) -> str:
    return command + " ".join(f"{x:g},{y:g}" for x, y in points)
