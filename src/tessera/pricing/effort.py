"""How much looking is worth a quote: a measure that is the same on every machine."""

MOST = 4_096
"""So much is looked at for one quote beyond first guesses: for each choice of prices the lines and a
quarter of the promotions are counted (docs/price-algorithm.md, section 3)."""


class Effort:
    """What is left of it."""

    __slots__ = ("left",)

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self, some: int) -> bool:
        """Whether there was any left; takes so much of it."""
        self.left -= some
        return self.left >= 0
