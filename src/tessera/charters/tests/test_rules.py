"""How an application goes on, and until when its fee is paid."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.charters import rules

TABLE = {
    "submitted": {"review": "reviewed", "admit": "approved", "withdraw": "withdrawn"},
    "reviewed": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"},
    "approved": {"notify": "due", "grant": "granted"},
    "due": {"pay": "paid", "withdraw": "withdrawn", "lapse": "lapsed"},
    "paid": {"grant": "granted", "give_back": "returned"},
    "granted": {"issue": "issued", "give_back": "returned"},
    "issued": {"give_back": "returned"},
    "refused": {},
    "withdrawn": {},
    "lapsed": {},
    "returned": {},
}


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("deed", rules.DEEDS)
def test_each_deed_leads_where_the_table_says_and_nowhere_else(state: str, deed: str) -> None:
    assert rules.after(state, deed) == TABLE[state].get(deed)
    assert rules.may(state, deed) is (deed in TABLE[state])


@given(st.lists(st.sampled_from(rules.DEEDS), max_size=20))
def test_a_level_is_given_only_after_an_approval_and_never_after_an_end(deeds: list[str]) -> None:
    state, done = rules.SUBMITTED, [rules.SUBMIT]
    for deed in deeds:
        following = rules.after(state, deed)
        if following is not None:
            state, done = following, [*done, deed]
    if rules.GRANT in done:
        assert {rules.APPROVE, rules.ADMIT} & set(done)
        assert (rules.NOTIFY in done) is (rules.PAY in done)
    if {rules.REFUSE, rules.LAPSE} & set(done):
        assert rules.GRANT not in done
    if rules.APPROVE in done:
        assert rules.REVIEW in done
    assert len(done) == len(set(done))


@pytest.mark.parametrize(
    ("told", "days", "last"),
    [
        (date(2026, 1, 31), None, date(2026, 2, 28)),
        (date(2028, 1, 31), None, date(2028, 2, 29)),
        (date(2026, 3, 10), None, date(2026, 4, 10)),
        (date(2026, 12, 31), None, date(2027, 1, 31)),
        (date(2026, 11, 30), None, date(2026, 12, 30)),
        (date(2026, 3, 10), 7, date(2026, 3, 17)),
    ],
)
def test_the_fee_is_due_within_a_calendar_month_or_so_many_days(
    told: date, days: int | None, last: date
) -> None:
    assert rules.due_on(told, days) == last
    assert not rules.is_over(last, last)
    assert rules.is_over(last, last + timedelta(days=1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_is_the_next_one_and_never_shorter_than_it(told: date) -> None:
    last = rules.due_on(told, None)
    assert (last.year * 12 + last.month) - (told.year * 12 + told.month) == 1
    assert last.day <= told.day
    assert 28 <= (last - told).days <= 31
