"""The faults of comparable systems that must not be ours: each has a test that is named for its row.

The rows are those of the project's list of cases that concern what is built so far.
"""

import re

import pytest

from tests.architecture import house

REQUIRED = {
    1: "a wallet is spent by two tills at once",
    2: "one ticket drains the wallet of another",
    4: "a confirm is sent twice",
    5: "a document earns twice",
    6: "what was not really paid for earns",
    7: "buy, earn, return, repeat",
    8: "a return forgets the points that were spent",
    10: "a coupon comes back with a cancelled sale",
    11: "a discount does not sum to itself",
    12: "a second fixed reward gives more than it says",
    13: "a validity ends by the wrong clock",
    14: "merging two members keeps two cards, the second unusable",
    16: "the wrong level is given",
    17: "a limited coupon is used too often in a race",
    22: "a number serves as identity",
    24: "a close leaves documents out",
}

RACES = {1, 2, 14, 17, 24}
"""What happens only between two connections is tested between two connections."""

BY_HTTP = {4, 5, 10, 12, 13, 14, 16, 22}
"""What a till would see is tested as a till sees it."""

_NAMED = re.compile(r"^def test_case_(\d\d)_\w{10,}\(", re.MULTILINE)


def _tests() -> dict[int, set[str]]:
    """The files that hold tests of each row."""
    found: dict[int, set[str]] = {}
    for path in house.files(".py"):
        text = path.read_text() if path.name.startswith("test_") else ""
        for number in _NAMED.findall(text):
            found.setdefault(int(number), set()).add(path.relative_to(house.ROOT).as_posix())
    return found


@pytest.mark.parametrize("number", REQUIRED, ids=lambda number: f"{number:02}")
def test_each_case_has_a_test_that_is_named_for_it(number: int) -> None:
    assert _tests().get(number), f"no test_case_{number:02}_...: {REQUIRED[number]}"


@pytest.mark.parametrize("number", sorted(RACES), ids=lambda number: f"{number:02}")
def test_each_race_is_run_with_real_connections(number: int) -> None:
    assert any(path.startswith("tests/concurrency/") for path in _tests()[number])


@pytest.mark.parametrize("number", sorted(BY_HTTP), ids=lambda number: f"{number:02}")
def test_what_a_till_would_see_is_tested_over_http(number: int) -> None:
    over_http = ("src/tessera/api/tests/", "tests/journeys/")
    assert any(path.startswith(over_http) for path in _tests()[number])
