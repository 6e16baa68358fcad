"""The faults of comparable systems that must not be ours: each has a test that is named for its row.

The rows are those of the project's list of cases that concern what is built so far.
"""

import re

import pytest

from tests.architecture import house

REQUIRED = {
    1: "a wallet is spent by two tills at once",
    2: "one ticket drains the wallet of another",
    3: "a wallet that pays offline is never deducted",
    4: "a confirm is sent twice",
    5: "a document earns twice",
    6: "what was not really paid for earns",
    7: "buy, earn, return, repeat",
    8: "a return forgets the points that were spent",
    9: "a balance of zero is accepted as a tender",
    10: "a coupon comes back with a cancelled sale",
    11: "a discount does not sum to itself",
    12: "a second fixed reward gives more than it says",
    13: "a validity ends by the wrong clock",
    14: "merging two members keeps two cards, the second unusable",
    15: "what one kind of document earns is spent on another and stays",
    16: "the wrong level is given",
    17: "a limited coupon is used too often in a race",
    19: "a return takes back by today's rule",
    20: "codes can be guessed",
    21: "the customer cannot choose how many points to spend",
    22: "a number serves as identity",
    24: "a close leaves documents out",
}

RACES = {1, 2, 14, 17, 24}
"""What happens only between two connections is tested between two connections."""

BY_HTTP = {3, 4, 5, 9, 10, 12, 13, 14, 15, 16, 20, 21, 22}
"""What a till would see is tested as a till sees it."""

BEST: dict[str, tuple[str, ...]] = {
    "every credit is a lot, and what ends soonest is spent first": (
        "test_lots_are_spent_soonest_expiry_first_those_without_one_last_then_the_oldest",
        "test_each_member_and_store_gets_an_entry_of_its_own",
    ),
    "what comes back to a lot that has lapsed is good for some days": (
        "test_a_restored_lot_lives_thirty_days_with_today",
        "test_points_of_a_lapsed_lot_come_back_for_thirty_days",
    ),
    "a programme says what a clawback does beyond the balance": (
        "test_a_clawback_is_met_by_the_policy",
        "test_within_the_balance_the_rest_is_forgiven_and_reported",
    ),
    "stored value has four figures, and bonus may come in parts": (
        "test_part_of_a_balance_is_frozen_in_proportion_and_comes_back_to_its_lots",
        "test_a_bonus_in_parts_is_released_month_by_month_each_once",
    ),
    "an account that was never used is made once by two at once": (
        "test_two_who_make_an_account_at_once_make_one",
    ),
    "who will drop hears of it, with what is missing": (
        "test_who_will_drop_is_warned_once_with_what_is_missing",
    ),
}
"""The rules taken over from the best, at the end of the list: what shows each of them."""

_NAMED = re.compile(r"^def test_case_(\d\d)_\w{10,}\(", re.MULTILINE)


def _tests() -> dict[int, set[str]]:
    """The files that hold tests of each row."""
    found: dict[int, set[str]] = {}
    for path in house.files(".py"):
        text = path.read_text() if path.name.startswith("test_") else ""
        for number in _NAMED.findall(text):
            found.setdefault(int(number), set()).add(path.relative_to(house.ROOT).as_posix())
    return found


def _names() -> set[str]:
    """The names of all tests."""
    texts = (path.read_text() for path in house.files(".py") if path.name.startswith("test_"))
    return {name for text in texts for name in re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)}


@pytest.mark.parametrize("number", REQUIRED, ids=lambda number: f"{number:02}")
def test_each_case_has_a_test_that_is_named_for_it(number: int) -> None:
    assert _tests().get(number), f"no test_case_{number:02}_...: {REQUIRED[number]}"


@pytest.mark.parametrize("rule", BEST)
def test_each_rule_that_was_taken_over_has_a_test(rule: str) -> None:
    assert set(BEST[rule]) <= _names(), rule


@pytest.mark.parametrize("number", sorted(RACES), ids=lambda number: f"{number:02}")
def test_each_race_is_run_with_real_connections(number: int) -> None:
    assert any(path.startswith("tests/concurrency/") for path in _tests()[number])


@pytest.mark.parametrize("number", sorted(BY_HTTP), ids=lambda number: f"{number:02}")
def test_what_a_till_would_see_is_tested_over_http(number: int) -> None:
    over_http = ("src/tessera/api/tests/", "tests/journeys/")
    assert any(path.startswith(over_http) for path in _tests()[number])
