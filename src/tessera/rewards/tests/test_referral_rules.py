"""The rules of referral by examples, and what must hold of all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import referral
from tessera.rewards.rules.referral import Program, Suspicion, Terms


@pytest.mark.parametrize(
    ("base", "rate_bp", "unit", "cap", "amount"),
    [
        (29900, 500, "bonus", None, 1495),
        (29900, 500, "bonus", 1000, 1000),
        (29900, 500, "points", None, 14),
        (29999, 10_000, "points", None, 299),
        (99, 10_000, "points", None, 0),
        (0, 500, "bonus", None, 0),
        (-5, 500, "bonus", None, 0),
    ],
)
def test_a_purchase_gives_its_share_up_to_the_cap(
    base: int, rate_bp: int, unit: str, cap: int | None, amount: int
) -> None:
    found = referral.amount_for(base_minor=base, rate_bp=rate_bp, unit=unit, cap=cap)
    assert found == amount


@pytest.mark.parametrize(
    ("active", "months", "on", "within"),
    [
        (True, 12, "2027-03-09", True),
        (True, 12, "2027-03-10", False),
        (True, None, "2040-01-01", True),
        (False, None, "2026-03-10", False),
    ],
)
def test_purchases_count_for_so_many_months_from_joining(
    active: bool, months: int | None, on: str, within: bool
) -> None:
    program = Program(1, is_active=active, months=months)
    found = referral.is_within(program, joined_on=date(2026, 3, 10), on=date.fromisoformat(on))
    assert found is within


def test_a_first_purchase_gives_both_something_from_its_threshold_on() -> None:
    program = Program(
        1, True, rate_bp=1000, first_referrer=50, first_referee=30, first_min_minor=10000
    )
    both = referral.promised(program, base_minor=10000, is_first=True)
    assert [(who, t.kind, t.amount) for who, t in both] == [
        ("referrer", "purchase", 10),
        ("referrer", "first", 50),
        ("referee", "first", 30),
    ]
    assert len(referral.promised(program, base_minor=9999, is_first=True)) == 1
    assert len(referral.promised(program, base_minor=10000, is_first=False)) == 1
    assert not referral.promised(program, base_minor=0, is_first=True)


@pytest.mark.parametrize(
    ("seen", "counts", "reason"),
    [
        (Suspicion(), False, ""),
        (Suspicion(same_person=True, circle=True), False, "self"),
        (Suspicion(circle=True, staff=True), False, "circle"),
        (Suspicion(staff=True), False, "staff"),
        (Suspicion(staff=True), True, ""),
        (Suspicion(shared=frozenset({"address", "card"})), False, "card"),
        (Suspicion(shared=frozenset({"address", "device"})), False, "device"),
        (Suspicion(shared=frozenset({"address"})), False, "address"),
    ],
)
def test_the_gravest_suspicion_is_the_reason_of_a_hold(
    seen: Suspicion, counts: bool, reason: str
) -> None:
    assert referral.hold_reason(seen, Program(1, staff_counts=counts)) == reason


def test_a_month_has_room_for_what_its_cap_leaves() -> None:
    assert (referral.room(100, 30), referral.room(100, 130)) == (70, 0)
    assert referral.room(None, 10**9) > 10**12


parts = st.lists(st.integers(1, 50_000), min_size=1, max_size=10)


@given(
    parts=parts,
    rate_bp=st.integers(0, 10_000),
    cap=st.none() | st.integers(1, 5_000),
    unit=st.sampled_from(["points", "bonus"]),
    kind=st.sampled_from(["purchase", "first"]),
)
def test_case_07_partial_returns_leave_what_one_whole_return_does(
    parts: list[int], rate_bp: int, cap: int | None, unit: str, kind: str
) -> None:
    base = sum(parts)
    whole = referral.amount_for(base_minor=base, rate_bp=rate_bp, unit=unit, cap=cap)
    terms = Terms(kind, unit, whole if kind == "purchase" else 77, base, rate_bp, cap)
    due = [referral.entitled(terms, returned_minor=sum(parts[:n])) for n in range(len(parts) + 1)]
    assert due[0] == terms.amount
    assert due[-1] == 0
    assert due == sorted(due, reverse=True)
