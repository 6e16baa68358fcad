"""What lies on a store's shelves while the year is planned, so that nothing is sold that is not there."""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from random import Random

from tessera.ops.demo import seasons
from tessera.ops.demo.brand import Shop
from tessera.ops.demo.deeds import Piece
from tessera.ops.demo.styles import LETTERS, STYLES, Style

_SIZES = {"S": 0.8, "M": 1.25, "L": 1.05, "XL": 0.6, "26": 0.7, "27": 1.1, "28": 1.2, "29": 0.9}
_TRIES = 8


class Shelves:
    """Pieces on hand in one store."""

    def __init__(self, rng: Random, shop: Shop, liked: dict[str, float]) -> None:
        self._rng = rng
        self._shop = shop
        self._liked = liked
        self.on_hand: dict[Piece, int] = {}
        self._choices: list[Piece] = []
        self._weights: list[float] = []

    def deliver(self, day: date, *, first: bool = False) -> tuple[tuple[Piece, int], ...]:
        """The pieces of a delivery: what is in season is filled up, not always in time.

        The ``first`` fills the whole store, the rest of the year's goods as leftovers.
        """
        pieces = []
        lively = seasons.expected(day)
        for style in STYLES:
            wanted = seasons.is_stocked(style.season, day)
            for piece in _pieces(style):
                target = self._target(style, piece, lively) if wanted else int(first)
                missing = target - self.on_hand.get(piece, 0)
                late = not first and self._rng.random() < 0.5
                if missing > target // 2 and not late:
                    pieces.append((piece, missing))
        for piece, quantity in pieces:
            self.put(piece, quantity)
        return tuple(pieces)

    def _target(self, style: Style, piece: Piece, lively: float) -> int:
        depth = (
            4.8 * self._liked[style.code] * _SIZES.get(piece[2], 1.0) * self._shop.depth * lively
        )
        return max(2, round(depth))

    def weigh(self, day: date) -> None:
        """Weigh every piece anew by what is worn on ``day``."""
        self._choices, weights = [], []
        for style in STYLES:
            liked = self._liked[style.code] * seasons.wear(style.season, day)
            for piece in _pieces(style):
                self._choices.append(piece)
                weights.append(liked * _SIZES.get(piece[2], 1.0))
        self._weights = list(accumulate(weights))

    def pick(self, size: int | None) -> Piece | None:
        """A piece that somebody of ``size`` takes; None where too much is sold out."""
        for _ in range(_TRIES):
            (piece,) = self._rng.choices(self._choices, cum_weights=self._weights)
            fitting = _fitting(piece, size)
            for wanted in (fitting, piece):
                if self.on_hand.get(wanted, 0) > 0:
                    self.on_hand[wanted] -= 1
                    return wanted
        return None

    def put(self, piece: Piece, quantity: int) -> None:
        """Pieces come in."""
        self.on_hand[piece] = self.on_hand.get(piece, 0) + quantity

    def miscounted(self) -> Piece | None:
        """A piece of which a stocktake misses one."""
        there = [piece for piece, quantity in self.on_hand.items() if quantity > 1]
        return self._rng.choice(there) if there else None


def likings(rng: Random) -> dict[str, float]:
    """How well each style sells; cheap ones sell more often."""
    return {
        style.code: rng.lognormvariate(0, 0.45) * (600 / (style.yuan + 200)) ** 0.6
        for style in STYLES
    }


def _pieces(style: Style) -> Iterator[Piece]:
    for colour in style.colours:
        for size in style.sizes:
            yield style.code, colour, size


def _fitting(piece: Piece, size: int | None) -> Piece:
    style, colour, own = piece
    if size is None or own not in LETTERS:
        return piece
    return style, colour, LETTERS[size]
