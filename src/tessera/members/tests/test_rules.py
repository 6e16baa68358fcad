from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import DomainError
from tessera.members import rules
from tessera.members.rules import Kind

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "008613812345678",
        "１３８１２３４５６７８",
    ],
)
def test_a_phone_is_one_however_it_is_written(text: str) -> None:
    assert rules.phone(text) == "+8613812345678"


def test_a_phone_of_another_country_begins_with_plus() -> None:
    assert rules.phone("+44 7911 123456") == "+447911123456"


@pytest.mark.parametrize(
    "text", ["", "1381234567", "12345678901", "+1", "phone", "138123456789012345"]
)
def test_what_is_no_phone_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match=r"members\.phone_invalid"):
        rules.phone(text)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+8613812345678", "138****5678"),
        ("+862164311234", "21****1234"),
        ("+447911123456", "+44 79****3456"),
        ("+85291234567", "+852 ****4567"),
        ("+8612345", "****5"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_masked_phone_hides_at_least_four_digits(number: str | None, masked: str) -> None:
    assert rules.mask_phone(number) == masked


def test_a_masked_card_tells_cards_apart_and_no_more() -> None:
    code = rules.new_card_code()
    assert rules.mask_card(code) == f"M****{code[-4:]}"


def test_a_card_carries_sixty_four_random_bits() -> None:
    codes = {rules.new_card_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(31 ** (len(code) - 1) > 2**64 for code in codes)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("王小明", "wxm"),
        ("Jane Wu", "jw"),
        ("欧阳·娜娜", "oynn"),
        ("Anna李", "al"),
        ("O'Brien", "ob"),
        ("12345", "1"),
        ("🙂", ""),
    ],
)
def test_initials_are_how_a_name_sounds(name: str, initials: str) -> None:
    assert rules.initials(name) == initials


@given(st.text(max_size=60))
def test_initials_always_fit_their_column(name: str) -> None:
    assert len(rules.initials(name)) <= 60


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 3), "members.birthday_invalid"),
        (date(1899, 12, 31), "members.birthday_invalid"),
        (date(2012, 3, 3), "members.guardian_needed"),
        (TODAY, "members.guardian_needed"),
    ],
)
def test_a_birthday_is_plausible_and_of_somebody_old_enough(day: date, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        rules.birthday(day, today=TODAY)
    assert refused.value.code == code


def test_on_the_fourteenth_birthday_one_may_become_a_member() -> None:
    assert rules.birthday(date(2012, 3, 2), today=TODAY) == date(2012, 3, 2)


@pytest.mark.parametrize(("today", "age"), [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14)])
def test_who_was_born_on_a_leap_day_turns_older_in_march(today: date, age: int) -> None:
    assert rules.age(date(2012, 2, 29), today=today) == age


@pytest.mark.parametrize(
    ("text", "kind", "understood"),
    [
        ("", Kind.NOTHING, ""),
        ("\x00", Kind.NOTHING, ""),
        ("138", Kind.NOTHING, "138"),
        ("5678", Kind.DIGITS, "5678"),
        ("138-1234", Kind.DIGITS, "1381234"),
        ("+8613812345678", Kind.DIGITS, "13812345678"),
        ("m23456789abcdeF", Kind.CARD, "M23456789ABCDEF"),
        ("M23456789ABCDE1", Kind.LETTERS, "M23456789ABCDE1"),
        ("wxm", Kind.LETTERS, "wxm"),
        ("小明", Kind.NAME, "小明"),
        ("%", Kind.LETTERS, "%"),
        ("+", Kind.LETTERS, "+"),
    ],
)
def test_a_search_text_is_understood(text: str, kind: Kind, understood: str) -> None:
    needle = rules.needle(text)
    assert (needle.kind, needle.text) == (kind, understood)


def test_a_whole_number_is_recognised_as_one() -> None:
    assert rules.needle("138 1234 5678").phone == "+8613812345678"
    assert rules.needle("1234 5678").phone is None


@given(st.text())
def test_whatever_is_typed_is_understood_somehow(text: str) -> None:
    assert len(rules.needle(text).text) <= 60
