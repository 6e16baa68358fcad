import pytest

from tessera.kernel.errors import Invalid
from tessera.org import rules


def test_a_text_is_kept_without_stray_spaces() -> None:
    assert rules.text("  Silk   Road ", field="name", limit=60) == "Silk Road"


@pytest.mark.parametrize(
    ("value", "code"), [("  ", "org.field_required"), ("x" * 61, "org.field_too_long")]
)
def test_an_empty_or_endless_text_is_refused(value: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.text(value, field="name", limit=60)
    assert refused.value.code == code


def test_a_code_is_printed_in_capitals() -> None:
    assert rules.code(" sh-01 ") == "SH-01"


@pytest.mark.parametrize("value", ["", "店一", "A B", "A" * 13, "A_1"])
def test_a_code_that_cannot_be_typed_everywhere_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match=r"org\.code_invalid"):
        rules.code(value)


@pytest.mark.parametrize("value", ["", "Shanghai", "UTC+8", "../UTC", "asia/shanghai"])
def test_a_zone_that_nobody_knows_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match=r"org\.zone_unknown"):
        rules.zone(value)


def test_zones_of_the_world_are_known() -> None:
    assert [rules.zone(name) for name in ("Asia/Shanghai", "Europe/London")] == [
        "Asia/Shanghai",
        "Europe/London",
    ]


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_day_begins_at_an_hour_of_the_day(hour: int) -> None:
    with pytest.raises(Invalid, match=r"org\.cutover_invalid"):
        rules.cutover_hour(hour)


@pytest.mark.parametrize("value", ["", "XXQ", "yuan", "CN"])
def test_a_currency_that_does_not_exist_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match=r"org\.currency_unknown"):
        rules.currency(value)


@pytest.mark.parametrize("value", ["red", "#12345", "#12345g", "#1234567"])
def test_a_colour_that_no_style_sheet_knows_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match=r"org\.colour_invalid"):
        rules.colour(value)


@pytest.mark.parametrize("value", ["", "two words", "x" * 61])
def test_a_sign_in_name_has_no_spaces_and_an_end(value: str) -> None:
    with pytest.raises(Invalid, match=r"org\.username_invalid"):
        rules.username(value)


def test_a_token_is_long_and_kept_only_as_a_digest() -> None:
    token = rules.new_token()
    assert len(token) >= 43
    assert token not in rules.digest(token)
    assert len(rules.digest(token)) == 64


def test_scopes_narrow_what_is_held_and_never_widen_it() -> None:
    held = frozenset({"sales.complete", "sales.return"})
    assert rules.token_permissions(held, scopes=()) == held
    assert rules.token_permissions(held, scopes=["sales.return", "org.hire"]) == {"sales.return"}
    assert rules.token_permissions(held, scopes=["org.hire"]) == frozenset()
