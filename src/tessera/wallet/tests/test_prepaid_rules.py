"""The rules of the law as the domain handbook, 1.4, has them, and top-ups judged by them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import BLOCK, CN_DEFAULT, CN_STRICT, NONE, WARN, Rule, TopUpCase

FINE = TopUpCase(50_000, has_real_name=True, contract_version=2, accepted_version=2)


def test_the_default_profile_is_the_table_of_the_handbook() -> None:
    assert {key: (rule.mode, rule.value) for key, rule in CN_DEFAULT.items()} == {
        "max_balance.registered": (BLOCK, 500000),
        "max_balance.bearer": (BLOCK, 100000),
        "realname.required_for_registered": (WARN, 0),
        "realname.bearer_over": (WARN, 1000000),
        "noncash.unit_from": (BLOCK, 500000),
        "noncash.person_from": (BLOCK, 5000000),
        "expiry.registered": (BLOCK, 0),
        "expiry.bearer_min_years": (BLOCK, 3),
        "bonus_expiry_allowed": (WARN, 0),
        "contract.required": (BLOCK, 0),
        "cooling_off_days": (BLOCK, 7),
        "refund.same_name_account": (BLOCK, 0),
        "refund.cash_max": (BLOCK, 10000),
        "record_retention_years": (BLOCK, 5),
        "custody.rate": (WARN, 0),
        "closing_notice_days": (WARN, 30),
    }


@pytest.mark.parametrize(
    ("case", "broken"),
    [
        (FINE, []),
        (replace(FINE, before_minor=450_000), []),
        (replace(FINE, before_minor=450_001), [prepaid.MAX_REGISTERED]),
        (replace(FINE, amount_minor=100_000, is_registered=False), []),
        (replace(FINE, amount_minor=100_001, is_registered=False), [prepaid.MAX_BEARER]),
        (replace(FINE, has_real_name=False), [prepaid.NAME_REGISTERED]),
        (replace(FINE, accepted_version=1), [prepaid.CONTRACT]),
        (replace(FINE, contract_version=0, accepted_version=0), []),
        (replace(FINE, amount_minor=500_000, is_unit=True, cash_minor=1), [prepaid.UNIT_FROM]),
        (replace(FINE, amount_minor=499_999, is_unit=True, cash_minor=499_999), []),
        (replace(FINE, amount_minor=500_000, is_unit=True), []),
        (
            replace(FINE, amount_minor=5_000_000, cash_minor=1),
            [prepaid.MAX_REGISTERED, prepaid.PERSON_FROM],
        ),
    ],
)
def test_a_top_up_before_the_law(case: TopUpCase, broken: list[str]) -> None:
    assert [one.key for one in prepaid.judge(CN_DEFAULT, case)] == broken
    assert not prepaid.judge(NONE, case)


def test_strict_blocks_what_the_default_warns_of() -> None:
    nameless = replace(FINE, has_real_name=False)
    assert [one.blocks for one in prepaid.judge(CN_DEFAULT, nameless)] == [False]
    assert [one.blocks for one in prepaid.judge(CN_STRICT, nameless)] == [True]


def test_every_profile_is_sound_and_a_part_of_one_is_not() -> None:
    assert all(prepaid.is_sound(profile) for profile in prepaid.PROFILES.values())
    assert not prepaid.is_sound({prepaid.CONTRACT: Rule(BLOCK)})
    assert not prepaid.is_sound({**CN_DEFAULT, prepaid.CUSTODY: Rule(WARN, 10_001)})
    assert not prepaid.is_sound({**CN_DEFAULT, prepaid.CONTRACT: Rule("shout")})


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7), st.booleans())
def test_more_money_is_never_judged_more_kindly(
    amount: int, before: int, more: int, registered: bool
) -> None:
    case = replace(FINE, amount_minor=amount, before_minor=before, is_registered=registered)
    larger = replace(case, amount_minor=amount + more)
    found = {one.key for one in prepaid.judge(CN_DEFAULT, case)}
    assert found <= {one.key for one in prepaid.judge(CN_DEFAULT, larger)}


@pytest.mark.parametrize(
    ("noted", "payee", "same"),
    [
        ("王芳", "王芳", True),
        ("王芳", "王 芳", True),
        ("王芳", "王方", False),
        ("阿依·古丽", "阿依•古丽", True),
        ("Li Ming", "ＬＩ　ＭＩＮＧ", True),
        ("王芳", "王芳芳", False),
    ],
)
def test_an_account_is_of_the_same_name_however_it_is_written(
    noted: str, payee: str, same: bool
) -> None:
    assert prepaid.same_name(noted, payee) is same
