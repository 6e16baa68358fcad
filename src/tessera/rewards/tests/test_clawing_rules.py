"""What a return takes back, whatever the steps, and how that is met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import LineBack, Settled, line_clawback, returned_base, settle
from tessera.rewards.rules.clawing import settle_elsewhere
from tessera.rewards.rules.programme import FROM_REFUND, NEGATIVE, RETURN_POLICIES, WITHIN_BALANCE


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 10)), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_case_07_ten_partial_returns_take_back_by_line_what_one_full_return_would(
    earned: list[tuple[int, int]], random: object
) -> None:
    pieces = [at for at, (_, quantity) in enumerate(earned) for _ in range(quantity)]
    random.shuffle(pieces)  # type: ignore[attr-defined]
    back, clawed = [0] * len(earned), 0
    for at in pieces:
        back[at] += 1
        lines = [LineBack(p, q, done) for (p, q), done in zip(earned, back, strict=True)]
        now = line_clawback(lines, clawed=clawed)
        assert now >= 0
        clawed += now
    assert clawed == sum(points for points, _ in earned)


def test_what_bonus_paid_comes_back_in_proportion() -> None:
    # 100.00 of goods, 40.00 of it by bonus that does not earn: half of the goods is half of 60.00.
    assert returned_base(base_minor=6000, goods_minor=10_000, returned_minor=5000) == 3000
    assert returned_base(base_minor=6000, goods_minor=10_000, returned_minor=10_000) == 6000


@pytest.mark.parametrize(
    ("policy", "held", "lapsed", "coming", "settled"),
    [
        (NEGATIVE, 100, 0, 0, Settled(taken=100)),
        (NEGATIVE, 30, 0, 0, Settled(taken=30, owed=70)),
        (NEGATIVE, 30, 60, 0, Settled(taken=30, lapsed=60, owed=10)),
        (WITHIN_BALANCE, 30, 0, 0, Settled(taken=30, forgiven=70)),
        (WITHIN_BALANCE, 30, 70, 0, Settled(taken=30, lapsed=70)),
        (WITHIN_BALANCE, 30, 0, 50, Settled(taken=30, owed=50, forgiven=20)),
        (FROM_REFUND, 30, 0, 0, Settled(taken=30, kept=70, kept_minor=70)),
        (FROM_REFUND, 30, 0, 20, Settled(taken=30, owed=20, kept=50, kept_minor=50)),
        (FROM_REFUND, 100, 0, 0, Settled(taken=100)),
    ],
)
def test_a_clawback_is_met_by_the_policy(
    policy: str, held: int, lapsed: int, coming: int, settled: Settled
) -> None:
    met = settle(100, held=held, lapsed=lapsed, coming=coming, policy=policy, refund_minor=10_000)
    assert met == settled


def test_a_refund_is_never_less_than_nothing_and_the_rest_is_forgiven() -> None:
    met = settle(100, held=0, lapsed=0, policy=FROM_REFUND, refund_minor=40)
    assert met == Settled(taken=0, forgiven=60, kept=40, kept_minor=40)


@given(
    st.integers(0, 1000),
    st.integers(0, 1000),
    st.integers(0, 1000),
    st.integers(0, 300),
    st.sampled_from(RETURN_POLICIES),
    st.integers(0, 2000),
    st.integers(1, 300),
)
def test_every_point_of_a_clawback_goes_somewhere(
    points: int, held: int, lapsed: int, coming: int, policy: str, refund: int, rate: int
) -> None:
    met = settle(
        points,
        held=held,
        lapsed=lapsed,
        coming=coming,
        policy=policy,
        refund_minor=refund,
        points_per_major=rate,
    )
    parts = (met.taken, met.lapsed, met.owed, met.forgiven, met.kept)
    assert sum(parts) == points
    assert min(*parts, met.kept_minor) >= 0
    assert met.taken <= held
    assert met.kept_minor <= refund


@pytest.mark.parametrize(
    ("waiting", "lapsed", "settled"),
    [
        (100, 0, Settled(taken=0, owed=100)),
        (30, 0, Settled(taken=0, owed=30, forgiven=70)),
        (0, 0, Settled(taken=0, forgiven=100)),
        (30, 80, Settled(taken=0, lapsed=80, owed=20)),
    ],
)
def test_of_a_card_that_became_another_s_only_what_waits_there_is_owed(
    waiting: int, lapsed: int, settled: Settled
) -> None:
    assert settle_elsewhere(100, waiting=waiting, lapsed=lapsed) == settled


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_clawback_elsewhere_is_met_whole(points: int, waiting: int, lapsed: int) -> None:
    met = settle_elsewhere(points, waiting=waiting, lapsed=lapsed)
    assert met.lapsed + met.owed + met.forgiven == points
    assert 0 <= met.owed <= waiting
