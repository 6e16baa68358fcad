"""The parts of the search against plain enumeration."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tessera.pricing import raises, spread
from tessera.pricing.raises import Reach, Slot

OPTIONS = st.lists(st.integers(1, 40), max_size=3, unique=True).map(sorted).map(tuple)
SLOTS = st.lists(OPTIONS, max_size=4).map(
    lambda options: [Slot(line, one, 1 + line % 2) for line, one in enumerate(options)]
)


def every_way(slots: list[Slot]) -> dict[tuple[int, ...], int]:
    """All choices with what they raise."""
    ranges = [range(len(slot.raises) + 1) for slot in slots]
    return {
        choice: sum((0, *slot.raises)[option] for slot, option in zip(slots, choice, strict=True))
        for choice in product(*ranges)
    }


@given(SLOTS, st.integers(1, 80), st.integers(1, 200))
def test_the_least_raise_is_the_least(slots: list[Slot], needed: int, limit: int) -> None:
    reach = Reach(slots, limit)
    enough = [raised for raised in every_way(slots).values() if needed <= raised < limit]
    assert reach.least(needed) == min(enough, default=None)


@given(SLOTS, st.integers(1, 200))
def test_a_way_adds_up_to_its_raise(slots: list[Slot], limit: int) -> None:
    reach, ways = Reach(slots, limit), every_way(slots)
    for raised in {raised for raised in ways.values() if raised < limit}:
        assert ways[reach.way((0,) * len(slots), raised)] == raised


@given(SLOTS, st.integers(1, 200))
def test_states_are_all_ways_to_raise_the_watched_sums(slots: list[Slot], limit: int) -> None:
    ways = {choice: raised for choice, raised in every_way(slots).items() if raised < limit}

    def sums(choice: tuple[int, ...]) -> tuple[int, int]:
        taken = [0, 0]
        for slot, option in zip(slots, choice, strict=True):
            taken[slot.watched - 1] += (0, *slot.raises)[option]
        return taken[0], taken[1]

    different = {sums(choice) for choice in ways}
    found = raises.states(slots, (0,) * len(slots), limit)
    if found is None:
        assert len(different) > raises.STATES
    else:
        assert {sums(choice) for _, choice in found} == different
        assert [raised for raised, _ in found] == sorted(sum(one) for one in different)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6),
    st.integers(0, 300),
)
def test_taking_fits_where_there_is_room_and_nowhere_else(
    lines: list[tuple[int, int]], total: int
) -> None:
    weights = [max(pair) for pair in lines]
    room = [min(pair) for pair in lines]
    shares = spread.take(total, weights, room)
    if total > sum(room):
        assert shares is None
    else:
        assert shares is not None
        assert sum(shares) == total
        assert all(0 <= share <= most for share, most in zip(shares, room, strict=True))


def test_savings_share_a_line_until_it_is_used_up() -> None:
    order = range(2)
    assert spread.together([100, 100], [((0,), 90), ((0, 1), 100)], order) == [
        {0: 90},
        {0: 10, 1: 90},
    ]
    assert spread.together([100, 100], [((0,), 90), ((0, 1), 111)], order) is None
