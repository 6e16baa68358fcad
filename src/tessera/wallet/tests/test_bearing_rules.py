"""Who bears what a top-up was used for, once its value goes from hand to hand."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules.bearing import Filled, Key, Taken, Used, borne

AT = datetime(2026, 3, 10, tzinfo=UTC)
GIVER, FRIEND, THIRD = ((UUID(int=number), AT) for number in (1, 2, 3))
BOUGHT, LATER = UUID(int=11), UUID(int=12)


def used(paid: int, bonus: int, by: UUID = BOUGHT) -> Taken:
    return Taken(by, Used(paid, bonus))


def handed(to: Key, paid: int, bonus: int) -> Taken:
    return Taken(to[0], Used(paid, bonus), to)


@pytest.mark.parametrize(
    ("taken", "friend"),
    [
        ([used(500, 100), handed(FRIEND, 500, 100)], Used(500, 100)),
        ([used(500, 100), handed(FRIEND, 250, 50)], Used(250, 50)),
        ([used(500, 100), handed(FRIEND, 1, 0)], Used(1, 0)),
        ([used(400, 200), handed(FRIEND, 300, 0)], Used(200, 100)),
        ([handed(FRIEND, 500, 100), used(500, 100)], Used()),
        ([used(250, 50), handed(FRIEND, 500, 100), used(250, 50, LATER)], Used(167, 33)),
    ],
)
def test_who_gets_a_part_of_what_is_left_bears_that_part_of_what_was_used(
    taken: list[Taken], friend: Used
) -> None:
    found = borne({GIVER: Filled(1200, taken), FRIEND: Filled(600, [])})
    assert found[FRIEND].get(BOUGHT, Used()) == friend
    assert found[GIVER].get(BOUGHT, Used()) == Used().minus(friend)


def test_it_goes_on_from_hand_to_hand_with_what_each_used() -> None:
    filled = {
        THIRD: Filled(150, []),
        FRIEND: Filled(600, [used(250, 50, LATER), handed(THIRD, 125, 25)]),
        GIVER: Filled(1200, [used(500, 100), handed(FRIEND, 500, 100)]),
    }
    found = borne(filled)
    assert found[THIRD] == {BOUGHT: Used(250, 50), LATER: Used(125, 25)}
    assert found[FRIEND] == {BOUGHT: Used(250, 50), LATER: Used(-125, -25)}
    assert found[GIVER] == {BOUGHT: Used(-500, -100)}


Step = tuple[int, int, bool]
"""Who, of how many thousandths of what is left, and whether it is handed on or used."""


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 1000), st.booleans()),
        max_size=12,
    )
)
def test_no_use_is_lost_and_none_is_borne_twice(steps: list[Step]) -> None:
    """Whatever way it goes: all uses together are borne, nobody bears less than nothing, and who
    hands all on bears nothing."""
    filled, keys = {(UUID(int=100), AT): Filled(120_000, [])}, [(UUID(int=100), AT)]
    left, own = {keys[0]: 120_000}, dict[Key, dict[UUID, int]]()
    for number, (who, thousandths, goes_on) in enumerate(steps):
        key = keys[who % len(keys)]
        if not (minor := left[key] * thousandths // 1000):
            continue
        paid, entry = minor * 5 // 6, UUID(int=200 + number)
        to = (entry, AT) if goes_on else None
        what = Taken(entry, Used(paid, minor - paid), to)
        filled[key] = Filled(filled[key].minor, [*filled[key].taken, what])
        left[key] -= minor
        if to:
            filled[to], left[to] = Filled(minor, []), minor
            keys.append(to)
        else:
            own.setdefault(key, {})[entry] = minor
    found = borne(filled)
    for use in {one for uses in own.values() for one in uses}:
        assert sum((uses.get(use, Used()).minor for uses in found.values()), 0) == 0
        for key in filled:
            bears = own.get(key, {}).get(use, 0) + found[key].get(use, Used()).minor
            assert bears >= 0
            is_handed_on = left[key] == 0 and filled[key].taken[-1].to is not None
            assert not (bears and is_handed_on)
