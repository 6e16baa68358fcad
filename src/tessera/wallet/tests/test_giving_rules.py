"""How much stored value may be given away at once and on a day."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import prepaid
from tessera.wallet.rules.giving import GivingLimits, keeps_closing, room_minor


@pytest.mark.parametrize(
    ("once", "day", "given_minor", "room"),
    [
        (None, None, 10**9, None),
        (20000, None, 10**9, 20000),
        (None, 50000, 0, 50000),
        (None, 50000, 49999, 1),
        (None, 50000, 50001, 0),
        (20000, 50000, 0, 20000),
        (20000, 50000, 30000, 20000),
        (20000, 50000, 30001, 19999),
    ],
)
def test_the_narrower_of_both_limits_holds(
    once: int | None, day: int | None, given_minor: int, room: int | None
) -> None:
    assert room_minor(GivingLimits(once, day), given_minor=given_minor) == room


_LIMIT = st.none() | st.integers(min_value=1, max_value=10**6)


@given(_LIMIT, _LIMIT, st.lists(st.integers(min_value=1, max_value=10**6), max_size=20))
def test_whatever_is_tried_no_day_and_no_gift_passes_its_limit(
    once: int | None, day: int | None, tried: list[int]
) -> None:
    limits, done = GivingLimits(once, day), [0]
    for wanted in tried:
        room = room_minor(limits, given_minor=sum(done))
        if room is None or wanted <= room:
            done.append(wanted)
        else:
            assert (once is not None and wanted > once) or (
                day is not None and sum(done) + wanted > day
            )
    assert once is None or max(done) <= once
    assert day is None or list(accumulate(done))[-1] <= day


@pytest.mark.parametrize(
    ("once", "day", "sound"),
    [(None, None, True), (1, 1, True), (2, 1, False), (0, None, False), (None, -1, False)],
)
def test_limits_leave_something_to_give(once: int | None, day: int | None, sound: bool) -> None:
    assert GivingLimits(once, day).is_sound is sound


def test_a_closing_stores_value_stays_where_the_law_asks_for_its_notice() -> None:
    strict = {**prepaid.CN_DEFAULT, prepaid.CLOSING_NOTICE: prepaid.Rule(prepaid.BLOCK, 30)}
    assert [keeps_closing(one) for one in (strict, prepaid.CN_DEFAULT, prepaid.NONE)] == [
        True,
        False,
        False,
    ]
