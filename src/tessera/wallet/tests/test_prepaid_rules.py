"""The rules of the law as the domain handbook, 1.4, has them, and sales judged by them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import (
    BLOCK,
    CN_DEFAULT,
    CN_STRICT,
    NONE,
    OFF,
    WARN,
    PrepaidCase,
    Rule,
)

PAPERS = PrepaidCase(has_real_name=True, contract_version=2, accepted_version=2)
FINE = replace(PAPERS, registered_minor=50_000, registered_full_minor=50_000)
GIFT = replace(PAPERS, bearer_minor=100_000, bearer_full_minor=100_000)
BULK = replace(GIFT, bearer_minor=1_000_000)


def big(case: PrepaidCase, amount: int, cash: int = 0, *, unit: bool = False) -> PrepaidCase:
    """The case with so much of it at once, in small cards."""
    paid = replace(case, cash_minor=cash, is_unit=unit)
    if case.bearer_minor:
        return replace(paid, bearer_minor=amount)
    return replace(paid, registered_minor=amount)


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
        (PAPERS, []),
        (replace(FINE, registered_full_minor=500_000), []),
        (replace(FINE, registered_full_minor=500_001), [prepaid.MAX_REGISTERED]),
        (GIFT, []),
        (replace(GIFT, bearer_full_minor=100_001), [prepaid.MAX_BEARER]),
        (replace(FINE, has_real_name=False), [prepaid.NAME_REGISTERED]),
        (replace(GIFT, has_real_name=False), []),
        (replace(big(GIFT, 999_999), has_real_name=False), []),
        (replace(BULK, has_real_name=False), [prepaid.NAME_BEARER]),
        (BULK, []),
        (
            replace(BULK, registered_minor=1, has_real_name=False),
            [prepaid.NAME_REGISTERED, prepaid.NAME_BEARER],
        ),
        (replace(FINE, accepted_version=1), [prepaid.CONTRACT]),
        (replace(GIFT, accepted_version=1), [prepaid.CONTRACT]),
        (replace(FINE, contract_version=0, accepted_version=0), []),
        (big(FINE, 500_000, 1, unit=True), [prepaid.UNIT_FROM]),
        (big(GIFT, 500_000, 1, unit=True), [prepaid.UNIT_FROM]),
        (big(FINE, 499_999, 499_999, unit=True), []),
        (big(FINE, 500_000, unit=True), [prepaid.PAYER]),
        (replace(big(FINE, 500_000, unit=True), payer_is_noted=True), []),
        (big(FINE, 499_999, unit=True), []),
        (big(GIFT, 5_000_000), [prepaid.PAYER]),
        (big(GIFT, 4_999_999), []),
        (big(FINE, 500_000, 500_000), []),
        (big(FINE, 5_000_000, 1), [prepaid.PERSON_FROM]),
        (big(GIFT, 5_000_000, 1), [prepaid.PERSON_FROM]),
        (replace(big(GIFT, 4_999_999, 1), registered_minor=1), [prepaid.PERSON_FROM]),
    ],
)
def test_a_sale_before_the_law(case: PrepaidCase, broken: list[str]) -> None:
    assert [one.key for one in prepaid.judge(CN_DEFAULT, case)] == broken
    assert not prepaid.judge(NONE, case)


SINS = {
    prepaid.MAX_REGISTERED: replace(FINE, registered_full_minor=500_001),
    prepaid.MAX_BEARER: replace(GIFT, bearer_full_minor=100_001),
    prepaid.NAME_REGISTERED: replace(FINE, has_real_name=False),
    prepaid.NAME_BEARER: replace(BULK, has_real_name=False),
    prepaid.UNIT_FROM: big(GIFT, 500_000, 1, unit=True),
    prepaid.PERSON_FROM: big(GIFT, 5_000_000, 1),
    prepaid.CONTRACT: replace(GIFT, accepted_version=0),
}


@pytest.mark.parametrize("key", SINS)
@pytest.mark.parametrize(("mode", "told"), [(OFF, []), (WARN, [False]), (BLOCK, [True])])
def test_every_rule_of_sales_is_off_warns_or_blocks(key: str, mode: str, told: list[bool]) -> None:
    profile = {**CN_DEFAULT, key: Rule(mode, CN_DEFAULT[key].value)}
    assert [one.blocks for one in prepaid.judge(profile, SINS[key])] == told


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
    amount: int, cash: int, more: int, registered: bool
) -> None:
    papers = PrepaidCase(cash_minor=cash, contract_version=1)

    def of(minor: int) -> PrepaidCase:
        if registered:
            return replace(papers, registered_minor=minor, registered_full_minor=minor)
        return replace(papers, bearer_minor=minor, bearer_full_minor=minor)

    case, larger = of(amount), of(amount + more)
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
