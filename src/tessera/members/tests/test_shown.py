"""The code that a phone shows for a minute."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.members import rules

AT = datetime(2026, 1, 1, tzinfo=UTC)
KEY = rules.shown_key("M23456789ABCDEF", secret="house")
MEMBER = UUID("01890000-0000-7000-8000-000000000001")


def test_the_phone_and_the_house_make_the_same_code() -> None:
    """The same figures stand in frontend/member/code.test.ts."""
    code = rules.shown_code(UUID(int=0), key="00" * 32, at=AT)

    assert code == "M" + "2" * 26 + "GPAKE7DJQ8DFB"


INSTANTS = st.integers(1_500_000_000, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


@given(st.uuids(), INSTANTS)
def test_a_code_says_whose_it_is_and_is_right_in_its_minute(member: UUID, at: datetime) -> None:
    code = rules.shown_code(member, key=KEY, at=at)

    assert len(code) == 40
    assert rules.read_shown(code) == member
    assert rules.is_current(code, key=KEY, at=at)


@pytest.mark.parametrize(
    ("seconds", "current"),
    [(-61, False), (-60, True), (0, True), (59, True), (119, True), (120, False), (3600, False)],
)
def test_a_picture_of_the_code_is_soon_worthless(seconds: int, *, current: bool) -> None:
    code = rules.shown_code(MEMBER, key=KEY, at=AT)

    assert rules.is_current(code, key=KEY, at=AT + timedelta(seconds=seconds)) is current


def test_another_card_has_other_codes() -> None:
    code = rules.shown_code(MEMBER, key=KEY, at=AT)
    other = rules.shown_key("M23456789ABCDEG", secret="house")

    assert not rules.is_current(code, key=other, at=AT)
    assert not rules.is_current(code, key=rules.shown_key("M23456789ABCDEF", secret="x"), at=AT)


@pytest.mark.parametrize(
    "text", ["", "M", "M" + "Z" * 39, "X" + "2" * 39, f"M{'2' * 38}", "M" + "0" * 39]
)
def test_what_is_no_such_code_is_nobodys(text: str) -> None:
    assert rules.read_shown(text) is None


def test_ids_do_not_run_into_each_other() -> None:
    names = {rules.shown_name(uuid4()) for _ in range(100)}

    assert len(names) == 100
